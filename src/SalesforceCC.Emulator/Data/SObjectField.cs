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
}
