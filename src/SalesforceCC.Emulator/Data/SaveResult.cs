namespace SalesforceCC.Emulator.Data;

/// <summary>What became of one row of a request.</summary>
/// <param name="Id">The row's id; null where there is none, as for an insert that failed.</param>
/// <param name="Status">HTTP status where the row is the whole request.</param>
/// <param name="Errors">
/// Why it failed. A row that was saved may have entries here too: they are warnings, and no failure.
/// </param>
/// <param name="Created">True after an insert, false after another change; null where the row failed.</param>
public sealed record SaveResult(string? Id, int Status, IReadOnlyList<ApiError> Errors, bool? Created)
{
    /// <summary>The row is as the request wanted it.</summary>
    public bool Success => Status < 400;

    /// <summary>A failure.</summary>
    public static SaveResult Failed(string? id, SalesforceError error) => new(id, error.Status, error.Errors, null);

    /// <summary>Throws where the row failed.</summary>
    /// <exception cref="SalesforceError">What is wrong with the row.</exception>
    public SaveResult OrThrow() => Success ? this : throw new SalesforceError(Status, Errors);
}
