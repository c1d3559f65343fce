using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.GraphQL.Mutations;
using SalesforceCC.Emulator.GraphQL.Queries;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.Rest;

namespace SalesforceCC.Emulator.GraphQL;

/// <summary><c>POST /graphql</c>: 200 whatever comes of it, with the errors beside the data.</summary>
internal sealed class GraphQlEndpoint(OrgStore store, GraphQlOrg org)
{
    public Answer Post(Call call)
    {
        GraphQlRequest request = call.Read<GraphQlRequest>();
        List<GraphException> errors = [];
        using JsonBuffer json = new();
        GraphWriter writer = new(json);
        writer.Start();
        writer.Member("data");
        int before = json.Length;
        try
        {
            Write(call, GraphDocument.Parse(request), writer, errors);
        }
        catch (GraphException e)
        {
            // What is found before anything runs leaves no data.
            errors.Insert(0, e);
            writer.GoBack(before);
            writer.Null();
        }

        writer.Member("errors");
        WriteErrors(writer, errors);
        writer.End();
        PooledBuffer body = new();
        json.Written.CopyTo(body.GetSpan(json.Length));
        body.Advance(json.Length);
        return Answer.Json(200, body);
    }

    private void Write(Call call, GraphDocument document, GraphWriter writer, List<GraphException> errors)
    {
        IReadOnlyList<GraphField> roots = document.Fields;
        if (document.IsMutation)
        {
            new MutationRunner(store, org, call).Write(roots, writer, errors);
            return;
        }

        QueryCompiler compiler = new(store, call.UserId);
        List<(GraphField Root, UiApiPlan? Plan)> plans = [.. roots.Select(r => (r, r.Name == "__typename" ? null : compiler.Compile(r)))];
        writer.Start();
        foreach ((GraphField root, UiApiPlan? plan) in plans)
        {
            writer.Member(root.Key);
            if (plan is null)
                writer.Text("Query");
            else
                plan.Write(store, writer, org.Settings, errors);
        }

        writer.End();
    }

    private static void WriteErrors(GraphWriter writer, IEnumerable<GraphException> errors)
    {
        writer.Start(list: true);
        foreach (GraphException error in errors)
        {
            writer.Start();
            writer.Member("message");
            writer.Text(error.Message);
            writer.Member("locations");
            writer.Start(list: true);
            if (error.Place is { } place)
            {
                writer.Start();
                writer.Member("line");
                writer.Integer(place.Line);
                writer.Member("column");
                writer.Integer(place.Column);
                writer.End();
            }

            writer.End(list: true);
            writer.Member("paths");
            writer.Start(list: true);
            foreach (string step in error.Path)
                writer.Text(step);
            writer.End(list: true);
            writer.Member("extensions");
            writer.Start();
            writer.Member("ErrorType");
            writer.Text(error.Type.ToString());
            writer.End();
            writer.End();
        }

        writer.End(list: true);
    }
}
