using System.Globalization;
using SalesforceCC.Data;

namespace SalesforceCC.Client.Tests.Data;

public sealed class RecordWriterTests : IAsyncLifetime
{
    private static readonly WriteSettings s_insert = new() { Operation = WriteOperation.Insert };
    private static readonly WriteSettings s_update = new() { Operation = WriteOperation.Update };
    private static readonly WriteSettings s_upsert = new() { Operation = WriteOperation.Upsert, KeyField = "Ext__c" };
    private static readonly WriteSettings s_delete = new() { Operation = WriteOperation.Delete };

    private LoopbackOrg _org = null!;
    private SfSession _session = null!;
    private CollectionServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        (_org, _session) = await LoopbackOrg.ConnectedAsync();
        _server = new CollectionServer(_org);
    }

    public ValueTask DisposeAsync() => _org.DisposeAsync();

    private static string Id(int number, string prefix = "001") => SfId.To18(prefix + number.ToString("d12", CultureInfo.InvariantCulture));

    private static WriteRow Keyed(string key, string name = "x", string type = "Account") => Writing.Row(type, null, ("Ext__c", key), ("Name", name));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(200, 1)]
    [InlineData(201, 2)]
    [InlineData(10_000, 50)]
    public async Task Rows_take_no_more_requests_than_Salesforce_needs_and_come_back_in_order(int count, int requests)
    {
        WriteRow[] rows = [.. Enumerable.Range(0, count).Select(i => Writing.Named($"n{i}"))];
        Assert.Equal(rows, await _session.WriteAsync(s_insert, rows));
        Assert.All(rows, static r => Assert.True(r.Result is { Success: true, Created: true, Id.Length: 18 }));
        Assert.Equal((requests, (long)requests), (_server.Requests.Count, _session.ApiCalls));
    }

    [Fact]
    public async Task Mixed_types_are_sent_in_runs_of_one_type()
    {
        WriteRow[] rows = [.. Enumerable.Range(0, 200).Select(i => Writing.Row(i % 2 == 0 ? "Account" : "Contact", null, ("N__c", i)))];
        Assert.Equal(rows, await _session.WriteAsync(s_insert, rows));
        IReadOnlyList<string> sent = Assert.Single(_server.Requests);
        Assert.Equal(100, sent.TakeWhile(static r => r.Contains("Account", StringComparison.Ordinal)).Count());
        Assert.All(sent.Skip(100), static r => Assert.Contains("Contact", r, StringComparison.Ordinal));
        Assert.Equal(rows.Length, rows.Select(static r => r.Result!.Id).Distinct().Count());
        Assert.EndsWith("AAA", rows[2].Result!.Id, StringComparison.Ordinal);
        Assert.Equal((Id(1), Id(101), Id(2)), (rows[0].Result!.Id, rows[1].Result!.Id, rows[2].Result!.Id));
    }

    [Fact]
    public async Task No_request_has_more_than_ten_types()
    {
        WriteRow[] rows = [.. Enumerable.Range(0, 22).Select(i => Writing.Row($"T{i % 11}__c", null, ("N__c", i)))];
        Assert.Equal(rows, await _session.WriteAsync(s_insert, rows));
        Assert.Equal([20, 2], _server.Requests.Select(static r => r.Count).OrderDescending());
    }

    [Fact]
    public async Task An_upsert_has_one_type_a_request()
    {
        WriteRow[] rows = [.. Enumerable.Range(0, 300).Select(i => Keyed($"k{i}", type: i % 3 == 0 ? "Account" : "Contact"))];
        Assert.Equal(rows, await _session.WriteAsync(s_upsert, rows));
        Assert.Equal(2, _server.Requests.Count);
        Assert.Equal(1, _org.Count("PATCH composite/sobjects/Account/Ext__c"));
        Assert.Equal(1, _org.Count("PATCH composite/sobjects/Contact/Ext__c"));
    }

    [Fact]
    public async Task A_row_that_waits_for_others_of_its_type_does_not_hold_a_million_up()
    {
        RecordWriter writer = new(_session, s_upsert);
        await writer.AddAsync(Keyed("first", type: "Contact"), Guard.Stop);
        int taken = 0;
        int most = 0;
        for (int i = 0; i < 5_000; i++)
        {
            await writer.AddAsync(Keyed($"k{i}"), Guard.Stop).WaitAsync(Guard.Stop);
            while (writer.TryTake() is not null)
                taken++;
            most = Math.Max(most, i + 2 - taken);
        }

        Assert.InRange(most, 1, 16 * 200);
    }

    [Fact]
    public async Task The_same_key_goes_into_a_later_request_in_whatever_spelling()
    {
        WriteRow[] rows = [Keyed("a", "1"), Keyed("b", "2"), Keyed("A ", "3"), Keyed("1.0", "4"), Keyed("1", "5"), Keyed("c", "6")];
        Assert.Equal(rows, await _session.WriteAsync(s_upsert, rows));
        Assert.Equal([4, 2], _server.Requests.Select(static r => r.Count));
        Assert.Contains("\"3\"", _server.Requests[1][0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ids_are_compared_by_case_and_in_their_long_form()
    {
        WriteRow[] rows =
        [
            Writing.Row("Account", SfId.To18("001A0000000abcD"), ("Name", "1")), Writing.Row("Account", SfId.To18("001A0000000ABCD"), ("Name", "2")),
            Writing.Row("Account", SfId.To18("001A0000000abcD"), ("Name", "3")),
        ];
        await _session.WriteAsync(s_update, rows);
        Assert.Equal([2, 1], _server.Requests.Select(static r => r.Count));
    }

    [Fact]
    public async Task No_two_requests_under_way_hold_one_key()
    {
        TaskCompletionSource first = new();
        int requests = 0;
        _server.Instead = (_, rows) => Interlocked.Increment(ref requests) == 1
            ? Reply.Json($$"""[{{string.Join(',', rows.Select(static _ => """{"id":"001000000000001AAA","success":true,"errors":[]}"""))}}]""").After(first.Task)
            : null;
        WriteSettings pairs = new() { Operation = WriteOperation.Upsert, KeyField = "Ext__c", BatchSize = 2 };
        Task<List<WriteRow>> all = _session.WriteAsync(pairs, [Keyed("a"), Keyed("b"), Keyed("a"), Keyed("c"), Keyed("d"), Keyed("e")]);
        await _org.Server.WaitForAsync(static r => r.Line.StartsWith("PATCH", StringComparison.Ordinal));
        Assert.False(all.IsCompleted);
        Assert.Single(_server.Requests);
        first.SetResult();
        await all;
        Assert.Equal(3, _server.Requests.Count);
    }

    [Fact]
    public async Task As_many_requests_are_under_way_as_allowed()
    {
        TaskCompletionSource release = new();
        int running = 0;
        int most = 0;
        _server.Instead = (_, rows) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            if (most == 3)
                release.TrySetResult();
            return Reply.Json($"[{string.Join(',', rows.Select(static _ => """{"id":"001000000000001AAA","success":true,"errors":[]}"""))}]")
                .After(release.Task).Then(() => Interlocked.Decrement(ref running));
        };
        WriteSettings small = new() { Operation = WriteOperation.Insert, BatchSize = 10, ThrottleLimit = 3 };
        await _session.WriteAsync(small, Enumerable.Range(0, 100).Select(i => Writing.Named($"{i}")));
        Assert.Equal(3, most);
    }

    [Fact]
    public async Task A_failed_row_has_code_text_and_fields_and_the_others_are_saved()
    {
        _server.Row = static r => r.Contains("bad", StringComparison.Ordinal)
            ? CollectionServer.Error("REQUIRED_FIELD_MISSING", "Required fields are missing: [X]", "\"X\"") : null;
        List<WriteRow> rows = await _session.WriteAsync(s_insert, [Writing.Named("a"), Writing.Named("bad"), Writing.Named("c")]);
        Assert.Equal([true, false, true], rows.Select(static r => r.Result is not null));
        SfException failure = rows[1].Failure!;
        Assert.Equal(("REQUIRED_FIELD_MISSING", "Required fields are missing: [X] (X)"), (failure.Code, failure.Message));
        Assert.Equal(["X"], failure.Fields);
    }

    [Fact]
    public async Task What_cannot_be_sent_fails_alone()
    {
        WriteRow[] rows = [.. Enumerable.Range(0, 300).Select(i => Writing.Row(
            "Account", null, ("Name", $"n{i}"), ("N__c", i switch { 100 => double.NaN, 250 => double.PositiveInfinity, 251 => new System.Security.SecureString(), _ => (object)i })))];
        await _session.WriteAsync(s_insert, rows);
        Assert.Equal([100, 250, 251], rows.Select(static (row, index) => (Index: index, Item: row)).Where(static r => r.Item.Failure is not null).Select(static r => r.Index));
        Assert.All(new[] { rows[100], rows[250], rows[251] }, static r => Assert.StartsWith("'N__c' in the record is", r.Failure!.Message, StringComparison.Ordinal));
        Assert.Equal(297, _server.Requests.Sum(static r => r.Count));
    }

    [Fact]
    public async Task Locked_rows_are_sent_again_one_request_at_a_time_after_pauses()
    {
        int left = 3;
        _server.Row = r => r.Contains("locked", StringComparison.Ordinal) && Interlocked.Decrement(ref left) >= 0 ? CollectionServer.Error("UNABLE_TO_LOCK_ROW") : null;
        List<WriteRow> rows = await _session.WriteAsync(s_insert, [Writing.Named("a"), Writing.Named("locked"), Writing.Named("locked too")]);
        Assert.All(rows, static r => Assert.NotNull(r.Result));
        Assert.Equal([3, 2, 1], _server.Requests.Select(static r => r.Count));
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)], _org.Clock.Pauses);
    }

    [Fact]
    public async Task Rows_that_stay_locked_fail_after_as_many_tries_as_a_request_has()
    {
        _server.Row = static _ => CollectionServer.Error("UNABLE_TO_LOCK_ROW");
        List<WriteRow> rows = await _session.WriteAsync(s_update, [Writing.Row("Account", Id(1), ("Name", "x"))]);
        Assert.Equal("UNABLE_TO_LOCK_ROW", rows[0].Failure!.Code);
        Assert.Equal(1 + 3, _server.Requests.Count);
    }

    [Fact]
    public async Task A_race_of_upserts_is_repeated_once()
    {
        _server.Row = static r => CollectionServer.Error("DUPLICATE_VALUE", r.Contains("own", StringComparison.Ordinal)
            ? "duplicate value found: Other__c duplicates value on record with id: 001" : "duplicate value found: Ext__c duplicates value on record with id: 001");
        List<WriteRow> rows = await _session.WriteAsync(s_upsert, [Keyed("k"), Keyed("l", "own")]);
        Assert.All(rows, static r => Assert.Equal("DUPLICATE_VALUE", r.Failure!.Code));
        Assert.Equal([2, 1], _server.Requests.Select(static r => r.Count));
    }

    [Theory]
    [InlineData(WriteOperation.Insert, 1)]
    [InlineData(WriteOperation.Update, 1)]
    [InlineData(WriteOperation.Delete, 1)]
    [InlineData(WriteOperation.Upsert, 4)]
    public async Task A_connection_that_breaks_leaves_each_row_in_doubt_and_repeats_an_upsert_only(object operation, int requests)
    {
        _server.Instead = static (_, _) => Faults.Of("dropped");
        WriteSettings settings = new() { Operation = (WriteOperation)operation, KeyField = "Ext__c" };
        WriteRow[] rows = [.. Enumerable.Range(0, 3).Select(i => Writing.Row("Account", Id(i), ("Ext__c", i)))];
        Assert.Equal(rows, await _session.WriteAsync(settings, rows));
        Assert.All(rows, static r => Assert.Equal("CONNECTION_LOST", r.Failure!.Code));
        Assert.All(rows, static r => Assert.Contains("not known whether the record was", r.Failure!.Message, StringComparison.Ordinal));
        Assert.Equal(requests, _server.Requests.Count);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""[{"id":"001000000000001AAA","success":true,"errors":[]}]""")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""[1,2]""")]
    [InlineData("""[{"success":"yes"},{"success":true}]""")]
    public async Task A_response_that_does_not_fit_leaves_each_row_in_doubt(string json)
    {
        _server.Instead = (_, _) => Reply.Json(json);
        List<WriteRow> rows = await _session.WriteAsync(s_insert, [Writing.Named("a"), Writing.Named("b")]);
        Assert.All(rows, static r => Assert.Equal(SfErrorCodes.InvalidResponse, r.Failure!.Code));
        Assert.All(rows, static r => Assert.Contains("not known whether", r.Failure!.Message, StringComparison.Ordinal));
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task When_no_further_request_can_succeed_none_is_sent()
    {
        _server.Instead = static (_, _) => Reply.Error(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
        WriteSettings one = new() { Operation = WriteOperation.Insert, ThrottleLimit = 1, BatchSize = 10 };
        List<WriteRow> rows = await _session.WriteAsync(one, Enumerable.Range(0, 100).Select(i => Writing.Named($"{i}")));
        Assert.Equal(100, rows.Count(static r => r.Failure?.Code == "REQUEST_LIMIT_EXCEEDED"));
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_child_that_went_with_its_parent_is_no_failure_and_a_record_that_was_gone_is()
    {
        _server.Row = r => r == Id(7) ? CollectionServer.Error("ENTITY_IS_DELETED", "entity is deleted") : null;
        List<WriteRow> both = await _session.WriteAsync(s_delete, [Deletion(7), Deletion(1)]);
        Assert.All(both, static r => Assert.NotNull(r.Result));
        Assert.Single(both[0].Notes);
        List<WriteRow> alone = await _session.WriteAsync(s_delete, [Deletion(7)]);
        Assert.Equal("ENTITY_IS_DELETED", alone[0].Failure!.Code);

        static WriteRow Deletion(int number) => Writing.Row("001", Id(number));
    }

    [Fact]
    public async Task Duplicate_and_assignment_rules_are_headers()
    {
        WriteSettings settings = new() { Operation = WriteOperation.Insert, AllowDuplicate = true, SkipAssignmentRules = true };
        await _session.WriteAsync(settings, [Writing.Named("a")]);
        ReceivedRequest request = _org.Server.Requests[^1];
        Assert.Equal(("allowSave=true", "FALSE"), (request.Header("Sforce-Duplicate-Rule-Header"), request.Header("Sforce-Auto-Assign")));
    }
}
