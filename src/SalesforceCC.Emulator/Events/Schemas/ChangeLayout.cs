using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Events.Schemas;

/// <summary>
/// The fields of an object's change event, in the order of its schema: those of the object without what the org keeps or
/// computes by itself, and addresses and names as records. The header comes before them.
/// </summary>
internal sealed class ChangeLayout
{
    private static readonly HashSet<string> s_leftOut = new(StringComparer.Ordinal)
    {
        "Id", "IsDeleted", "SystemModstamp", "MasterRecordId", "LastActivityDate", "LastViewedDate", "LastReferencedDate",
    };

    private static readonly string[] s_codes = ["StateCode", "CountryCode"];
    private static readonly string[] s_place = ["Latitude", "Longitude", "GeocodeAccuracy"];
    private static readonly string[] s_nameParts = ["Salutation", "FirstName", "LastName", "MiddleName", "Suffix"];

    private ChangeLayout(SObjectType type, IReadOnlyList<ChangeField> fields)
    {
        Type = type;
        Fields = fields;
    }

    public SObjectType Type { get; }

    /// <summary>All but the header: the first of these is field 1 of the event.</summary>
    public IReadOnlyList<ChangeField> Fields { get; }

    public static ChangeLayout Of(SObjectType type)
    {
        SObjectField[] addresses = [.. type.Fields.Where(f => f.Kind == FieldKind.Address && f.CompoundPrefix is not null && f.Name.EndsWith("Address", StringComparison.Ordinal))];
        string[] addressParts = AddressParts(type, addresses);
        bool person = type.FindField("Name") is { Calculated: true } && type.FindField("LastName") is not null;
        string[] nameParts = person ? [.. s_nameParts.Where(p => type.FindField(p) is not null)] : [];
        HashSet<string> inRecords = [.. addresses.SelectMany(a => addressParts.Select(p => a.CompoundPrefix + p)), .. nameParts];

        List<ChangeField> fields = [];
        foreach (SObjectField field in type.Fields)
        {
            if (s_leftOut.Contains(field.Name) || inRecords.Contains(field.Name) || field.Kind == FieldKind.Blob) continue;
            if (addresses.Contains(field))
                fields.Add(Compound(type, field.Name, "Address", null, addressParts.Select(p => (p, field.CompoundPrefix + p))));
            else if (person && field.Name == "Name")
                fields.Add(Compound(type, "Name", "PersonName", null, nameParts.Select(p => (p, p))));
            else if (type.Name == "Account" && field.Name == "Name")
                // Persons that are accounts have a record here; this org has companies only.
                fields.Add(Compound(type, "Name", "Switchable_PersonName", field, s_nameParts.Select(p => (p, ""))));
            else if (!field.Calculated && field.Kind != FieldKind.Address)
                fields.Add(new ChangeField(field.Name, FieldDoc.OfChange(field), field, null, []));
        }
        return new ChangeLayout(type, fields);
    }

    // One record type serves all addresses of an object, so it has what any of them has.
    private static string[] AddressParts(SObjectType type, SObjectField[] addresses) =>
    [
        "Street", "City", "State", "PostalCode", "Country",
        .. s_codes.Where(part => addresses.Any(a => type.FindField(a.CompoundPrefix + part) is not null)),
        .. s_place,
    ];

    private static ChangeField Compound(
        SObjectType type, string name, string record, SObjectField? field, IEnumerable<(string Part, string Field)> parts) =>
        new(name, $"Data:{record}", field, record, [.. parts.Select(p => (p.Part, type.FindField(p.Field)))]);
}
