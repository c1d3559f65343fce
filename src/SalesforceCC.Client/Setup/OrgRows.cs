using SalesforceCC.Http;
using SalesforceCC.Json;
using SalesforceCC.Query;
using SalesforceCC.Records;
using SalesforceCC.Rest;
using SalesforceCC.Values;

namespace SalesforceCC.Setup;

/// <summary>Looks for rows of an org, and makes new ones.</summary>
internal static class OrgRows
{
    /// <summary>The first row of a query; null where there is none.</summary>
    public static async Task<SfRecord?> FindAsync(
        SfSession session, string soql, Dictionary<string, object?> values, CancellationToken stop)
    {
        await foreach (RecordPage page in session.QueryPages(Soql.Bind(soql, values), null, stop).ConfigureAwait(false))
            return page.Count > 0 ? page[0] : null;
        return null;
    }

    /// <summary>The id of the first row; null where there is none.</summary>
    public static async Task<string?> FindIdAsync(
        SfSession session, string soql, Dictionary<string, object?> values, CancellationToken stop) =>
        (await FindAsync(session, soql, values, stop).ConfigureAwait(false))?.GetValue("Id") as string;

    /// <summary>Creates a row.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> CreateAsync(
        SfSession session, string type, Dictionary<string, object?> fields, CancellationToken stop)
    {
        byte[] body = JsonBody.Of(fields);
        ApiRequest request = new()
        {
            Method = HttpMethod.Post,
            Url = session.Resolve($"sobjects/{type}"),
            Body = RequestBody.Of(body, "application/json"),
        };
        RestResponse response = await RestClient.SendAsync(session, request, skipErrorCheck: false, stop).ConfigureAwait(false);
        return JsonValues.Read(response.Body) is SfJsonObject saved && saved["id"] is string id && SfId.IsValid(id)
            ? id
            : throw new SfException(SfErrorCodes.InvalidResponse, $"The answer does not say which {type} was created. Look for it before you repeat this.");
    }
}
