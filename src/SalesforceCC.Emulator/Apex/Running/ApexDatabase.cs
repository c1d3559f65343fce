using System.Globalization;
using System.Text.Json;
using SalesforceCC.Emulator.Apex.Language;
using SalesforceCC.Emulator.Apex.Logs;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Apex.Running;

/// <summary>What a program reads and writes of the org's rows, by the user's rights.</summary>
internal sealed class ApexDatabase(OrgStore store, string userId, ApexLogWriter log)
{
    private const int MaxQueries = 100;
    private const int MaxChanges = 150;
    private const int MaxRows = 50_000;

    private int _queries;
    private int _changes;

    /// <exception cref="ApexException">The statement is wrong, or too many have been run.</exception>
    public IReadOnlyList<JsonElement> Query(string soql, int line) => Read(soql, line, () =>
    {
        IReadOnlyList<JsonElement> rows = store.Rows(soql, userId: userId);
        return (rows, rows.Count);
    });

    /// <summary>The number of rows that a COUNT() gives.</summary>
    /// <exception cref="ApexException">The statement is wrong, or too many have been run.</exception>
    public int Count(string soql, int line) => Read(soql, line, () =>
    {
        using IQueryCursor cursor = store.Query(soql, new QueryOptions(false, 200, "") { UserId = userId });
        return (cursor.TotalSize, cursor.TotalSize);
    });

    /// <exception cref="ApexException">One of the rows cannot be saved; none is.</exception>
    public void Change(RowOperation operation, object? rows, int line)
    {
        IReadOnlyList<ApexRow> all = rows switch
        {
            null => throw ApexException.NullPointer(),
            ApexRow one => [one],
            _ => [.. ((List<object?>)rows).Select(r => r as ApexRow ?? throw ApexException.NullPointer())],
        };
        if (all.Count == 0) return;
        if (++_changes > MaxChanges) throw ApexException.Limit($"Too many DML statements: {_changes}");
        log.Write(LogCategory.Database, ApexLogLevel.Info, "DML_BEGIN", $"[{line}]", $"Op:{operation}", $"Type:{all[0].Type.Name}", $"Rows:{all.Count}");
        IReadOnlyList<SaveResult> results = Save(operation, all);
        for (int i = 0; i < results.Count; i++)
        {
            if (!results[i].Success) throw Failure(operation, results, i);
            if (operation == RowOperation.Insert) all[i].Note("Id", results[i].Id);
            all[i].Changed.Clear();
        }
        log.Write(LogCategory.Database, ApexLogLevel.Info, "DML_END", $"[{line}]");
    }

    private T Read<T>(string soql, int line, Func<(T Result, int Rows)> read)
    {
        if (++_queries > MaxQueries) throw ApexException.Limit($"Too many SOQL queries: {_queries}");
        log.Write(LogCategory.Database, ApexLogLevel.Info, "SOQL_EXECUTE_BEGIN", $"[{line}]", "Aggregations:0", soql);
        try
        {
            (T result, int rows) = read();
            log.Write(LogCategory.Database, ApexLogLevel.Info, "SOQL_EXECUTE_END", $"[{line}]", $"Rows:{rows}");
            return rows > MaxRows ? throw ApexException.Limit($"Too many query rows: {MaxRows + 1}") : result;
        }
        catch (SalesforceError e)
        {
            throw new ApexException("System.QueryException", e.Message.Split('\n')[^1]);
        }
    }

    private IReadOnlyList<SaveResult> Save(RowOperation operation, IReadOnlyList<ApexRow> rows)
    {
        try
        {
            return store.Save([.. rows.Select(r => Order(operation, r))], allOrNone: true, new ChangeContext(userId));
        }
        catch (SalesforceError e)
        {
            return [SaveResult.Failed(rows[0].Id, e)];
        }
    }

    private static RowOrder Order(RowOperation operation, ApexRow row)
    {
        if (operation == RowOperation.Insert && row.Id is not null)
            return Refused(operation, row, "INVALID_FIELD_FOR_INSERT_UPDATE", "cannot specify Id in an insert call");
        if (operation != RowOperation.Insert && row.Id is null)
            return Refused(operation, row, "MISSING_ARGUMENT", "Id not specified in an " + operation.ToString().ToLowerInvariant() + " call");
        JsonElement fields = operation == RowOperation.Delete
            ? default
            : JsonSerializer.SerializeToElement(row.Changed
                .Where(f => !f.Equals("Id", StringComparison.OrdinalIgnoreCase))
                .ToDictionary(f => f, f => Sent(row.Values[f])));
        return new RowOrder(operation, row.Type, row.Id, fields);
    }

    private static RowOrder Refused(RowOperation operation, ApexRow row, string code, string message) =>
        new(operation, row.Type, row.Id, JsonSerializer.SerializeToElement(new { })) { Refused = new SalesforceError(400, code, message) };

    private static object? Sent(object? value) => value switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        _ => value,
    };

    private static ApexException Failure(RowOperation operation, IReadOnlyList<SaveResult> results, int at)
    {
        // Of rows that were taken back because of another, the other one is named.
        int first = results.Skip(at).TakeWhile(r => r.Errors is [{ Code: "ALL_OR_NONE_OPERATION_ROLLED_BACK" }]).Count() + at;
        SaveResult failed = first < results.Count ? results[first] : results[at];
        ApiError error = failed.Errors[0];
        string id = operation != RowOperation.Insert && failed.Id is not null ? $" with id {failed.Id}" : "";
        return new ApexException(
            "System.DmlException",
            $"{operation} failed. First exception on row {first}{id}; first error: {error.Code}, {error.Message}: [{string.Join(", ", error.Fields)}]");
    }
}
