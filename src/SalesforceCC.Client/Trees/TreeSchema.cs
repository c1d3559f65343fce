using System.Text.RegularExpressions;
using SalesforceCC.Describe;
using SalesforceCC.Query;
using SalesforceCC.Records;

namespace SalesforceCC.Trees;

/// <summary>The objects of trees, each asked for once; and their record types.</summary>
internal sealed class TreeSchema(SfSession session)
{
    private static readonly Regex s_name = new(@"^[A-Za-z][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant);

    private readonly Dictionary<string, ObjectDescription?> _objects = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<SfRecordType>> _recordTypes = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>An object; null where there is none, or the user may not see it.</summary>
    /// <exception cref="SfException">Any other failure of the call.</exception>
    public async Task<ObjectDescription?> FindAsync(string name, CancellationToken stop)
    {
        if (_objects.TryGetValue(name, out ObjectDescription? known))
            return known;
        try
        {
            known = s_name.IsMatch(name) ? await session.Schema[name].GetAsync(OrgSchema.ShownAge, stop).ConfigureAwait(false) : null;
        }
        catch (SfException e) when (e.Code is "NOT_FOUND" or "INVALID_TYPE")
        {
            known = null;
        }

        return _objects[name] = known;
    }

    /// <summary>An object that has been asked for; null where there is none.</summary>
    public ObjectDescription? Find(string name) => _objects.TryGetValue(name, out ObjectDescription? known) ? known : null;

    /// <summary>The id of a record type by its name in either form; null where the object has none of that name.</summary>
    public async Task<string?> RecordTypeAsync(ObjectDescription type, string name, CancellationToken stop)
    {
        if (Find(type.Facts.RecordTypes, name) is { } described)
            return described;

        // Of the describe, the names are in the user's language; those that the user may not use need not be in it.
        if (!_recordTypes.TryGetValue(type.Name, out List<SfRecordType>? rows))
        {
            rows = [];
            string soql = Soql.Bind(
                "SELECT Id, Name, DeveloperName FROM RecordType WHERE SobjectType = :type", new Dictionary<string, object> { ["type"] = type.Name });
            await foreach (RecordPage page in session.QueryPages(soql, new QuerySettings { Raw = true }, stop).ConfigureAwait(false))
                foreach (SfRecord row in page)
                    rows.Add(new SfRecordType(row.GetId()!, row.GetValue("DeveloperName") as string, row.GetValue("Name") as string, active: true, available: true, isDefault: false, master: false));
            _recordTypes[type.Name] = rows;
        }

        return Find(rows, name);
    }

    private static string? Find(IReadOnlyList<SfRecordType> types, string name) =>
        (types.FirstOrDefault(t => name.Equals(t.Name, StringComparison.Ordinal))
            ?? types.FirstOrDefault(t => name.Equals(t.DeveloperName, StringComparison.OrdinalIgnoreCase))
            ?? types.FirstOrDefault(t => name.Equals(t.Name, StringComparison.OrdinalIgnoreCase)))?.Id;
}
