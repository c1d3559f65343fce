using SalesforceCC.Describe;

namespace SalesforceCC.Trees;

/// <summary>A record that is to be saved with those it refers to, and what became of it.</summary>
/// <param name="reference">What others call it: unique in the whole of an import.</param>
/// <param name="description">Its object.</param>
/// <param name="path">The file it stands in; null for a copied one.</param>
internal sealed class TreeRecord(string reference, ObjectDescription description, string? path)
{
    public string Reference => reference;

    public ObjectDescription Description => description;

    public string Type => description.Name;

    public string? Path => path;

    /// <summary>The fields, without those that refer to other records of the import.</summary>
    public List<KeyValuePair<string, object?>> Fields { get; } = [];

    public List<TreeLink> Links { get; } = [];

    /// <summary>The field that it is found by, if it has a value; null: it is a new record.</summary>
    public string? KeyField { get; set; }

    /// <summary>The id of the saved record.</summary>
    public string? Id { get; set; }

    /// <summary>An earlier run has saved it.</summary>
    public bool IsKnown { get; set; }

    public bool Created { get; set; }

    /// <summary>Why it is not saved, or not as a whole.</summary>
    public SfException? Failure { get; set; }

    /// <summary>Some of its fields are set when all records are there.</summary>
    public bool Waits => Links.Exists(static l => l.Waits);

    public SfTreeResult ToResult() => new(
        Reference,
        Type,
        Id,
        Failure is null && Id is not null,
        Created,
        Failure is null ? [] : Failure.Errors.Count > 0 ? Failure.Errors : [new SfError(Failure.Code, Failure.Message, [])],
        Path);

    public override string ToString() => path is null ? $"{Type} '{reference}'" : $"{Type} '{reference}' in '{path}'";
}
