using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Data.Rows;

/// <summary>
/// Rows of one request, changed one after the other: what fails is undone by itself, or with it all others. The results
/// are in the order of the rows.
/// </summary>
internal sealed class RowBatch(ConnectionPool connections, RowPipeline pipeline)
{
    private static readonly ApiError s_rolledBack = new(
        "ALL_OR_NONE_OPERATION_ROLLED_BACK",
        "Record rolled back because not all records were valid and the request was using AllOrNone header");

    /// <exception cref="SalesforceError">The rows cannot be read at all; none has been changed.</exception>
    public IReadOnlyList<SaveResult> Run(IReadOnlyList<RowOrder> rows, bool allOrNone, ChangeContext context)
    {
        SaveResult[] results = new SaveResult[rows.Count];
        SalesforceError?[] refused = BatchRules.Check(rows);
        try
        {
            return connections.Write(connection =>
            {
                for (int i = 0; i < rows.Count; i++)
                    results[i] = refused[i] is { } error ? SaveResult.Failed(rows[i].Id, error) : Run(rows[i], context);
                return allOrNone && results.Any(r => !r.Success) ? throw new TakenBackException() : results;
            });
        }
        catch (TakenBackException)
        {
            return [.. results.Select((r, i) => r.Success ? new SaveResult(rows[i].Id, 400, [s_rolledBack], null) : r)];
        }
    }

    private SaveResult Run(RowOrder row, ChangeContext context)
    {
        try
        {
            return connections.Write(connection => pipeline.Run(connection, row, context));
        }
        catch (SalesforceError e) when (!e.EndsRequest)
        {
            return SaveResult.Failed(row.Id, e.Status == 404 && e.ErrorCode == "NOT_FOUND" ? NoSuchRow() : e);
        }
        catch (SalesforceError e) when (context.FromText && e.OfText is not null)
        {
            return SaveResult.Failed(row.Id, new SalesforceError(400, e.OfText));
        }
    }

    // In a list there is no resource that might not be found: the id is a reference like others.
    private static SalesforceError NoSuchRow() => new(400, "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");

    private sealed class TakenBackException : Exception;
}
