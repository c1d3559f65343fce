using System.Text.Json;
using SalesforceCC.Emulator.Data.Schema.Sources;

namespace SalesforceCC.Emulator.Data.Schema;

/// <summary>
/// The org's objects, read from schema files. A file is JSON: an object of objects, each with <c>label</c>,
/// <c>labelPlural</c>, <c>keyPrefix</c> and <c>fields</c>. A field is its type, sizes in parentheses
/// (<c>"string(80)"</c>, <c>"currency(18,2)"</c>: digits in all, digits after the point; <c>"textarea(32768)"</c>), or
/// an object with <c>type</c> and any of:
/// <list type="bullet">
/// <item><c>required</c>, <c>unique</c>, <c>caseSensitive</c>, <c>externalId</c>, <c>idLookup</c>, <c>calculated</c>,
/// <c>createable</c>, <c>updateable</c>, and <c>set</c> for the last two together: flags</item>
/// <item><c>values</c>: picklist values, a list or one text with bars between them; <c>restricted</c>: no others</item>
/// <item><c>default</c>: what an insert gets that leaves the field out</item>
/// <item><c>autoNumber</c>: format of the numbers that the org gives, for example <c>INV-{00000}</c></item>
/// <item>for references, <c>to</c>: objects (with bars between them); <c>relationship</c>: name of the parent path,
/// made of the field's name where left out; <c>key</c>: the parent's field that is named, where it is not the id; <c>children</c>: name of the list at the parent; <c>cascade</c>:
/// master-detail, rows die with their parent</item>
/// </list>
/// <example>
/// <code>
/// {
///   "Invoice__c": {
///     "label": "Invoice", "labelPlural": "Invoices", "keyPrefix": "a01",
///     "fields": {
///       "Number__c": { "type": "string(20)", "externalId": true, "unique": true },
///       "Total__c": "currency(16,2)",
///       "Account__c": { "type": "reference", "to": "Account", "children": "Invoices__r" }
///     }
///   }
/// }
/// </code>
/// </example>
/// An object whose name ends with <c>__e</c> is a platform event. An object that is known already gets the fields added, and a field that is known is replaced. Id, OwnerId, IsDeleted, Name and the audit fields come by
/// themselves.
/// </summary>
internal sealed class OrgSchema
{
    private readonly Dictionary<string, SObjectType> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SObjectType> _byPrefix = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<SchemaSource> _sources;

    private OrgSchema(IEnumerable<SObjectType> types, IReadOnlyList<SchemaSource> sources)
    {
        _sources = sources;
        SObjectType[] all = [.. types.OrderBy(t => t.Name, StringComparer.OrdinalIgnoreCase)];
        Types = [.. all.Where(static t => !t.IsEvent)];
        RestTypes = [.. Types.Where(static t => !t.ToolingOnly)];
        EventTypes = [.. all.Where(static t => t.IsEvent)];
        foreach (SObjectType type in all)
        {
            _byName.Add(type.Name, type);
            if (!_byPrefix.TryAdd(type.KeyPrefix, type))
                throw new InvalidDataException($"{type.Name} has the keyPrefix of {_byPrefix[type.KeyPrefix].Name}.");
        }
    }

    /// <summary>Those that have rows.</summary>
    public IReadOnlyList<SObjectType> Types { get; }

    /// <summary>Platform events: they have no rows, and nothing that goes over rows meets them.</summary>
    public IReadOnlyList<SObjectType> EventTypes { get; }

    /// <summary>Without those that the Tooling API alone has.</summary>
    public IReadOnlyList<SObjectType> RestTypes { get; }

    public SObjectType? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The object of a row; null where no object has the id's prefix.</summary>
    public SObjectType? OfId(string id) => _byPrefix.GetValueOrDefault(SalesforceId.Prefix(id));

    /// <summary>The same without some objects (<c>UserLogin</c>) and fields (<c>Organization.IsSandbox</c>).</summary>
    public OrgSchema Without(IReadOnlyList<string> names)
    {
        HashSet<string> hidden = names.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new OrgSchema(Types.Concat(EventTypes).Where(t => !hidden.Contains(t.Name)).Select(t => t.Without(hidden)), _sources);
    }

    /// <summary>The schema with what comes later.</summary>
    public OrgSchema With(SchemaSource source) => Read([.. _sources, source]);

    /// <summary>Reads schemas, later ones over earlier ones; of imported ones, only what is not there yet.</summary>
    public static OrgSchema Read(IReadOnlyList<SchemaSource> sources)
    {
        Dictionary<string, ObjectDefinition> objects = new(StringComparer.OrdinalIgnoreCase);
        KeyPrefixes prefixes = new();
        foreach (SchemaSource source in sources)
        {
            List<ObjectDefinition> added = [];
            foreach (JsonProperty o in source.Objects.EnumerateObject())
            {
                if (objects.TryGetValue(o.Name, out ObjectDefinition? known)) known.Add(o.Value, keepKnown: source.Imported && !source.Replaces);
                else objects.Add(o.Name, Added(added, new ObjectDefinition(o.Name, o.Value)));
            }
            foreach (ObjectDefinition o in added.OrderBy(o => o.KeyPrefix is null))
                if (source.Imported && (o.KeyPrefix is null || !prefixes.TryTake(o.KeyPrefix))) o.KeyPrefix = prefixes.Free(o.IsEvent ? 'e' : 'a');
                else if (!source.Imported && o.KeyPrefix is not null) prefixes.TryTake(o.KeyPrefix);
            foreach (string name in source.Removed) Remove(objects, name);
        }
        return new OrgSchema(objects.Values.Select(o => o.ToType(Children(o.Name, objects.Values))), sources);
    }

    private static void Remove(Dictionary<string, ObjectDefinition> objects, string name)
    {
        if (name.Split('.') is [string owner, string field])
        {
            objects[owner].Remove(f => f.Name.Equals(field, StringComparison.OrdinalIgnoreCase));
            return;
        }
        objects.Remove(name);
        // References that nothing is left for go with their object.
        foreach (ObjectDefinition other in objects.Values)
            other.Remove(f => f.Targets.Count > 0 && f.Targets.All(t => t.Equals(name, StringComparison.OrdinalIgnoreCase)));
    }

    private static ObjectDefinition Added(List<ObjectDefinition> list, ObjectDefinition definition)
    {
        list.Add(definition);
        return definition;
    }

    private static ChildRelationship[] Children(string parent, IEnumerable<ObjectDefinition> objects) =>
    [
        .. from child in objects
           from field in child.AllFields
           where field.Targets.Contains(parent, StringComparer.OrdinalIgnoreCase)
           select new ChildRelationship(child.Name, field.Name, field.Children, field.Cascade, child.ToolingOnly),
    ];
}
