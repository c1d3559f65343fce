using SalesforceCC.Data;

namespace SalesforceCC.Client.Tests.Data;

/// <summary>Requests that are refused whole, transactions, and what describe is asked for.</summary>
public sealed class RefusedRowsTests : IAsyncLifetime
{
    private const string Describe = "GET sobjects/Account/describe";

    private const string Fields = """
        {"name":"Account","fields":[
         {"name":"Id","type":"id","createable":false,"updateable":false},
         {"name":"Name","type":"string","createable":true,"updateable":true},
         {"name":"N__c","type":"double","createable":true,"updateable":true},
         {"name":"Day__c","type":"date","createable":true,"updateable":true},
         {"name":"At__c","type":"datetime","createable":true,"updateable":true},
         {"name":"Flag__c","type":"boolean","createable":true,"updateable":true},
         {"name":"Sum__c","type":"currency","createable":false,"updateable":false},
         {"name":"ParentId","type":"reference","relationshipName":"Parent","referenceTo":["Account"]},
         {"name":"OwnerId","type":"reference","relationshipName":"Owner","referenceTo":["Group","User"]}]}
        """;

    private static readonly WriteSettings s_insert = new() { Operation = WriteOperation.Insert };
    private static readonly WriteSettings s_all = new() { Operation = WriteOperation.Insert, AllOrNone = true };

