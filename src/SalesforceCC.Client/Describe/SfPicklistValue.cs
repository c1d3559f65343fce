namespace SalesforceCC;

/// <summary>A value of a picklist.</summary>
public sealed class SfPicklistValue
{
    internal SfPicklistValue(string value, string label, bool active, bool defaultValue)
    {
        Value = value;
        Label = label;
        Active = active;
        DefaultValue = defaultValue;
    }

    /// <summary>The value in records and queries.</summary>
    public string Value { get; }

    /// <summary>The value in the user's language.</summary>
    public string Label { get; }

    /// <summary>The value can be chosen.</summary>
    public bool Active { get; }

    /// <summary>New records have it unless they are given another.</summary>
    public bool DefaultValue { get; }

    /// <summary>
    /// For a dependent picklist, the values of the controlling field with which it can be chosen; otherwise empty.
    /// </summary>
    public IReadOnlyList<string> ValidFor { get; internal set; } = [];

    /// <summary>The value.</summary>
    public override string ToString() => Value;
}
