using System.Collections.Concurrent;
using FsCheck.Xunit;
using SalesforceCC.Trees;

namespace SalesforceCC.Client.Tests.Trees;

public class TreeProperties
{
    private static readonly string s_folder = Directory.CreateTempSubdirectory("sfcc-trees-").FullName;

    /// <summary>
    /// Any graph, with rings, self references, forward references over files and two lookups, is in the org as it was in the
    /// files: after one run, or after one in which records failed and a second with the same map. Nothing is there twice.
    /// </summary>
    [Property(MaxTest = 60)]
    public Task Any_graph_arrives_as_it_is(int seed) => CheckAsync(seed);

    private static async Task CheckAsync(int seed)
    {
        Random random = new(seed);
        Graph graph = Graph.Of(random);
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using (org)
        {
            TreeServer server = new(org);
            string path = Path.Combine(s_folder, $"{Guid.NewGuid():N}.json");
            bool breaks = random.Next(2) == 0;
            if (breaks)
            {
                HashSet<string> failing = [.. graph.Names.Where(_ => random.Next(6) == 0)];
                server.Fails = row => row.TryGetProperty("Name", out System.Text.Json.JsonElement name) ? failing.Contains(name.GetString()!) : random.Next(3) == 0;
                List<TreeRecord> first = await TreeRun.ImportAsync(session, IdMap.Open(path, session), graph.Files);
                Assert.Equal(graph.Names.Count, first.Distinct().Count());
                Assert.All(first, r => Assert.True(r.Failure is not null || r.Id is not null));
                server.Fails = static _ => false;
            }

            List<TreeRecord> done = await TreeRun.ImportAsync(session, IdMap.Open(path, session), graph.Files);
            Assert.All(done, static r => Assert.True(r.ToResult().Success, r.Failure?.Message));
            graph.AssertIn(server.Rows);
            int writes = server.Writes;
            Assert.All(await TreeRun.ImportAsync(session, IdMap.Open(path, session), graph.Files), static r => Assert.True(r.ToResult() is { Success: true, Created: false }));
            Assert.Equal(writes, server.Writes);
            File.Delete(path);
        }
    }

    private sealed class Graph
    {
        private readonly Dictionary<string, (string Type, string? First, string? Second)> _nodes = [];

        public IReadOnlyCollection<string> Names => _nodes.Keys;

        public IEnumerable<string>[] Files { get; private set; } = [];

        // Lookups that must have a value go to records with lower numbers, or nobody could save them.
        public static Graph Of(Random random)
        {
            Graph graph = new();
            int count = random.Next(1, 60);
            for (int i = 0; i < count; i++)
            {
                bool isBound = i > 0 && random.Next(3) == 0;
                string? first = isBound ? $"r{random.Next(i)}" : Any();
                graph._nodes[$"r{i}"] = (isBound ? "Bound__c" : "Free__c", first, Any());
            }

            string[] nodes = [.. graph._nodes.Select(n => TreeRun.Node(n.Value.Type, n.Key, n.Value.First, n.Value.Second))];
            random.Shuffle(nodes);
            graph.Files = [.. nodes.Chunk(random.Next(1, count + 1))];
            return graph;

            string? Any() => random.Next(2) == 0 ? null : $"r{random.Next(count)}";
        }

        public void AssertIn(IReadOnlyDictionary<string, ConcurrentDictionary<string, string?>> rows)
        {
            Assert.Equal(_nodes.Count, rows.Count);
            Dictionary<string, string> names = rows.ToDictionary(static r => r.Key, static r => r.Value["Name"]!);
            foreach (ConcurrentDictionary<string, string?> row in rows.Values)
            {
                (string type, string? first, string? second) = _nodes[row["Name"]!];
                Assert.Equal((type, first, second), (row["type"]!, NameAt("First_To__c"), NameAt("Second_To__c")));

                string? NameAt(string field) => row.TryGetValue(field, out string? id) ? names[id!] : null;
            }
        }
    }
}
