using System.Globalization;
using System.Text.Json;

namespace SalesforceCC.Emulator.Data.Schema;

/// <summary>
/// One field of a schema file: either just its type (<c>"string(80)"</c>) or an object of properties.
/// </summary>
internal sealed class FieldDefinition
{
    private readonly JsonElement _json;
    private readonly int[] _sizes;

    public FieldDefinition(string name, JsonElement json)
    {
        Name = name;
        _json = json;
        string spec = json.ValueKind == JsonValueKind.String ? json.GetString()! : Text("type") ?? "string";
        int open = spec.IndexOf('(', StringComparison.Ordinal);
        Type = open < 0 ? spec : spec[..open];
        _sizes = open < 0
            ? []
            : [.. spec[(open + 1)..].TrimEnd(')').Split(',').Select(s => int.Parse(s, CultureInfo.InvariantCulture))];
    }

    public string Name { get; }

    public string Type { get; }

    /// <summary>Name of the list of these rows at the parent.</summary>
    public string? Children => Text("children");

    public bool Cascade => Flag("cascade");

    public IReadOnlyList<string> Targets => List("to");

    public SObjectField ToField(bool nameField)
    {
        string? autoNumber = Text("autoNumber");
        bool isReference = Type == "reference";
        bool computed = autoNumber is not null || Flag("calculated") || Type == "address" || !Flag("set", true);
        string? defaultValue = Text("default") ?? (Type == "boolean" ? "false" : null);
        return new SObjectField
        {
            Name = Name,
            Label = Text("label") ?? FieldLabel.From(Name, isReference),
            Type = Type,
            Length = Length(),
            Precision = Precision(),
            Scale = Scale(),
            Nillable = !(Flag("required") || Type == "boolean" || autoNumber is not null || Text("default") == "$user"),
            Createable = !computed && Flag("createable", true),
            Updateable = !computed && Flag("updateable", true),
            DefaultedOnCreate = defaultValue is not null || autoNumber is not null,
            DefaultValue = defaultValue,
            ExternalId = Flag("externalId"),
            IdLookup = Flag("externalId") || Flag("idLookup", IsKey(nameField)),
            Unique = Flag("unique"),
            CaseSensitive = Flag("caseSensitive"),
            NameField = nameField,
            AutoNumber = autoNumber is not null,
            AutoNumberFormat = autoNumber,
            Calculated = Flag("calculated"),
            RestrictedPicklist = Flag("restricted"),
            PicklistValues = List("values"),
            ReferenceTo = Targets,
            RelationshipName = isReference || Text("relationship") is not null ? Relationship() : null,
            ReferenceKey = Text("key"),
            CompoundPrefix = Type == "address" ? Text("prefix") ?? Name[..^"Address".Length] : null,
        };
    }

    /// <summary>
    /// Recorded describes have idLookup for names, but not those that are computed of a person's names, nor Account.Name;
    /// and for the standard field Email.
    /// </summary>
    private bool IsKey(bool nameField) =>
        Type == "id" || (nameField && !Flag("calculated")) || (Type == "email" && Name == "Email");

    private string? Relationship() =>
        Text("relationship") ??
        (Name.EndsWith("__c", StringComparison.Ordinal) ? Name[..^1] + "r"
            : Name.EndsWith("Id", StringComparison.Ordinal) ? Name[..^2]
            : null);

    private int Length() => Type switch
    {
        "id" or "reference" => SalesforceId.Length,
        "string" or "url" or "picklist" or "textarea" or "combobox" => Size(0, 255),
        "multipicklist" => Size(0, 4_099),
        "email" => Size(0, 80),
        "phone" => Size(0, 40),
        _ => 0,
    };

    private int Precision() => Type is "double" or "currency" or "percent" ? Size(0, 18) : 0;

    private int Scale() => Type switch
    {
        "currency" or "percent" => Size(1, 2),
        "double" => Size(1, 0),
        _ => 0,
    };

    private int Size(int index, int otherwise) => index < _sizes.Length ? _sizes[index] : otherwise;

    private string? Text(string name) =>
        _json.ValueKind == JsonValueKind.Object && _json.TryGetProperty(name, out JsonElement value)
            ? value.ToString()
            : null;

    private bool Flag(string name, bool otherwise = false) =>
        _json.ValueKind == JsonValueKind.Object && _json.TryGetProperty(name, out JsonElement value)
            ? value.GetBoolean()
            : otherwise;

    private string[] List(string name)
    {
        if (_json.ValueKind != JsonValueKind.Object || !_json.TryGetProperty(name, out JsonElement value)) return [];
        return value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(v => v.GetString()!)]
            : value.GetString()!.Split('|');
    }
}
