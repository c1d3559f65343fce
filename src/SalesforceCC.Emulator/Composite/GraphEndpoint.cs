using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Composite;

/// <summary>
/// <c>POST /composite/graph</c>: groups of subrequests, each of which is one transaction. The whole is answered with
/// 200, whatever becomes of the graphs.
/// </summary>
internal sealed class GraphEndpoint(OrgStore store, Handler dispatch)
{
    /// <summary>That graphs are no longer run then is documented; what is said of their nodes is not.</summary>
    private const int MostFailures = 14;

    private readonly SubrequestRunner _runner = new(
        store, dispatch, "We rolled back the transaction since another operation in the same transaction failed.");

    public Answer Post(Call call)
    {
        GraphRequest request = GraphRequest.Read(call);
        JsonArray graphs = [];
        int failures = 0;
        foreach (GraphRequest.Graph graph in request.Graphs)
        {
            List<CompositeResult> results = failures < MostFailures
                ? _runner.RunTogether(call, graph.CompositeRequest)
                : _runner.RunNone(graph.CompositeRequest);
            bool isSuccessful = results.TrueForAll(r => r.IsSuccess);
            failures += isSuccessful ? 0 : 1;
            graphs.Add(new JsonObject
            {
                ["graphId"] = graph.GraphId,
                ["graphResponse"] = CompositeEndpoint.Body(results),
                ["isSuccessful"] = isSuccessful,
            });
        }

        return Answer.Json(200, new JsonObject { ["graphs"] = graphs });
    }
}
