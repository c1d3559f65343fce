using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Composite;

/// <summary>The body of a request for graphs. The limits are documented; their codes and texts are not.</summary>
internal sealed record GraphRequest(List<GraphRequest.Graph> Graphs)
{
    private const int MostGraphs = 75;
    private const int MostNodes = 500;
    private const int MostLevels = 15;
    private const int MostKinds = 15;

    public static GraphRequest Read(Call call)
    {
        GraphRequest request = call.Read<GraphRequest>();
        Require(request.Graphs.Count is > 0 and <= MostGraphs, $"1 to {MostGraphs} graphs are allowed");
        Require(request.Graphs.Sum(g => g.CompositeRequest.Count) <= MostNodes, $"At most {MostNodes} nodes are allowed");
        if (request.Graphs.DistinctBy(g => g.GraphId).Count() < request.Graphs.Count)
            throw new SalesforceError(400, "INVALID_INPUT", "Each graphId must be unique");
        foreach (Graph graph in request.Graphs)
        {
            Require(graph.CompositeRequest.Count > 0, $"The graph '{graph.GraphId}' has no nodes");
            CompositeRequest.Check(graph.CompositeRequest, call.Version);
            if (graph.CompositeRequest.Find(n => Kind(n) is null) is { } other)
            {
                throw new SalesforceError(
                    400, "INVALID_INPUT", $"A graph cannot have a node with method {other.Method} and url {other.Url}");
            }

            Require(graph.CompositeRequest.Select(Kind).Distinct().Count() <= MostKinds, $"At most {MostKinds} different nodes are allowed in a graph");
            Require(Levels(graph.CompositeRequest) <= MostLevels, $"A graph can be at most {MostLevels} levels deep");
        }

        return request;
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new SalesforceError(400, "LIMIT_EXCEEDED", otherwise);
    }

    /// <summary>What makes nodes different: method, object and, with a key, its field. Null for what no graph takes.</summary>
    private static string? Kind(Subrequest node)
    {
        string[] path = CallReader.OneSlash(node.Url.Split('?')[0]).Trim('/').Split('/');
        if (path is not ["services", "data", _, "sobjects", var type, ..])
            return null;
        string method = node.Method.ToUpperInvariant();
        return (path.Length, method) switch
        {
            (5, "POST") => $"{method} {type}",
            (6, "GET" or "PATCH" or "DELETE") => $"{method} {type}",
            (7, "GET" or "PATCH" or "DELETE" or "POST") => $"{method} {type}/{path[5]}",
            _ => null,
        };
    }

    private static int Levels(List<Subrequest> nodes)
    {
        Dictionary<string, int> levels = new(StringComparer.Ordinal);
        foreach (Subrequest node in nodes)
        {
            IEnumerable<int> before = References.In(node).Select(r => levels.GetValueOrDefault(r));
            levels[node.ReferenceId] = 1 + before.DefaultIfEmpty().Max();
        }

        return levels.Values.Max();
    }

    /// <summary>Nodes that are saved all or not at all.</summary>
    internal sealed record Graph(string GraphId, List<Subrequest> CompositeRequest);
}
