using System.Text.Json;
using SalesforceCC.Composite;
using SalesforceCC.Rest;

namespace SalesforceCC.Client.Tests.Composite;

public class CompositeTests
{
    private const string Locked = """[{"errorCode":"UNABLE_TO_LOCK_ROW","message":"unable to obtain exclusive access"}]""";
    private const string HaltedBody = """[{"errorCode":"PROCESSING_HALTED","message":"rolled back"}]""";

    [Fact]
    public async Task A_transaction_that_met_a_locked_row_is_sent_again()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("POST composite", Answer(("a", 400, HaltedBody), ("b", 400, Locked)), Answer(("a", 201, """{"id":"1"}"""), ("b", 204, "null")));
        CompositePart[] parts = [Part("a"), Part("b")];

        await Send(session, CompositePlan.Composites(parts, allOrNone: true));

        Assert.Equal(2, org.Count("POST composite"));
        Assert.All(parts, p => Assert.Null(p.Failure));
        Assert.Equal([201, 204], parts.Select(p => p.Response!.StatusCode));
    }

    [Fact]
    public async Task A_locked_row_is_not_waited_for_without_end()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("POST composite", Answer(("a", 400, Locked)));
        CompositePart part = Part("a");

        await Send(session, CompositePlan.Composites([part], allOrNone: true));

        Assert.Equal(4, org.Count("POST composite"));
        Assert.Equal("UNABLE_TO_LOCK_ROW", part.Failure!.Code);
    }

    [Fact]
    public async Task What_is_no_transaction_is_sent_once()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("POST composite", Answer(("a", 400, Locked)));

        await Send(session, CompositePlan.Composites([Part("a")], allOrNone: false));

        Assert.Equal(1, org.Count("POST composite"));
    }

    [Theory]
    [InlineData("GET", 4)]
    [InlineData("POST", 1)]
    public async Task A_call_is_repeated_if_it_only_reads(string method, int calls)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("POST composite", Reply.Error(500, "UNKNOWN_EXCEPTION", "x"));
        CompositePart part = Part("a", method);

        await Send(session, CompositePlan.Composites([part], allOrNone: false));

        Assert.Equal(calls, org.Count("POST composite"));
        Assert.Equal(method == "POST", part.Failure!.Message.Contains("not known", StringComparison.Ordinal));
        Assert.Contains("sobjects/Account (a)", part.Failure.Request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_failure_that_every_call_would_end_with_nothing_is_sent()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("POST composite", Reply.Error(403, "API_DISABLED_FOR_ORG", "off"));
        CompositePart[] parts = [.. Enumerable.Range(0, 60).Select(i => Part($"r{i}"))];

        await Send(session, CompositePlan.Composites(parts, allOrNone: false));

        Assert.Equal(1, org.Count("POST composite"));
        Assert.All(parts, p => Assert.Equal("API_DISABLED_FOR_ORG", p.Failure!.Code));
        Assert.DoesNotContain("not sent", parts[0].Failure!.Message, StringComparison.Ordinal);
        Assert.Contains("not sent", parts[59].Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_is_sent_as_it_is()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        string sent = "";
        org.On("POST composite", request =>
        {
            sent = request.Text;
            return Answer(("a", 304, "null"), ("b", 200, "[]"));
        });
        CompositePart first = new()
        {
            ReferenceId = "a",
            Method = "PATCH",
            Url = "/services/data/v68.0/sobjects/Account",
            Headers = [new("If-Match", "x")],
            Body = """{"Name":"Ä"}"""u8.ToArray(),
        };

        await Send(session, CompositePlan.Composites([first, Part("b", "GET", "/services/data/v68.0/sobjects/Account/@{a.id}")], allOrNone: false));

        Assert.Equal(
            """{"allOrNone":false,"compositeRequest":[{"method":"PATCH","url":"/services/data/v68.0/sobjects/Account","referenceId":"a","httpHeaders":{"If-Match":"x"},"body":{"Name":"Ä"}},{"method":"GET","url":"/services/data/v68.0/sobjects/Account/@{a.id}","referenceId":"b"}]}""",
            sent);
        Assert.True(first.Response!.Success);
        Assert.Null(first.ResponseBody);
        Assert.Equal("a: 304", first.Response.ToString());
    }

    [Fact]
    public void The_cause_of_what_was_halted_is_found_over_others()
    {
        CompositePart[] parts =
        [
            Part("a"), Part("b", "GET", "/services/data/v68.0/sobjects/Account/@{a.id}"), Part("c", "GET", "/services/data/v68.0/sobjects/Account/@{b.Id}"), Part("d"),
        ];
        Read(parts, isTransaction: false, ("a", 404, """[{"errorCode":"NOT_FOUND","message":"gone"}]"""), ("b", 400, HaltedBody), ("c", 400, HaltedBody), ("d", 400, HaltedBody));

        Assert.Equal([false, true, true, true], parts.Select(p => p.Response!.Halted));
        Assert.EndsWith("The cause is 'a': NOT_FOUND: gone", parts[2].Failure!.Message, StringComparison.Ordinal);
        Assert.Equal("rolled back", parts[3].Failure!.Message);
    }

    [Fact]
    public void A_collection_that_was_taken_back_is_a_cause_with_a_status_of_success()
    {
        CompositePart[] parts = [Part("a"), Part("b")];
        Read(parts, isTransaction: true, ("a", 400, HaltedBody), ("b", 200, """[{"success":true,"id":"1","errors":[]},{"success":false,"errors":[{"statusCode":"REQUIRED_FIELD_MISSING","message":"no name","fields":["Name"]}]}]"""));
        Assert.EndsWith("The cause is 'b': REQUIRED_FIELD_MISSING: no name (Name)", parts[0].Failure!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"id":"1","success":true,"errors":[]}]""", null)]
    [InlineData("""{"totalSize":1,"records":[{"success":false}],"note":"uccess"}""", null)]
    [InlineData("""{"a":"success" """, null)]
    [InlineData("""[1,"success",null]""", null)]
    [InlineData("""{"compositeResponse":[{"httpStatusCode":200,"body":[{"success":true},{"success":false}]},{"httpStatusCode":404,"body":[{"errorCode":"NOT_FOUND","message":"gone"}]}]}""", "2 of 3: NOT_FOUND: gone")]
    [InlineData("""{"hasErrors":true,"results":[{"statusCode":404,"result":[{"errorCode":"NOT_FOUND","message":"gone"}]},{"statusCode":200,"result":{"success":true}}]}""", "1 of 2: NOT_FOUND: gone")]
    [InlineData("""{"compiled":true,"success":false,"exceptionMessage":"Divide by 0"}""", "1 of 1: UNKNOWN_EXCEPTION: Divide by 0")]
    [InlineData("""[{"isSuccess":false,"errors":[{"statusCode":"X","message":"y"}]}]""", "1 of 1: X: y")]
    [InlineData("""{"success":false}""", "1 of 1: no reason was given")]
    public void What_a_status_of_success_does_not_tell_is_found(string json, string? expected) =>
        Assert.Equal(expected, SilentFailures.Find(System.Text.Encoding.UTF8.GetBytes(json)) is { } found ? $"{found.Failed} of {found.Total}: {found.First}" : null);

    [Fact]
    public void Graphs_are_packed_75_to_a_call()
    {
        CompositePart[] parts = [.. Enumerable.Range(0, 160).Select(i => Part($"r{i}"))];
        Assert.Equal([75, 75, 10], CompositePlan.Graphs(parts).Select(c => c.Groups.Count));
        Assert.All(CompositePlan.Graphs(parts), c => Assert.True(c is { IsGraph: true, IsTransaction: true }));
    }

    [Theory]
    [InlineData("sobjects/Account/@{a.id}", "sobjects/Account/@{a.id}")]
    [InlineData("query?q=SELECT Id FROM X WHERE a = '@{q.records[0].Id}' {x}", "query?q=SELECT%20Id%20FROM%20X%20WHERE%20a%20=%20'@{q.records[0].Id}'%20%7Bx%7D")]
    public void References_stay_as_they_are_where_all_else_is_encoded(string path, string url) =>
        Assert.Equal(url, CompositeReference.KeepIn(keep => new Uri(new Uri("https://x.invalid/"), keep(path)).PathAndQuery[1..]));

    private static CompositePart Part(string id, string method = "POST", string url = "/services/data/v68.0/sobjects/Account") =>
        new() { ReferenceId = id, Method = method, Url = url, Body = method == "GET" ? null : "{}"u8.ToArray() };

    private static async Task Send(SfSession session, IEnumerable<CompositeCall> calls)
    {
        CompositeSender sender = new(session);
        foreach (CompositeCall call in calls)
            await sender.SendAsync(call, Guard.Stop);
    }

    private static void Read(CompositePart[] parts, bool isTransaction, params (string Id, int Status, string Body)[] answers)
    {
        using JsonDocument document = JsonDocument.Parse(Json(answers));
        CompositeReader.Read(document.RootElement, new CompositeCall([parts], IsGraph: false, isTransaction));
    }

    private static Reply Answer(params (string Id, int Status, string Body)[] answers) => Reply.Json(Json(answers));

    private static string Json((string Id, int Status, string Body)[] answers) =>
        $$"""{"compositeResponse":[{{string.Join(',', answers.Select(a => $$"""{"body":{{a.Body}},"httpHeaders":{},"httpStatusCode":{{a.Status}},"referenceId":"{{a.Id}}"}"""))}}]}""";
}
