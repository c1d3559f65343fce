using SalesforceCC.Data;
using SalesforceCC.Trees;

namespace SalesforceCC.Client.Tests.Trees;

public sealed class IdMapTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sfcc-map-").FullName;
    private LoopbackOrg _org = null!;
    private SfSession _session = null!;
    private TreeServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        (_org, _session) = await LoopbackOrg.ConnectedAsync();
        _server = new TreeServer(_org);
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        await _org.DisposeAsync();
    }

    [Fact]
    public async Task What_is_saved_is_in_the_map_before_the_next_request_is_answered()
    {
        string path = Path.Combine(_folder, "ids.json");
        List<int> known = [];
        _server.Fails = _ =>
        {
            lock (known)
                known.Add(IdMap.Open(path, _session).Count);
            return false;
        };
        IEnumerable<string> chain = Enumerable.Range(0, 4).Select(static i => TreeRun.Node("Free__c", $"r{i}", first: i == 0 ? null : $"r{i - 1}"));
        await TreeRun.ImportAsync(_session, IdMap.Open(path, _session), chain);
        Assert.Equal([0, 1, 2, 3], known);
        Assert.Equal("ids.json", Path.GetFileName(Assert.Single(Directory.GetFiles(_folder))));
    }

    [Fact]
    public async Task What_had_to_wait_is_set_by_the_next_run()
    {
        string path = Path.Combine(_folder, "later.json");
        string[] ring = [TreeRun.Node("Free__c", "a", first: "b"), TreeRun.Node("Free__c", "b", first: "a")];
        _server.Fails = static row => row.TryGetProperty("Id", out _);
        List<TreeRecord> first = await TreeRun.ImportAsync(_session, IdMap.Open(path, _session), ring);
        Assert.Equal([true, false], first.Select(static r => r.ToResult().Success).OrderDescending());
        Assert.Contains("\"later\"", await File.ReadAllTextAsync(path, Guard.Stop), StringComparison.Ordinal);

        _server.Fails = static _ => false;
        List<TreeRecord> second = await TreeRun.ImportAsync(_session, IdMap.Open(path, _session), ring);
        Assert.All(second, static r => Assert.True(r.ToResult() is { Success: true, Created: false }));
        Assert.Equal(2, _server.Rows.Count);
        Assert.All(_server.Rows.Values, row => Assert.NotNull(row["First_To__c"]));
        Assert.DoesNotContain("\"later\"", await File.ReadAllTextAsync(path, Guard.Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_without_a_response_is_marked_until_it_is_known()
    {
        string path = Path.Combine(_folder, "unknown.json");
        bool onTheWay = false;
        _server.Fails = _ => onTheWay = IdMap.Open(path, _session).IsUnknown("a");
        string[] nodes = [TreeRun.Node("Free__c", "a")];
        TreeRecord failed = Assert.Single(await TreeRun.ImportAsync(_session, IdMap.Open(path, _session), nodes));
        Assert.Equal(("NOT_NOW", true, false), (failed.Failure!.Code, onTheWay, IdMap.Open(path, _session).IsUnknown("a")));

        _server.Instead = Reply.Json("[]");
        failed = Assert.Single(await TreeRun.ImportAsync(_session, IdMap.Open(path, _session), nodes));
        Assert.Contains("not known", failed.Failure!.Message, StringComparison.Ordinal);
        Assert.True(IdMap.Open(path, _session).IsUnknown("a"));

        (_server.Instead, _server.Fails) = (null, static _ => false);
        await TreeRun.ImportAsync(_session, IdMap.Open(path, _session), nodes);
        Assert.Equal((false, 1), (IdMap.Open(path, _session).IsUnknown("a"), IdMap.Open(path, _session).Count));
    }

    [Theory]
    [InlineData("[]", "no object named records")]
    [InlineData("{\"records\":{\"a\":{\"type\":\"Free__c\"}}}", "'a' has no type, or no id")]
    [InlineData("{\"records\":{\"a\":1}}", "'a' has no type, or no id")]
    [InlineData("{\"records\":{", "cut off")]
    public void A_file_that_is_no_map_is_refused(string text, string reason)
    {
        string path = Path.Combine(_folder, "wrong.json");
        File.WriteAllText(path, text);
        SfException e = Assert.Throws<SfException>(() => IdMap.Open(path, _session));
        Assert.Equal(SfErrorCodes.IdMapUnusable, e.Code);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.Equal(SfErrorCodes.IdMapUnusable, Assert.Throws<SfException>(() => IdMap.Open(_folder, _session)).Code);
    }

    [Fact]
    public async Task A_map_that_cannot_be_written_ends_the_import_before_anything_is_sent()
    {
        IdMap map = IdMap.Open(Path.Combine(_folder, "nosuch", "ids.json"), _session);
        SfException e = await Assert.ThrowsAsync<SfException>(() => TreeRun.ImportAsync(_session, map, [TreeRun.Node("Free__c", "a")]));
        Assert.Equal((SfErrorCodes.FileNotWritten, 0), (e.Code, _server.Writes));
    }
}
