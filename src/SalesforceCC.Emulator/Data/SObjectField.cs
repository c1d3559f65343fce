namespace SalesforceCC.Emulator.Data;

/// <summary>One field, as describe reports it.</summary>
public sealed class SObjectField
{
    /// <summary>API name.</summary>
    public required string Name { get; init; }

    /// <summary>Label.</summary>
    public required string Label { get; init; }

    /// <summary>
    /// Describe's type: id, string, textarea, picklist, multipicklist, boolean, int, double, currency, percent, date,
    /// datetime, time, reference, email, phone, url, base64, address ...
    /// </summary>
    public required string Type { get; init; }

    /// <summary>Longest text in characters; 0 where it does not apply.</summary>
    public int Length { get; init; }

    /// <summary>Digits in all, for numbers.</summary>
    public int Precision { get; init; }

    /// <summary>Digits after the point, for numbers.</summary>
    public int Scale { get; init; }

    /// <summary>May be null.</summary>
    public bool Nillable { get; init; } = true;

    /// <summary>May be set on insert.</summary>
    public bool Createable { get; init; } = true;

    /// <summary>May be set on update.</summary>
    public bool Updateable { get; init; } = true;

    /// <summary>Salesforce fills it where it is left out of an insert.</summary>
    public bool DefaultedOnCreate { get; init; }

    /// <summary>May be the key of an upsert.</summary>
    public bool ExternalId { get; init; }

    /// <summary>No two rows may share a value.</summary>
    public bool Unique { get; init; }

    /// <summary>Upper and lower case make two values: for text whose values are unique.</summary>
    public bool CaseSensitive { get; init; }

    /// <summary>The record's name.</summary>
    public bool NameField { get; init; }

    /// <summary>Numbered by the org.</summary>
    public bool AutoNumber { get; init; }

    /// <summary>Computed by a formula.</summary>
    public bool Calculated { get; init; }

    /// <summary>Only the listed values are allowed.</summary>
    public bool RestrictedPicklist { get; init; }

    /// <summary>Values of a picklist.</summary>
    public IReadOnlyList<string> PicklistValues { get; init; } = [];

    /// <summary>Objects a reference may point to.</summary>
    public IReadOnlyList<string> ReferenceTo { get; init; } = [];

    /// <summary>Name of the parent path in SOQL, for example <c>Account</c> or <c>Parent__r</c>.</summary>
    public string? RelationshipName { get; init; }

    /// <summary>What an insert gets that leaves the field out; null for nothing.</summary>
    public string? DefaultValue { get; init; }

    /// <summary>Added by the org's administrator; its name ends with <c>__c</c>.</summary>
    public bool Custom => Name.EndsWith("__c", StringComparison.OrdinalIgnoreCase);

    /// <summary>May stand in WHERE; long texts and blobs may not.</summary>
    public bool Filterable => Kind is not (FieldKind.LongText or FieldKind.Blob or FieldKind.Address);

    /// <summary>May stand in ORDER BY.</summary>
    public bool Sortable => Filterable && Type != "multipicklist";

    /// <summary>May stand in GROUP BY.</summary>
    public bool Groupable => Sortable && Kind is not (FieldKind.Double or FieldKind.DateTime or FieldKind.Time);

    /// <summary>May identify a parent in <c>{"Account__r": {"Key__c": "x"}}</c>.</summary>
    public bool IdLookup { get; init; }

    /// <summary>Where a reference names its parent by another field than the id: that field of the parent.</summary>
    internal string? ReferenceKey { get; init; }

    /// <summary>Format of the numbers that the org gives, for example <c>INV-{00000}</c>.</summary>
    internal string? AutoNumberFormat { get; init; }

    /// <summary>For a compound address or name: the start of its parts' names, for example <c>Billing</c>.</summary>
    internal string? CompoundPrefix { get; init; }

    /// <summary>How values are stored, compared and written.</summary>
    internal FieldKind Kind => _kind ??= Type switch
    {
        "id" or "reference" => FieldKind.Id,
        "boolean" => FieldKind.Boolean,
        "int" => FieldKind.Int,
        "double" or "currency" or "percent" => FieldKind.Double,
        "date" => FieldKind.Date,
        "datetime" => FieldKind.DateTime,
        "time" => FieldKind.Time,
        "base64" => FieldKind.Blob,
        "address" => FieldKind.Address,
        "textarea" when Length > 255 => FieldKind.LongText,
        _ => FieldKind.Text,
    };

    private FieldKind? _kind;
}
