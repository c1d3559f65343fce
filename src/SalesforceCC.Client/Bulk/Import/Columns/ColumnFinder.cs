using System.Text.RegularExpressions;
using SalesforceCC.Connections;
using SalesforceCC.Describe;

namespace SalesforceCC.Bulk;

/// <summary>
/// Finds what columns stand for, by describe: fields in any case, and parents by a key, as <c>Account.Ext__c</c>, with the
/// object first where there may be several (<c>User:Owner.Email</c>), or as Data Loader has it (<c>Owner:User-Email</c>).
/// </summary>
/// <param name="session">The session.</param>
/// <param name="type">The object.</param>
/// <param name="settings">What is done with it.</param>
internal sealed class ColumnFinder(SfSession session, ObjectDescription type, ImportSettings settings)
{
    private static readonly Regex s_ofDataLoader = new(@"^(\w+):(\w+)-(\w+)\z", RegexOptions.CultureInvariant);
    private static readonly Regex s_parent = new(@"^(?:(\w+):)?(\w+)\.(\w+)\z", RegexOptions.CultureInvariant);

    /// <summary>The object.</summary>
    public ObjectDescription Type => type;

    /// <summary>Whether a name is one, without a question to anybody.</summary>
    public bool IsKnown(string name) =>
        type.Field(name) is not null || IsOfResults(name) || (Parent(name) is { } parent && type.Reference(parent.Relationship) is not null);

    /// <summary>What a column stands for.</summary>
    public async Task<ColumnTarget> FindAsync(string name, CancellationToken stop)
    {
        if (IsOfResults(name))
            return new ColumnTarget(name) { Note = $"{name} is left out, since it is a column of result files." };
        if (settings.TakesIds && !IsId(name))
            return new ColumnTarget(name) { Note = $"{name} is left out, since records are deleted by their IDs alone." };
        if (name.Length == 0)
            return Problem(name, "a column has no name");
        if (Parent(name) is { } parent)
            return await FindParentAsync(name, parent, stop).ConfigureAwait(false);
        if (type.Field(name) is not { } field)
            return Problem(name, $"'{name}' is unknown, or not visible to the user{Near(name, type.Fields.Select(static f => f.Name))}");
        return IsId(name) ? OfId(name, field)
            : Refusal(field) is { } refusal ? Problem(name, refusal)
            : new ColumnTarget(name) { Name = field.Name, Field = field };
    }

    /// <summary>Whether the operation can set a field. An upsert may do either.</summary>
    public bool CanWrite(SfField field) => IsKey(field.Name) || settings.Operation switch
    {
        BulkOperation.Insert => field.Createable,
        BulkOperation.Update => field.Updateable,
        _ => field.Createable || field.Updateable,
    };

    private static bool IsOfResults(string name) => name.StartsWith("sf__", StringComparison.OrdinalIgnoreCase);

    private static bool IsId(string name) => name.Equals("Id", StringComparison.OrdinalIgnoreCase);

    private bool IsKey(string name) => name.Equals(settings.KeyField, StringComparison.OrdinalIgnoreCase);

    private ColumnTarget OfId(string name, SfField field) => settings.Operation switch
    {
        BulkOperation.Insert => Problem(name, "'Id' cannot be set: a new record gets its own"),
        BulkOperation.Upsert when !settings.IsKeyedById => new ColumnTarget(name) { Note = $"Id is left out, since records are found by {settings.KeyField}." },
        _ => new ColumnTarget(name) { Name = field.Name, Field = field },
    };

    private string? Refusal(SfField field) =>
        CanWrite(field) ? null
        : settings.Operation == BulkOperation.Insert ? $"'{field.Name}' cannot be set in new records"
        : $"'{field.Name}' cannot be changed";

    private static (string? Type, string Relationship, string Key)? Parent(string name) =>
        s_ofDataLoader.Match(name) is { Success: true } old ? (old.Groups[2].Value, old.Groups[1].Value, old.Groups[3].Value)
        : s_parent.Match(name) is { Success: true } now ? (now.Groups[1].Success ? now.Groups[1].Value : null, now.Groups[2].Value, now.Groups[3].Value)
        : null;

    private async Task<ColumnTarget> FindParentAsync(string name, (string? Type, string Relationship, string Key) parent, CancellationToken stop)
    {
        if (type.Reference(parent.Relationship) is not { } lookup)
            return Problem(name, $"'{name}' is unknown, or not visible to the user: {type.Name} has no relationship {parent.Relationship}{Near(parent.Relationship, Relationships)}");
        if (Refusal(lookup) is { } refusal)
            return Problem(name, $"'{name}': {refusal}");
        bool hasSeveral = lookup.ReferenceTo.Count > 1 || lookup.PolymorphicForeignKey;
        string? target = parent.Type is null
            ? hasSeveral || lookup.ReferenceTo.Count == 0 ? null : lookup.ReferenceTo[0]
            : lookup.ReferenceTo.FirstOrDefault(r => r.Equals(parent.Type, StringComparison.OrdinalIgnoreCase));
        if (target is null)
            return Problem(name, parent.Type is null
                ? $"'{name}' can refer to {Names(lookup.ReferenceTo)}: put the object first, as in {lookup.ReferenceTo[0]}:{lookup.RelationshipName}.{parent.Key}"
                : $"'{name}': {lookup.RelationshipName} refers to {Names(lookup.ReferenceTo)}, not to {parent.Type}");

        ObjectDescription described = await session.Schema.GetAsync(target, stop).ConfigureAwait(false);
        if (described.Field(parent.Key) is not { } key)
            return Problem(name, $"'{name}': {target} has no field {parent.Key}, or it is not visible to the user{Near(parent.Key, described.Fields.Select(static f => f.Name))}");
        if (!key.IdLookup && !key.ExternalId)
            return Problem(name, $"'{name}': records of {target} cannot be found by {key.Name}, only by {string.Join(", ", described.Fields.Where(static f => f.IdLookup).Select(static f => f.Name))}");
        return new ColumnTarget(name) { Name = $"{(hasSeveral ? target + ":" : "")}{lookup.RelationshipName}.{key.Name}", Field = lookup, IsParent = true };
    }

    private IEnumerable<string> Relationships => type.Fields.Select(static f => f.RelationshipName).OfType<string>();

    private static ColumnTarget Problem(string name, string problem) => new(name) { Problem = problem };

    private static string Near(string name, IEnumerable<string> names) =>
        NearNames.Of(name.Trim(), names) is { Count: > 0 } near ? $" (do you mean {string.Join(" or ", near)}?)" : "";

    private static string Names(IReadOnlyList<string> objects) =>
        objects.Count <= 4 ? string.Join(" or ", objects) : FormattableString.Invariant($"{objects.Count} objects");
}
