using System.Globalization;
using SalesforceCC.Query;

namespace SalesforceCC.Client.Tests.Query;

/// <summary>
/// Servers that do with offsets what no documentation forbids. Read ahead or not, the rows are the same; and where a
/// server counts its requests, so that what was asked for ahead cannot be made good, there is an error.
/// </summary>
public class OddServerTests
{
    private const int Rows = 61;

    // In place of a number of pages at a time: many in one request.
    private const int Batches = 0;

    public static TheoryData<string, int> Stateless
    {
        get
        {
            TheoryData<string, int> data = [];
            foreach (string server in (string[])["grows", "shrinks", "changes often", "always page two", "another name", "another path", "no offset", "loops", "ends early", "deleted rows", "expires", "never done", "foreign", "one row short"])
                foreach (int limit in (int[])[2, 5, 25, Batches])
                    data.Add(server, limit);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Stateless))]
    public async Task Reading_ahead_gives_what_reading_page_by_page_gives(string server, int limit)
    {
        (int[] Ids, string? Error) expected = await RunAsync(server, 1);
        (int[] Ids, string? Error) actual = await RunAsync(server, limit);
        Assert.Equal(expected.Error, actual.Error);
        Assert.Equal(expected.Ids, actual.Ids);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(5, 2)]
    [InlineData(5, 3)]
    [InlineData(25, 4)]
    [InlineData(25, 5)]
    [InlineData(Batches, 6)]
    public async Task A_server_that_counts_requests_gives_all_rows_or_an_error(int limit, int seed)
    {
        await using CursorOrg org = await CursorOrg.StartAsync(Rows);
        Random random = new(seed);
        int served = 0;

        // The next page, whatever is asked for. The order in which requests come is not that in which they were sent.
        org.Page = _ =>
        {
            lock (random)
                return org.Rest(Math.Min(Rows - 1, served += org.Size));
        };
        (int[] ids, string? error) = await org.ReadAsync(Settings(limit));
        AssertNoneLost(ids, error);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(25)]
    public async Task A_server_that_gives_two_pages_each_others_rows_is_found_out(int limit)
    {
        await using CursorOrg org = await CursorOrg.StartAsync(Rows);

        // As if the later request had come first.
        org.Page = offset => org.Rest(offset switch { 20 => 22, 22 => 20, _ => offset });
        (int[] ids, string? error) = await org.ReadAsync(Settings(limit));
        AssertNoneLost(ids, error);
        Assert.NotNull(error);
    }

    private static void AssertNoneLost(int[] ids, string? error)
    {
        Assert.Equal(Enumerable.Range(0, ids.Length), ids);
        if (error is null)
            Assert.Equal(Rows, ids.Length);
        else
            Assert.Equal(SfErrorCodes.InvalidResponse, error);
    }

    private static QuerySettings Settings(int limit) => new() { ThrottleLimit = Math.Max(1, limit), SaveApiCalls = limit == Batches };

    private static async Task<(int[] Ids, string? Error)> RunAsync(string server, int limit)
    {
        await using CursorOrg org = await CursorOrg.StartAsync(Rows);
        org.Page = Make(org, server);
        return await org.ReadAsync(Settings(limit));
    }

    private static Func<int, Reply> Make(CursorOrg org, string server) => server switch
    {
        "grows" => offset => org.Of(offset, offset >= 20 ? 5 : 2),
        "shrinks" => offset => org.Of(offset, offset >= 20 ? 1 : 2),
        "changes often" => offset => org.Of(offset, 1 + (offset % 3)),
        "always page two" => _ => org.Rest(2),
        "another name" => offset => org.Named(offset, 2, offset + 2 < Rows ? CursorOrg.Path(offset + 2, offset >= 20 ? "01gOTHER" : "01gCURSOR") : null),
        "another path" => offset => org.Named(offset, 2, offset + 2 < Rows ? string.Create(CultureInfo.InvariantCulture, $"/services/data/v68.0/query/01gCURSOR-{offset + 2}{(offset >= 20 ? "?x=-" + (offset + 2) : "")}") : null),
        "no offset" => offset => org.Named(offset, 2, offset < 20 ? CursorOrg.Path(offset + 2) : offset == 20 ? "/services/data/v68.0/query/01gLAST" : null),
        "loops" => offset => org.Named(offset, 2, CursorOrg.Path(offset < 30 ? offset + 2 : 10)),
        "ends early" => offset => org.Named(offset, 2, offset < 30 ? CursorOrg.Path(offset + 2) : null),
        "deleted rows" => offset => org.Named(offset, offset == 24 ? 1 : 2, offset + 2 < Rows ? CursorOrg.Path(offset + 2) : null),
        "expires" => offset => offset < 30 ? org.Rest(offset) : Reply.Error(400, "INVALID_QUERY_LOCATOR", "invalid query locator"),
        "never done" => offset => org.Named(offset, 2, CursorOrg.Path(Math.Min(offset + 2, Rows + 9))),
        "foreign" => offset => org.Named(offset, 2, offset < 30 ? CursorOrg.Path(offset + 2) : "https://elsewhere.invalid/services/data/v68.0/query/01gCURSOR-32"),
        "one row short" => offset => org.Named(offset, 1, offset + 2 < Rows ? CursorOrg.Path(offset + 2) : null),
        _ => throw new ArgumentOutOfRangeException(nameof(server)),
    };
}
