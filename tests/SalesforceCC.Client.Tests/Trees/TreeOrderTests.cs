using SalesforceCC.Describe;
using SalesforceCC.Trees;

namespace SalesforceCC.Client.Tests.Trees;

public sealed class TreeOrderTests : IAsyncLifetime
{
    private LoopbackOrg _org = null!;
    private SfSession _session = null!;
    private TreeServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        (_org, _session) = await LoopbackOrg.ConnectedAsync();
        _server = new TreeServer(_org);
    }

    public ValueTask DisposeAsync() => _org.DisposeAsync();

    private Task<List<TreeRecord>> ImportAsync(params string[] nodes) => TreeRun.ImportAsync(_session, IdMap.Open(null, _session), nodes);

    [Fact]
    public async Task Records_without_references_go_together_and_others_after_what_they_need()
    {
        List<TreeRecord> done = await ImportAsync(
            TreeRun.Node("Free__c", "c", first: "b"), TreeRun.Node("Free__c", "a"), TreeRun.Node("Free__c", "b", first: "a", second: "a"), TreeRun.Node("Free__c", "d"));
        Assert.Equal(["a", "d", "b", "c"], done.Select(static r => r.Reference));
        Assert.Equal(3, _server.Writes);
    }

    [Fact]
    public async Task Of_a_ring_as_few_lookups_wait_as_can_be()
    {
        // The one that must have a value cannot wait; of the ring of three, one lookup does.
        List<TreeRecord> done = await ImportAsync(
            TreeRun.Node("Bound__c", "a", first: "b"), TreeRun.Node("Free__c", "b", first: "c"), TreeRun.Node("Free__c", "c", second: "a"), TreeRun.Node("Free__c", "after", first: "a"));
        Assert.All(done, static r => Assert.True(r.ToResult().Success));
        string waiting = Assert.Single(done.SelectMany(static r => r.Links.Where(static l => l.Waits).Select(l => $"{r.Reference}.{l.Field.Name}")));
        Assert.Contains(waiting, (string[])["b.First_To__c", "c.Second_To__c"]);
    }

    [Fact]
    public async Task A_ring_that_nobody_can_save_is_named_before_anything_is_sent()
    {
        SfException e = await Assert.ThrowsAsync<SfException>(() => ImportAsync(
            TreeRun.Node("Free__c", "x"), TreeRun.Node("Bound__c", "a", first: "b"), TreeRun.Node("Bound__c", "b", first: "c"), TreeRun.Node("Bound__c", "c", first: "a"), TreeRun.Node("Bound__c", "d", first: "a")));
        Assert.Equal(SfErrorCodes.ReferenceRing, e.Code);
        Assert.Contains("a.First_To__c -> b.First_To__c -> c.First_To__c -> a", Rotated(e.Message), StringComparison.Ordinal);
        Assert.Equal(0, _server.Writes);

        SfException own = await Assert.ThrowsAsync<SfException>(() => ImportAsync(TreeRun.Node("Bound__c", "a", first: "a")));
        Assert.Contains("a.First_To__c -> a", own.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_long_chains_nor_long_rings_take_a_stack_or_a_long_time()
    {
        const int Count = 30_000;
        foreach (bool isRing in new[] { false, true })
        {
            TreeRecord[] records = [.. Enumerable.Range(0, Count).Select(static i => new TreeRecord($"r{i}", s_free, null))];
            for (int i = 1; i < Count; i++)
                records[i].Links.Add(new TreeLink(s_free.Field("First_To__c")!, records[i - 1]));
            if (isRing)
                records[0].Links.Add(new TreeLink(s_free.Field("First_To__c")!, records[Count - 1]));
            List<List<TreeRecord>> steps = TreeOrder.Of(records);
            Assert.Equal(Count, steps.Count);
            Assert.Equal(isRing ? 1 : 0, records.Count(static r => r.Waits));
        }
    }

    private static readonly ObjectDescription s_free = DescribeReader.ReadObjectAsync(
        "Free__c",
        new MemoryStream("""{"name":"Free__c","fields":[{"name":"First_To__c","type":"reference","referenceTo":["Free__c"],"createable":true,"updateable":true,"nillable":true}]}"""u8.ToArray()),
        CancellationToken.None).GetAwaiter().GetResult();

    // A ring has no beginning.
    private static string Rotated(string message) => message
        .Replace("b.First_To__c -> c.First_To__c -> a.First_To__c -> b", "a.First_To__c -> b.First_To__c -> c.First_To__c -> a", StringComparison.Ordinal)
        .Replace("c.First_To__c -> a.First_To__c -> b.First_To__c -> c", "a.First_To__c -> b.First_To__c -> c.First_To__c -> a", StringComparison.Ordinal);
}
