using System.Security;
using SalesforceCC.Auth;
using SalesforceCC.Records;
using SalesforceCC.Startup;

namespace SalesforceCC.Tests.Startup;

public class RehearsalTests
{
    [Fact]
    public async Task It_reads_all_rows_of_both_pages() => Assert.Equal(4, await Rehearsal.QueryAsync());

    [Fact]
    public async Task It_goes_well_and_is_done_once()
    {
        Task<bool> first = Rehearsal.Begin();
        Assert.Same(first, Rehearsal.Begin());
        Assert.True(await first);
    }

    [Fact]
    public async Task Values_of_all_kinds_are_read_and_only_a_describe_knows_the_day()
    {
        using SecureString token = new();
        token.AppendChar('x');
        using SfSession session = Connecting.WithToken(
            new SfConnectOptions { Domain = "https://rehearsal.my.salesforce.com", Transport = static () => new RehearsalHandler() }, token);
        List<SfRecord> rows = [];
        await foreach (RecordPage page in session.QueryPages("SELECT Id FROM Rehearsal", stop: TestContext.Current.CancellationToken))
            rows.AddRange(page.Cast<SfRecord>());

        Assert.Equal(4, rows.Count);
        Assert.Equal(3, session.ApiCalls);
        Assert.All(rows, static row =>
        {
            Assert.Equal(new DateTime(2026, 1, 2), Value(row, "Day"));
            Assert.Equal(1234.5m, Value(row, "Amount"));
            Assert.Equal(6, Value(row, "Count"));
            Assert.Equal(true, Value(row, "Flag"));
            Assert.IsType<DateTimeOffset>(Value(row, "CreatedDate"));
        });
    }

    private static object? Value(SfRecord row, string name) => row.GetType().GetProperty(name)!.GetValue(row);
}
