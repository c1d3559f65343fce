namespace SalesforceCC;

/// <summary>What became of one record of a tree.</summary>
public sealed class SfTreeResult
{
    internal SfTreeResult(string referenceId, string type, string? id, bool success, bool created, IReadOnlyList<SfError> errors, string? path)
    {
        ReferenceId = referenceId;
        Type = type;
        Id = id;
        Success = success;
        Created = created;
        Errors = errors;
        Path = path;
    }

    /// <summary>The name that the record has in its file; of a copied record, its id in the org it comes from.</summary>
    public string ReferenceId { get; }

    /// <summary>API name of the object.</summary>
    public string Type { get; }

    /// <summary>18-character id of the saved record; <see langword="null"/> where it was not saved.</summary>
    public string? Id { get; }

    /// <summary>The record is in the org with all of its fields.</summary>
    public bool Success { get; }

    /// <summary>The record is new; otherwise an earlier run has saved it, or it was found by its key.</summary>
    public bool Created { get; }

    /// <summary>What is wrong with the record; empty for success.</summary>
    public IReadOnlyList<SfError> Errors { get; }

    /// <summary>The file that the record stands in; <see langword="null"/> for a copied record.</summary>
    public string? Path { get; }

    /// <summary>The reference ID with the id, or with the first error.</summary>
    public override string ToString() => $"{ReferenceId}: {(Success ? Id : Errors.Count > 0 ? Errors[0].ToString() : "not sent")}";
}
