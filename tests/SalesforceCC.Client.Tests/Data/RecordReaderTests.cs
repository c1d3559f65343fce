using System.Globalization;
using SalesforceCC.Data;

namespace SalesforceCC.Client.Tests.Data;

public sealed class RecordReaderTests : IAsyncLifetime
{
    private static readonly ReadSettings s_names = new() { Fields = ["Name"] };

    private LoopbackOrg _org = null!;
    private SfSession _session = null!;
    private RetrieveServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        (_org, _session) = await LoopbackOrg.ConnectedAsync();
        _server = new RetrieveServer(_org);
    }

    public ValueTask DisposeAsync() => _org.DisposeAsync();

    private static string Id(int number, string prefix = "001") => SfId.To18(prefix + number.ToString("d12", CultureInfo.InvariantCulture));

    private static ReadRow Row(int number, string type = "Account") => new(type, Id(number), number);

    private Task<List<ReadRow>> ReadAsync(IEnumerable<ReadRow> rows, ReadSettings? settings = null) =>
        RetrieveServer.ReadAsync(_session, settings ?? s_names, rows);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2_000, 1)]
    [InlineData(2_001, 2)]
    [InlineData(10_000, 5)]
    public async Task Records_take_no_more_requests_than_Salesforce_needs_and_come_in_order(int count, int requests)
    {
        ReadRow[] rows = [.. Enumerable.Range(0, count).Select(static i => Row(i))];
        Assert.Equal(rows, await ReadAsync(rows));
        Assert.All(rows, static r => Assert.Equal((string)r.Key!, r.Record!.GetId()));
        Assert.Equal((requests, (long)requests), (_server.Requests.Count, _session.ApiCalls));
    }

    [Fact]
    public async Task Mixed_types_are_gathered_by_their_type_and_come_in_order()
    {
        ReadRow[] rows = [.. Enumerable.Range(0, 100).Select(static i => Row(i, i % 2 == 0 ? "Account" : "Contact"))];
        Assert.Equal(rows, await ReadAsync(rows));
        Assert.All(rows, static r => Assert.NotNull(r.Record));
        Assert.Equal([50, 50], _server.Requests.Select(static r => r.Count));
    }

    [Fact]
    public async Task A_row_that_waits_for_others_of_its_type_does_not_hold_a_million_up()
    {
        RecordReader reader = new(_session, s_names with { BatchSize = 10, ThrottleLimit = 2 });
        await reader.AddAsync(Row(0, "Contact"), Guard.Stop);
        int waiting = 1;
        int most = 0;
        for (int i = 1; i <= 1_000; i++)
        {
            await reader.AddAsync(Row(i), Guard.Stop).WaitAsync(Guard.Stop);
            for (waiting++; reader.TryTake() is not null;)
                waiting--;
            most = Math.Max(most, waiting);
        }

        Assert.InRange(most, 1, 40);
    }

    [Fact]
    public async Task Requests_that_end_out_of_order_keep_the_order_of_the_rows()
    {
        TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Instead = (_, ids) =>
        {
            if (ids[0] != Id(0))
            {
                first.TrySetResult();
                return null;
            }

            return Reply.Json($"[{string.Join(',', ids.Select(static i => RetrieveServer.Record(i)))}]").After(first.Task);
        };
        ReadRow[] rows = [.. Enumerable.Range(0, 30).Select(static i => Row(i))];
        Assert.Equal(rows, await ReadAsync(rows, s_names with { BatchSize = 10, ThrottleLimit = 2 }));
        Assert.All(rows, static r => Assert.NotNull(r.Record));
    }

    [Fact]
    public async Task An_id_that_comes_twice_is_asked_for_once_and_gives_two_records()
    {
        List<ReadRow> rows = await ReadAsync([Row(1), Row(2), Row(1)]);
        Assert.Equal([Id(1), Id(2)], Assert.Single(_server.Requests));
        Assert.Equal([Id(1), Id(2), Id(1)], rows.Select(static r => r.Record!.GetId()));
        Assert.NotSame(rows[0].Record, rows[2].Record);
        Assert.Same(rows[0].Record!.GetType(), rows[2].Record!.GetType());
    }

    [Fact]
    public async Task Ids_that_differ_by_case_are_two()
    {
        string lower = SfId.To18("001A0000000abcD");
        string upper = SfId.To18("001A0000000ABCD");
        List<ReadRow> rows = await ReadAsync([new("Account", lower, 1), new("Account", upper, 2)]);
        Assert.Equal([lower, upper], rows.Select(static r => r.Record!.GetId()));
    }

    [Fact]
    public async Task What_is_not_there_is_an_error_of_its_id()
    {
        _server.Row = static id => id == Id(1) ? null : RetrieveServer.Record(id);
        List<ReadRow> rows = await ReadAsync([Row(0), Row(1), Row(2)]);
        Assert.Equal([null, "NOT_FOUND", null], rows.Select(static r => r.Failure?.Code));
        Assert.Equal([Id(0), null, Id(2)], rows.Select(static r => r.Record?.GetId()));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[null]")]
    [InlineData("{}")]
    [InlineData("[1,2]")]
    public async Task A_response_that_does_not_fit_is_no_list_of_missing_records(string json)
    {
        _server.Instead = (_, _) => Reply.Json(json);
        List<ReadRow> rows = await ReadAsync([Row(0), Row(1)]);
        Assert.All(rows, static r => Assert.Equal("INVALID_RESPONSE", r.Failure!.Code));
    }

    [Fact]
    public async Task A_record_that_was_not_asked_for_is_refused()
    {
        _server.Row = static id => RetrieveServer.Record(id == Id(1) ? Id(9) : id);
        List<ReadRow> rows = await ReadAsync([Row(0), Row(1)]);
        Assert.All(rows, static r => Assert.Equal("INVALID_RESPONSE", r.Failure!.Code));
    }

    [Fact]
    public async Task The_record_that_Salesforce_refuses_a_request_for_is_found()
    {
        _server.Instead = static (_, ids) => ids.Contains(Id(17)) ? Reply.Error(400, "MALFORMED_ID", "wrong") : null;
        ReadRow[] rows = [.. Enumerable.Range(0, 50).Select(static i => Row(i))];
        Assert.Equal(rows, await ReadAsync(rows));
        Assert.Equal("MALFORMED_ID", Assert.Single(rows, static r => r.Failure is not null).Failure!.Code);
        Assert.Equal(17, rows.Single(static r => r.Failure is not null).Input);
    }

    [Fact]
    public async Task What_all_records_of_an_object_fail_with_is_told_once_and_not_asked_for_again()
    {
        _server.Instead = static (_, _) => Reply.Error(400, "INVALID_FIELD", "No such column 'Name' on sobject of type Account");
        ReadRow[] rows = [.. Enumerable.Range(0, 40).Select(static i => Row(i))];
        ReadRow told = Assert.Single(await ReadAsync(rows, s_names with { BatchSize = 10, ThrottleLimit = 1 }));
        Assert.Equal(("INVALID_FIELD", true), (told.Failure!.Code, told.FailedWithType));
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_describe_that_has_a_field_which_is_gone_is_asked_for_again()
    {
        _org.On(
            "GET sobjects/Account/describe",
            Reply.Json("""{"name":"Account","fields":[{"name":"Id","type":"id"},{"name":"Gone__c","type":"string"}]}"""),
            Reply.Json("""{"name":"Account","fields":[{"name":"Id","type":"id"},{"name":"Name","type":"string"}]}"""));
        _server.Instead = static (r, _) => r.Text.Contains("Gone__c", StringComparison.Ordinal)
            ? Reply.Error(400, "INVALID_FIELD", "No such column 'Gone__c' on sobject of type Account")
            : null;
        ReadRow row = Assert.Single(await ReadAsync([Row(1)], new ReadSettings()));
        Assert.Equal(Id(1), row.Record?.GetId());
        Assert.Equal(2, _org.Count("GET sobjects/Account/describe"));
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_read_again()
    {
        int sent = 0;
        _server.Instead = (_, ids) => Interlocked.Increment(ref sent) == 1
            ? BrokenReply.WithinBody($"[{string.Join(',', ids.Select(static i => RetrieveServer.Record(i)))}]")
            : null;
        List<ReadRow> rows = await ReadAsync([Row(0), Row(1)]);
        Assert.All(rows, static r => Assert.NotNull(r.Record));
        Assert.Equal(2, sent);
    }
}
