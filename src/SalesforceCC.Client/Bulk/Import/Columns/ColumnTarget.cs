namespace SalesforceCC.Bulk;

/// <summary>What a column of the input stands for.</summary>
/// <param name="Given">Its name in the input.</param>
internal sealed record ColumnTarget(string Given)
{
    /// <summary>As Salesforce spells it; null: it is not sent.</summary>
    public string? Name { get; init; }

    /// <summary>The field that is set: of a parent's key, the lookup.</summary>
    public SfField? Field { get; init; }

    /// <summary>It is the key of a parent.</summary>
    public bool IsParent { get; init; }

    /// <summary>What is wrong with it, as a sentence.</summary>
    public string? Problem { get; init; }

    /// <summary>Why it is left out, as a sentence; null: for no reason worth a word.</summary>
    public string? Note { get; init; }
}
