using SalesforceCC.Describe;

namespace SalesforceCC.Client.Tests.Describe;

public class DescribedTests
{
    private const string Line = "GET sobjects/Thing__c/describe";
    private const string Old = """{"name":"Thing__c","fields":[{"name":"Old__c","type":"string"}]}""";
    private const string New = """{"name":"Thing__c","fields":[{"name":"Old__c","type":"string"},{"name":"New__c","type":"date"}]}""";
    private const string Changed = "Wed, 01 Jul 2026 10:00:00 GMT";

    private static readonly TimeSpan s_age = TimeSpan.FromMinutes(5);

    private static Reply Dated(string json, string date = "Thu, 02 Jul 2026 10:00:00 GMT") =>
        Reply.Json(json, 200, ("Last-Modified", Changed), ("Date", date));

    private static Reply NotModified { get; } = Reply.Of(304, null, []);

    private static string? Since(LoopbackOrg org) => org.Server.Requests.Last(static r => r.Line == LoopbackOrg.Line(Line)).Header("If-Modified-Since");

    [Fact]
    public async Task It_is_asked_for_again_when_it_is_old_and_304_keeps_it()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Line, Dated(Old), NotModified, Dated(New));
        Described<ObjectDescription> thing = session.Schema["Thing__c"];

        ObjectDescription first = await thing.GetAsync(s_age, Guard.Stop);
        Assert.Null(Since(org));
        org.Clock.Advance(s_age - TimeSpan.FromSeconds(1));
        Assert.Same(first, await thing.GetAsync(s_age, Guard.Stop));
        Assert.Equal(1, org.Count(Line));

        org.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Same(first, await thing.GetAsync(s_age, Guard.Stop));
        Assert.Equal((2, Changed), (org.Count(Line), Since(org)));

        // What was confirmed is as good as new.
        org.Clock.Advance(s_age - TimeSpan.FromSeconds(1));
        await thing.GetAsync(s_age, Guard.Stop);
        Assert.Equal(2, org.Count(Line));
        org.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull((await thing.GetAsync(s_age, Guard.Stop)).Field("new__C"));
        Assert.Equal((3, Changed), (org.Count(Line), Since(org)));
    }

    [Fact]
    public async Task Queries_and_writers_take_what_is_known_however_old()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Line, Dated(Old));
        ObjectDescription first = await session.Schema.GetAsync("Thing__c", Guard.Stop);
        org.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Same(first, await session.Schema.GetAsync("thing__c", Guard.Stop));
        Assert.Same(first.Types, await session.FieldTypes.GetAsync("THING__C", Guard.Stop));
        Assert.Equal(1, org.Count(Line));
    }

    [Theory]
    [InlineData("INVALID_FIELD")]
    [InlineData("INVALID_TYPE")]
    public async Task What_an_error_puts_in_doubt_is_asked_for_with_its_date_once(string code)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Line, Dated(Old), NotModified);
        ObjectDescription first = await session.Schema.GetAsync("Thing__c", Guard.Stop);
        session.FieldTypes.ForgetAfter(new SfException(code, "No such column 'Gone__c' on entity 'Thing__c'."), null);

        Assert.Null(session.Schema.TryGet("Thing__c"));
        Assert.Same(first, await session.Schema.GetAsync("Thing__c", Guard.Stop));
        Assert.Same(first, await session.Schema.GetAsync("Thing__c", Guard.Stop));
        Assert.Equal((2, Changed), (org.Count(Line), Since(org)));
    }

    [Fact]
    public async Task A_doubt_that_comes_while_it_is_under_way_holds_for_what_comes()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        TaskCompletionSource release = new();
        org.On(Line, Dated(Old).After(release.Task), Dated(New));
        Task<ObjectDescription> first = session.Schema.GetAsync("Thing__c", Guard.Stop);
        await org.Server.WaitForAsync(static r => r.Line == LoopbackOrg.Line(Line));
        session.Schema.Doubt("Thing__c");
        release.SetResult();

        Assert.Null((await first).Field("New__c"));
        Assert.NotNull((await session.Schema.GetAsync("Thing__c", Guard.Stop)).Field("New__c"));
    }

    [Fact]
    public async Task Who_wants_to_see_it_as_it_is_now_gets_it_without_condition()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Line, Dated(Old), Dated(New));
        await session.Schema.GetAsync("Thing__c", Guard.Stop);
        ObjectDescription now = await session.Schema["Thing__c"].RefreshAsync(Guard.Stop);
        Assert.Null(Since(org));
        Assert.Equal(2, now.Fields.Count);
        Assert.Same(now, session.Schema.TryGet("Thing__c"));
    }

    [Theory]
    [InlineData("Wed, 01 Jul 2026 10:00:00 GMT", null)]
    [InlineData("Wed, 01 Jul 2026 10:00:01 GMT", Changed)]
    public async Task A_change_in_the_second_of_the_response_is_not_missed(string date, string? condition)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Line, Dated(Old, date), Dated(New));
        await session.Schema.GetAsync("Thing__c", Guard.Stop);
        session.Schema.Doubt("Thing__c");
        await session.Schema.GetAsync("Thing__c", Guard.Stop);
        Assert.Equal(condition, Since(org));
    }

    [Fact]
    public async Task A_304_that_nobody_has_asked_for_is_a_failure()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Line, NotModified);
        SfException failure = await Assert.ThrowsAsync<SfException>(() => session.Schema.GetAsync("Thing__c", Guard.Stop));
        Assert.Equal(304, (int?)failure.StatusCode);
    }

    [Fact]
    public async Task A_failure_takes_away_nothing_of_what_is_known()
    {
        await using LoopbackOrg org = new();
        SfSession session = await org.ConnectAsync(org.Options(retries: 0));
        org.On(Line, Dated(Old), Faults.Of("500"));
        ObjectDescription first = await session.Schema.GetAsync("Thing__c", Guard.Stop);
        await Assert.ThrowsAsync<SfException>(() => session.Schema["Thing__c"].RefreshAsync(Guard.Stop));
        Assert.Same(first, await session.Schema.GetAsync("Thing__c", Guard.Stop));
    }

    [Fact]
    public async Task Many_who_ask_at_the_same_time_share_one_request()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        TaskCompletionSource release = new();
        TaskCompletionSource asked = new();
        int missing = 24;
        org.On(Line, Dated(Old).After(release.Task)).On("GET sobjects", Reply.Json("""{"sobjects":[{"name":"Thing__c"}]}""").After(release.Task));
        Task<ObjectDescription>[] all = [.. Enumerable.Range(0, 16).Select(i => Task.Run(() => Asked(i % 2 == 0
            ? session.Schema.GetAsync("Thing__c", Guard.Stop)
            : session.Schema["Thing__c"].GetAsync(s_age, Guard.Stop))))];
        Task<SfObject[]>[] lists = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(() => Asked(session.Schema.Objects.GetAsync(s_age, Guard.Stop))))];
        await asked.Task.WaitAsync(Guard.Stop);
        await org.Server.WaitForAsync(_ => org.Count(Line) == 1 && org.Count("GET sobjects") == 1);
        release.SetResult();

        Assert.Single((await Task.WhenAll(all)).Distinct());
        Assert.Single((await Task.WhenAll(lists)).Distinct());
        Assert.Equal((1, 1), (org.Count(Line), org.Count("GET sobjects")));

        Task<T> Asked<T>(Task<T> task)
        {
            if (Interlocked.Decrement(ref missing) == 0)
                asked.SetResult();
            return task;
        }
    }

    [Fact]
    public async Task The_list_of_objects_is_kept_like_an_object()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET sobjects", Dated("""{"encoding":"UTF-8","maxBatchSize":200,"sobjects":[{"name":"Account","custom":false,"keyPrefix":"001"},{"name":"B__c","custom":true}]}"""), NotModified);
        SfObject[] first = await session.Schema.Objects.GetAsync(s_age, Guard.Stop);
        Assert.Equal([("Account", "001", false), ("B__c", null, true)], first.Select(static o => (o.Name, o.KeyPrefix, o.Custom)));
        org.Clock.Advance(s_age);
        Assert.Same(first, await session.Schema.Objects.GetAsync(s_age, Guard.Stop));
        Assert.Equal(2, org.Count("GET sobjects"));
    }
}