    private LoopbackOrg _org = null!;
    private SfSession _session = null!;
    private CollectionServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        (_org, _session) = await LoopbackOrg.ConnectedAsync();
        _org.On(Describe, Reply.Json(Fields));
        _server = new CollectionServer(_org);
    }

    public ValueTask DisposeAsync() => _org.DisposeAsync();

    private static WriteRow Row(params (string Name, object? Value)[] fields) => Writing.Row("Account", null, fields);

    private async Task<string> SentAsync(params (string Name, object? Value)[] fields)
    {
        WriteRow row = (await _session.WriteAsync(s_insert, [Row(fields)]))[0];
        return row.Failure?.Message ?? _server.Requests[^1][0];
    }

    private static Reply Parser { get; } = Reply.Error(400, "JSON_PARSER_ERROR", "Cannot deserialize instance of double from VALUE_STRING value abc");

    [Fact]
    public async Task A_value_that_Salesforce_cannot_read_fails_its_row_and_the_others_are_sent_again()
    {
        _server.Instead = static (_, rows) => rows.Exists(static r => r.Contains("abc", StringComparison.Ordinal)) ? Parser : null;
        List<WriteRow> rows = await _session.WriteAsync(s_insert, [Row(("N__c", "1.5")), Row(("N__c", "abc")), Row(("N__c", null))]);
        Assert.Equal([true, false, true], rows.Select(static r => r.Result is not null));
        Assert.Equal("'N__c' in the record is 'abc', which is not a number such as 1234.5.", rows[1].Failure!.Message);
        Assert.Equal((2, 1), (_server.Requests.Count, _org.Count(Describe)));
    }

    [Fact]
    public async Task Where_no_value_is_known_to_be_wrong_the_batch_is_halved()
    {
        _server.Instead = static (_, rows) => rows.Exists(static r => r.Contains("odd", StringComparison.Ordinal)) ? Parser : null;
        List<WriteRow> rows = await _session.WriteAsync(s_insert, Enumerable.Range(0, 16).Select(i => Row(("Name", i == 5 ? "odd" : $"n{i}"))));
        Assert.Equal([5], rows.Select(static (row, index) => (Index: index, Item: row)).Where(static r => r.Item.Failure is not null).Select(static r => r.Index));
        Assert.Equal("JSON_PARSER_ERROR", rows[5].Failure!.Code);
        Assert.Equal(1 + (2 * 4), _server.Requests.Count);
    }

    [Fact]
    public async Task Rows_with_a_field_that_is_not_there_fail_and_the_others_are_sent_again()
    {
        _server.Instead = static (_, rows) => rows.Exists(static r => r.Contains("Nosuch__c", StringComparison.Ordinal))
            ? Reply.Error(400, "INVALID_FIELD", "No such column 'Nosuch__c' on sobject of type Account") : null;
        List<WriteRow> rows = await _session.WriteAsync(s_insert, [Row(("Name", "a")), Row(("nosuch__C", 1), ("Nosuch__c", 1)), Row(("Name", "b"))]);
        Assert.Equal([true, false, true], rows.Select(static r => r.Result is not null));
        Assert.Equal((2, 0), (_server.Requests.Count, _org.Count(Describe)));
    }

    [Fact]
    public async Task An_object_that_is_not_there_fails_its_rows_only()
    {
        _server.Instead = static (_, rows) => rows.Exists(static r => r.Contains("Nosuch__c", StringComparison.Ordinal))
            ? Reply.Error(400, "INVALID_TYPE", "sObject type 'Nosuch__c' is not supported.") : null;
        List<WriteRow> rows = await _session.WriteAsync(s_insert, [Row(("Name", "a")), Writing.Row("Nosuch__c", null, ("Name", "b")), Row(("Name", "c"))]);
        Assert.Equal([true, false, true], rows.Select(static r => r.Result is not null));
    }

    [Theory]
    [InlineData("Name", "2026-01-31")]
    [InlineData("Name", null)]
    [InlineData("N__c", 5)]
    [InlineData("CreatedDate", "x")]
    public async Task What_is_clear_costs_no_describe(string name, object? value)
    {
        await SentAsync((name, value));
        Assert.Equal(1, _session.ApiCalls);
    }

    [Fact]
    public async Task A_midnight_is_a_day_or_a_moment_as_its_field_is()
    {
        DateTime midnight = new(2017, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        DateTime day = DateTime.SpecifyKind(midnight, DateTimeKind.Unspecified);
        DateTimeOffset early = new(2017, 1, 1, 0, 30, 0, TimeSpan.FromHours(9));
        string sent = await SentAsync(("Day__c", day), ("At__c", day));
        Assert.Contains("\"Day__c\":\"2017-01-01\"", sent, StringComparison.Ordinal);
        Assert.Contains("\"At__c\":\"2017-01-01T00:00:00.000", sent, StringComparison.Ordinal);
        sent = await SentAsync(("Day__c", early), ("At__c", early));
        Assert.Contains("\"Day__c\":\"2017-01-01\"", sent, StringComparison.Ordinal);
        Assert.Contains("\"At__c\":\"2017-01-01T00:30:00.000+09:00\"", sent, StringComparison.Ordinal);
        Assert.Equal(1, _org.Count(Describe));
    }

    [Theory]
    [InlineData("Flag__c", "TRUE", "\"Flag__c\":true")]
    [InlineData("Flag__c", "yes", "neither true nor false")]
    [InlineData("N__c", "1e3", "\"N__c\":1000")]
    [InlineData("N__c", "1,5", "not a number")]
    [InlineData("N__c", "", "null clears a field")]
    [InlineData("Day__c", "2026-01-31", "\"Day__c\":\"2026-01-31\"")]
    [InlineData("Day__c", "31.01.2026", "not a date")]
    [InlineData("Day__c", "2026-02-30", "not a date")]
    [InlineData("At__c", "2026-01-31", "not a date and time")]
    [InlineData("Name", "1,5", "\"Name\":\"1,5\"")]
    public async Task Text_is_taken_for_another_type_only_where_it_is_unmistakable(string name, string text, string expected)
    {
        await _session.FieldTypes.GetAsync("Account", Guard.Stop);
        Assert.Contains(expected, await SentAsync((name, text)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parents_are_named_by_a_key_with_a_type_where_there_are_several()
    {
        Dictionary<string, object?> parent = new() { ["Ext__c"] = "42" };
        Dictionary<string, object?> owner = new() { ["Type"] = "User", ["Username"] = "a@b" };
        string sent = await SentAsync(("Parent", parent), ("Owner", owner));
        Assert.Contains("\"Parent\":{\"Ext__c\":\"42\"}", sent, StringComparison.Ordinal);
        Assert.Contains("\"Owner\":{\"attributes\":{\"type\":\"User\"},\"Username\":\"a@b\"}", sent, StringComparison.Ordinal);

        Assert.Contains("Group or User", await SentAsync(("Owner", new Dictionary<string, object?> { ["Username"] = "a" })), StringComparison.Ordinal);
        Assert.Contains("the same parent", await SentAsync(("ParentId", "001"), ("Parent", parent)), StringComparison.Ordinal);
        Assert.Contains("has 2", await SentAsync(("Parent", new Dictionary<string, object?> { ["A__c"] = 1, ["B__c"] = 2 })), StringComparison.Ordinal);
        Assert.Contains("\"ParentId\":null", await SentAsync(("Parent", new Dictionary<string, object?> { ["Ext__c"] = null })), StringComparison.Ordinal);
        Assert.Contains("\"Foo__c\":null", await SentAsync(("Foo__r", null)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_without_its_key_fails()
    {
        WriteSettings upsert = new() { Operation = WriteOperation.Upsert, KeyField = "Ext__c" };
        List<WriteRow> rows = await _session.WriteAsync(upsert, [Row(("Name", "a")), Row(("ext__C", "")), Row(("EXT__c", 0))]);
        Assert.Equal([false, false, true], rows.Select(static r => r.Result is not null));
    }

    [Fact]
    public async Task Keyed_by_the_id_a_row_without_one_is_new_and_not_sent_twice()
    {
        _server.Instead = static (_, _) => Faults.Of("dropped");
        WriteSettings upsert = new() { Operation = WriteOperation.Upsert, KeyField = "Id" };
        List<WriteRow> rows = await _session.WriteAsync(upsert, [Row(("Name", "a"))]);
        Assert.Contains("\"Id\":null", Assert.Single(_server.Requests)[0], StringComparison.Ordinal);
        Assert.NotNull(rows[0].Failure);
    }

    [Fact]
    public async Task A_transaction_of_a_thousand_rows_is_one_call_and_one_more_is_refused_before_anything_is_sent()
    {
        _server.Instead = static (_, parts) => Reply.Json(
            $$"""{"compositeResponse":[{{string.Join(',', parts.Select(static p => $$"""{"body":[{{string.Join(',', Enumerable.Repeat("""{"id":"001000000000001AAA","success":true,"errors":[]}""", p.Split("\"attributes\"").Length - 1))}}],"httpHeaders":{},"httpStatusCode":200,"referenceId":"x"}"""))}}]}""");
        List<WriteRow> rows = await _session.WriteAsync(s_all, Enumerable.Range(0, 1_000).Select(i => Row(("Name", $"{i}"))));
        Assert.Equal((1_000, 1L), (rows.Count(static r => r.Result is not null), _session.ApiCalls));
        Assert.Equal(5, Assert.Single(_server.Requests).Count);
        Assert.Equal("POST /services/data/v68.0/composite", _org.Server.Requests[^1].Line);

        SfException failure = await Guard.FailsAsync(
            SfErrorCodes.InvalidParameter, () => _session.WriteAsync(s_all, Enumerable.Range(0, 1_001).Select(i => Row(("Name", $"{i}")))));
        Assert.Contains("1,000", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, _session.ApiCalls);
    }

    [Fact]
    public async Task Of_a_transaction_the_cause_comes_first()
    {
        _server.Row = static r => CollectionServer.Error(r.Contains("bad", StringComparison.Ordinal) ? "REQUIRED_FIELD_MISSING" : "ALL_OR_NONE_OPERATION_ROLLED_BACK");
        List<WriteRow> rows = await _session.WriteAsync(s_all, [Row(("Name", "a")), Row(("Name", "bad")), Row(("Name", "c"))]);
        Assert.Equal(
            ["REQUIRED_FIELD_MISSING", "ALL_OR_NONE_OPERATION_ROLLED_BACK", "ALL_OR_NONE_OPERATION_ROLLED_BACK"], rows.Select(static r => r.Failure!.Code));
        Assert.Contains("\"allOrNone\":true", _org.Server.Requests[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transaction_that_is_said_to_be_half_saved_leaves_that_half_in_doubt()
    {
        _server.Row = static r => r.Contains("bad", StringComparison.Ordinal) ? CollectionServer.Error("REQUIRED_FIELD_MISSING") : null;
        List<WriteRow> rows = await _session.WriteAsync(s_all, [Row(("Name", "a")), Row(("Name", "bad"))]);
        Assert.All(rows, static r => Assert.Null(r.Result));
        Assert.Contains(rows, static r => r.Failure!.Message.Contains("not known whether", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_transaction_with_a_row_that_cannot_be_sent_is_not_sent()
    {
        List<WriteRow> rows = await _session.WriteAsync(s_all, [Row(("Name", "a")), Row(("N__c", double.NaN))]);
        Assert.Equal([SfErrorCodes.InvalidParameter, "ALL_OR_NONE_OPERATION_ROLLED_BACK"], rows.Select(static r => r.Failure!.Code));
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task A_transaction_that_met_a_lock_is_sent_again_whole()
    {
        int left = 1;
        _server.Row = r => Volatile.Read(ref left) < 0 ? null
            : r.Contains("locked", StringComparison.Ordinal) && Interlocked.Decrement(ref left) >= -1 ? CollectionServer.Error("UNABLE_TO_LOCK_ROW")
            : CollectionServer.Error("ALL_OR_NONE_OPERATION_ROLLED_BACK");
        List<WriteRow> rows = await _session.WriteAsync(s_all, [Row(("Name", "a")), Row(("Name", "locked"))]);
        Assert.All(rows, static r => Assert.NotNull(r.Result));
        Assert.Equal(3, _server.Requests.Count);
    }

    [Fact]
    public async Task A_transaction_of_unknown_fate_leaves_each_row_in_doubt_and_is_not_repeated()
    {
        _server.Instead = static (_, _) => Faults.Of("dropped");
        List<WriteRow> rows = await _session.WriteAsync(s_all, [Row(("Name", "a")), Row(("Name", "b"))]);
        Assert.All(rows, static r => Assert.Contains("not known whether", r.Failure!.Message, StringComparison.Ordinal));
        Assert.Single(_server.Requests);
    }
}
