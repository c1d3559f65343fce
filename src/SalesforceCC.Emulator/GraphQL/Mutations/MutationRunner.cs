using System.Text.Json;
using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Rows;
using SalesforceCC.Emulator.GraphQL.Queries;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.Rest;
using SalesforceCC.Emulator.Soql.Plans;

namespace SalesforceCC.Emulator.GraphQL.Mutations;

/// <summary>
/// <c>mutation { uiapi { AccountCreate(input: ...) { ... } } }</c>: all or none, unless it says otherwise. What is answered
/// of operations that were taken back is from memory.
/// </summary>
internal sealed class MutationRunner(OrgStore store, GraphQlOrg org, Call call)
{
    private readonly QueryCompiler _queries = new(store, call.UserId);
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    /// <exception cref="GraphException">ValidationError: nothing has been done.</exception>
    public void Write(IReadOnlyList<GraphField> roots, GraphWriter writer, List<GraphException> errors)
    {
        List<(GraphField Root, bool AllOrNone, List<Mutation> Mutations)> all = [.. roots.Select(Compile)];
        writer.Start();
        foreach ((GraphField root, bool allOrNone, List<Mutation> mutations) in all)
        {
            Run(mutations, allOrNone, errors);
            writer.Member(root.Key);
            writer.Start();
            foreach (Mutation mutation in mutations)
            {
                writer.Member(mutation.Field.Key);
                Write(mutation, writer);
            }

            writer.End();
        }

        writer.End();
    }

    private (GraphField, bool, List<Mutation>) Compile(GraphField root)
    {
        if (root.Name != "uiapi")
            throw GraphException.Undefined(root, "Mutation");
        bool allOrNone = root.Arguments.GetValueOrDefault("input")?["allOrNone"]?.GetValueKind() != JsonValueKind.False;
        return (root, allOrNone, [.. root.Selected("UIAPIMutations").Select(f => Mutation.Of(f, _queries))]);
    }

    private void Run(List<Mutation> mutations, bool allOrNone, List<GraphException> errors)
    {
        if (!allOrNone)
        {
            mutations.ForEach(m => TryRun(m, errors));
            return;
        }

        try
        {
            store.Together(() =>
            {
                if (!mutations.TrueForAll(m => TryRun(m, errors)))
                    throw new TakenBackException();
            });
        }
        catch (TakenBackException)
        {
            foreach (Mutation mutation in mutations.Where(m => !m.Failed))
            {
                mutation.RecordId = null;
                errors.Add(new GraphException(
                    GraphErrorType.ExecutionAborted, "The operation was rolled back because another operation of the request failed", mutation.Field.Place, mutation.Field.Path));
            }
        }
    }

    private bool TryRun(Mutation mutation, List<GraphException> errors)
    {
        try
        {
            JsonElement fields = mutation.Operation == RowOperation.Delete ? default : JsonSerializer.SerializeToElement(Referred(mutation.Fields));
            string? id = mutation.RecordId is { } given ? ReferredId(given) : null;
            mutation.RecordId = store.Save(new RowOrder(mutation.Operation, mutation.Type, id, fields), call.ChangesOf()).Id ?? id;
            _ids[mutation.Field.Key] = mutation.RecordId!;
            return true;
        }
        catch (SalesforceError e)
        {
            mutation.Failed = true;
            mutation.RecordId = null;
            errors.Add(new GraphException(GraphErrorType.DataFetchingException, string.Join("; ", e.Errors.Select(x => $"{x.Code}: {x.Message}")), mutation.Field.Place, mutation.Field.Path));
            return false;
        }
    }

    // A later operation names the record of an earlier one by its name in the answer: "@{parent}".
    private JsonObject Referred(JsonObject fields) =>
        new(fields.Select(f => KeyValuePair.Create(f.Key, f.Value is JsonValue value && value.TryGetValue(out string? text) ? JsonValue.Create(ReferredId(text)) : f.Value?.DeepClone())));

    private string ReferredId(string text) => text is ['@', '{', .. var name, '}'] && _ids.TryGetValue(name, out string? id) ? id : text;

    private void Write(Mutation mutation, GraphWriter writer)
    {
        if (mutation.RecordId is not { } id)
        {
            writer.Null();
            return;
        }

        writer.Start();
        foreach (GraphField member in mutation.Field.Fields!)
        {
            writer.Member(member.Key);
            switch (member.Name)
            {
                case "Id":
                    writer.Text(id);
                    break;
                case "success":
                    writer.Boolean(true);
                    break;
                case "Record":
                    WriteRecord(mutation, id, writer);
                    break;
                default:
                    writer.Text($"{mutation.Type.Name}{mutation.Operation}Payload");
                    break;
            }
        }

        writer.End();
    }

    private void WriteRecord(Mutation mutation, string id, GraphWriter writer)
    {
        (RowPlan plan, NodeShape node) = mutation.Record!();
        store.Read(sql =>
        {
            int row = (int)RowReader.Living(sql, mutation.Type, id);
            using RowScan rows = new(sql, plan, new RowIds(row, 1), 0, 1);
            rows.Next();
            node.Write(new ConnectionScope(sql, org.Settings), writer, rows.Row);
            return true;
        });
    }

    /// <summary>Makes the store forget what the operations have written.</summary>
    private sealed class TakenBackException : Exception;
}
