using System.Collections;
using System.Text.Json;
using SalesforceCC.Query;
using SalesforceCC.Records;

namespace SalesforceCC.Search;

/// <summary>A search without SOSL: words, objects and fields.</summary>
/// <param name="Text">The words.</param>
internal sealed record SearchParameters(string Text)
{
    /// <summary>The fields whose words count: ALL, NAME, EMAIL, PHONE, SIDEBAR.</summary>
    public string Scope { get; init; } = "ALL";

    /// <summary>The objects; empty: all that can be searched, with their ids only.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>The fields of each object.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>A condition in SOQL for each object, with values bound; null: none.</summary>
    public string? Where { get; init; }

    /// <summary>The order of the records of each object; null: Salesforce's.</summary>
    public string? OrderBy { get; init; }

    /// <summary>The most records of each object; null: Salesforce's limit.</summary>
    public int? Limit { get; init; }

    /// <summary>Binds values to a condition. A midnight is a day or a moment according to its field, if the object is the only one.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER.</exception>
    public static async Task<string?> BindAsync(
        SfSession session, string? where, IDictionary? parameters, IReadOnlyList<string> types, CancellationToken stop)
    {
        SoqlBinder binder = new(where ?? "", parameters);
        if (where is null)
            return null;
        ObjectFields? fields = null;
        if (binder.NeedsTypes && types.Count == 1)
        {
            try
            {
                fields = await session.FieldTypes.GetAsync(types[0], stop).ConfigureAwait(false);
            }
            catch (SfException)
            {
                // Without types a midnight is a day. Whatever is wrong, the search meets it too.
            }
        }

        return binder.Bind(fields?.Types);
    }

    /// <summary>The body of the request.</summary>
    public byte[] ToJson()
    {
        Dictionary<string, object> body = new() { ["q"] = SoslText.Of(Text, wildcards: true), ["in"] = Scope };
        if (Types.Count > 0)
            body["sobjects"] = Types.Select(ToJson).ToArray();
        return JsonSerializer.SerializeToUtf8Bytes(body);
    }

    /// <summary>What Salesforce gives at most.</summary>
    public SearchLimits Limits() =>
        new([.. Types.Select(t => new SearchObject(t, Where is not null || OrderBy is not null || Limit is not null))], isLimited: false);

    private Dictionary<string, object> ToJson(string type)
    {
        Dictionary<string, object> one = new() { ["name"] = type };
        if (Fields.Count > 0)
            one["fields"] = Fields;
        if (Where is not null)
            one["where"] = Where;
        if (OrderBy is not null)
            one["orderBy"] = OrderBy;
        if (Limit is { } limit)
            one["limit"] = limit;
        return one;
    }
}
