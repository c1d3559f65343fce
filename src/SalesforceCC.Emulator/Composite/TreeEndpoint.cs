using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.Rest;

namespace SalesforceCC.Emulator.Composite;

/// <summary>
/// <c>POST /composite/tree/X</c>: records with their children, all saved or none. They are saved level by level, and
/// answered in that order. Where some fail, the answer has those alone.
/// </summary>
internal sealed class TreeEndpoint(OrgStore store)
{
    private static readonly ApiError s_duplicate = new("INVALID_INPUT", "Duplicate ReferenceId provided in the request.");

    public Answer Post(Call call)
    {
        TreeRequest request = TreeRequest.Read(store, call);
        if (request.Duplicates is { Count: > 0 } duplicates)
            return Failed([.. duplicates.Select(static row => (row, (IReadOnlyList<ApiError>)[s_duplicate]))]);
        try
        {
            store.Together(() =>
            {
                ChangeContext context = call.ChangesOf();
                foreach (List<TreeRow> level in request.Levels)
                    Save(level, context);
            });
        }
        catch (TakenBackException e)
        {
            return Failed(e.Rows);
        }

        return Answer.Json(201, writer => Write(writer, hasErrors: false, request.Levels.SelectMany(l => l), static (json, row) => json.WriteString("id", row.Id)));
    }

    // Rows of one object are together in a level.
    private void Save(List<TreeRow> level, ChangeContext context)
    {
        List<(TreeRow Row, IReadOnlyList<ApiError> Errors)> failed = [];
        foreach (IGrouping<string, TreeRow> rows in level.GroupBy(row => row.Type.Name))
        {
            TreeRow[] list = [.. rows];
            IReadOnlyList<SaveResult> results = store.Save([.. list.Select(row => row.Order())], allOrNone: false, context);
            for (int i = 0; i < list.Length; i++)
            {
                list[i].Id = results[i].Id;
                if (!results[i].Success)
                    failed.Add((list[i], results[i].Errors));
            }
        }

        if (failed.Count > 0)
            throw new TakenBackException(failed);
    }

    private static Answer Failed(IReadOnlyList<(TreeRow Row, IReadOnlyList<ApiError> Errors)> rows) => Answer.Json(400, writer =>
    {
        int next = 0;
        Write(writer, hasErrors: true, rows.Select(r => r.Row), (json, _) =>
        {
            json.WritePropertyName("errors");
            ErrorWriter.WriteOfRow(json, rows[next++].Errors);
        });
    });

    private static void Write(Utf8JsonWriter writer, bool hasErrors, IEnumerable<TreeRow> rows, Action<Utf8JsonWriter, TreeRow> writeRest)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("hasErrors", hasErrors);
        writer.WriteStartArray("results");
        foreach (TreeRow row in rows)
        {
            writer.WriteStartObject();
            writer.WriteString("referenceId", row.ReferenceId);
            writeRest(writer, row);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Makes the store forget what has been saved.</summary>
    private sealed class TakenBackException(IReadOnlyList<(TreeRow, IReadOnlyList<ApiError>)> rows) : Exception
    {
        public IReadOnlyList<(TreeRow Row, IReadOnlyList<ApiError> Errors)> Rows => rows;
    }
}
