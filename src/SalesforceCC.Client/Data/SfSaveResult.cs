namespace SalesforceCC;

/// <summary>What became of one record that was sent.</summary>
public sealed class SfSaveResult
{
    internal SfSaveResult(string? id, bool success, bool created, IReadOnlyList<SfError> errors, object? inputObject)
    {
        Id = id;
        Success = success;
        Created = created;
        Errors = errors;
        InputObject = inputObject;
    }

    /// <summary>18-character id of the record; <see langword="null"/> where there is none.</summary>
    public string? Id { get; }

    /// <summary>The record was saved, or deleted.</summary>
    public bool Success { get; }

    /// <summary>The record is new.</summary>
    public bool Created { get; }

    /// <summary>What is wrong with the record; empty for success.</summary>
    public IReadOnlyList<SfError> Errors { get; }

    /// <summary>The object that the record was made from.</summary>
    public object? InputObject { get; }

    /// <summary>The id, or the first error.</summary>
    public override string ToString() => Success ? Id ?? "" : Errors.Count > 0 ? Errors[0].ToString() : "";
}
