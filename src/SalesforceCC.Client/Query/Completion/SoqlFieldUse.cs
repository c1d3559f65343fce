namespace SalesforceCC.Query;

/// <summary>What a field in SOQL text is used for, which not all fields can be.</summary>
internal enum SoqlFieldUse
{
    /// <summary>Its value is asked for.</summary>
    Select,

    /// <summary>Rows are found by it.</summary>
    Filter,

    /// <summary>Rows are sorted by it.</summary>
    Sort,

    /// <summary>Rows are grouped by it.</summary>
    Group,
}
