using SalesforceCC.Describe;

namespace SalesforceCC;

/// <summary>A field of an object. Names are those of describe.</summary>
public sealed class SfField
{
    internal SfField(string objectName, string name)
    {
        ObjectName = objectName;
        Name = name;
    }

    /// <summary>API name of the object.</summary>
    public string ObjectName { get; }

    /// <summary>API name.</summary>
    public string Name { get; }

    /// <summary>Name in the user's language.</summary>
    public string? Label { get; internal init; }

    /// <summary>Type, for example <c>string</c>, <c>picklist</c>, <c>reference</c> or <c>currency</c>.</summary>
    public string Type { get; internal init; } = "";

    /// <summary>Longest text, in characters; 0 for other types.</summary>
    public int Length { get; internal init; }

    /// <summary>Longest text, in bytes; 0 for other types.</summary>
    public int ByteLength { get; internal init; }

    /// <summary>Digits of a number, with those after the point; 0 for other types.</summary>
    public int Precision { get; internal init; }

    /// <summary>Digits after the point.</summary>
    public int Scale { get; internal init; }

    /// <summary>Most digits of a whole number; 0 for other types.</summary>
    public int Digits { get; internal init; }

    /// <summary>Objects that the field can refer to; empty where it refers to none.</summary>
    public IReadOnlyList<string> ReferenceTo { get; internal init; } = [];

    /// <summary>Name of the parent in queries, for example <c>Owner</c>; <see langword="null"/> where there is none.</summary>
    public string? RelationshipName { get; internal init; }

    /// <summary>The field can refer to several objects.</summary>
    public bool PolymorphicForeignKey { get; internal init; }

    /// <summary>Records are deleted with the one that the field refers to.</summary>
    public bool CascadeDelete { get; internal init; }

    /// <summary>Records can be found by the field, as an upsert does.</summary>
    public bool IdLookup { get; internal init; }

    /// <summary>The field is marked as external ID.</summary>
    public bool ExternalId { get; internal init; }

    /// <summary>No two records have the same value.</summary>
    public bool Unique { get; internal init; }

    /// <summary>Uppercase and lowercase letters differ.</summary>
    public bool CaseSensitive { get; internal init; }

    /// <summary>The user may set it in new records.</summary>
    public bool Createable { get; internal init; }

    /// <summary>The user may change it.</summary>
    public bool Updateable { get; internal init; }

    /// <summary>It may be empty.</summary>
    public bool Nillable { get; internal init; }

    /// <summary>Salesforce sets it in new records that have no value for it.</summary>
    public bool DefaultedOnCreate { get; internal init; }

    /// <summary>Default value; <see langword="null"/> where there is none.</summary>
    public object? DefaultValue { get; internal init; }

    /// <summary>Formula of the default value.</summary>
    public string? DefaultValueFormula { get; internal init; }

    /// <summary>The value is calculated, by a formula or a roll-up summary.</summary>
    public bool Calculated { get; internal init; }

    /// <summary>The formula.</summary>
    public string? CalculatedFormula { get; internal init; }

    /// <summary>The value is a number that Salesforce counts up.</summary>
    public bool AutoNumber { get; internal init; }

    /// <summary>Values of a picklist, in their order; empty for other types.</summary>
    public IReadOnlyList<SfPicklistValue> PicklistValues { get; internal init; } = [];

    /// <summary>Only the values of the picklist are allowed.</summary>
    public bool RestrictedPicklist { get; internal init; }

    /// <summary>Which values can be chosen depends on another field.</summary>
    public bool DependentPicklist { get; internal init; }

    /// <summary>That other field.</summary>
    public string? ControllerName { get; internal init; }

    /// <summary>
    /// For a dependent picklist, the values that can be chosen by the value of the controlling field; otherwise empty.
    /// </summary>
    public IReadOnlyDictionary<string, string[]> DependentValues { get; internal set; } = DependentPicklists.None;

    /// <summary>The compound field that it is part of, for example <c>BillingAddress</c>.</summary>
    public string? CompoundFieldName { get; internal init; }

    /// <summary>It is the name of the record.</summary>
    public bool NameField { get; internal init; }

    /// <summary>It was made for this org, or came with a package.</summary>
    public bool Custom { get; internal init; }

    /// <summary>Values are encrypted.</summary>
    public bool Encrypted { get; internal init; }

    /// <summary>The text is HTML.</summary>
    public bool HtmlFormatted { get; internal init; }

    /// <summary>What kind of text it is, for example <c>richtextarea</c> or <c>personname</c>.</summary>
    public string? ExtraTypeInfo { get; internal init; }

    /// <summary>Queries can use it in WHERE.</summary>
    public bool Filterable { get; internal init; }

    /// <summary>Queries can use it in ORDER BY.</summary>
    public bool Sortable { get; internal init; }

    /// <summary>Queries can use it in GROUP BY.</summary>
    public bool Groupable { get; internal init; }

    /// <summary>Queries can use it in aggregate functions.</summary>
    public bool Aggregatable { get; internal init; }

    /// <summary>It is no longer used, and hidden.</summary>
    public bool DeprecatedAndHidden { get; internal init; }

    /// <summary>Help for the user.</summary>
    public string? InlineHelpText { get; internal init; }

    /// <summary>The API name.</summary>
    public override string ToString() => Name;
}
