namespace SalesforceCC.Emulator.Rest.ListViews;

/// <summary>A saved filter over one object's rows.</summary>
internal sealed record ListView
{
    /// <summary>The id of its row in ListView, 18 characters; empty until it has been added.</summary>
    public string Id { get; init; } = "";

    /// <summary>The object whose rows it lists.</summary>
    public string SobjectType { get; init; } = "";

    public string DeveloperName { get; init; } = "";

    public string Label { get; init; } = "";

    /// <summary>SOQL's USING SCOPE; null for all rows.</summary>
    public string? Scope { get; init; }

    /// <summary>Fields and paths to fields, as in SELECT; empty for the object's usual ones.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>What stands behind SOQL's WHERE; null for no filter.</summary>
    public string? Where { get; init; }

    /// <summary>What it is sorted by; null for the first column.</summary>
    public string? OrderBy { get; init; }

    public bool Descending { get; init; }

    /// <summary>Can be written as SOQL; recently viewed rows cannot.</summary>
    public bool SoqlCompatible { get; init; } = true;
}
