namespace SalesforceCC.Client.Tests.Query;

/// <summary>Servers whose cursor has a state: what is asked for twice is another page the second time.</summary>
public class RefusedPageTests
{
    [Fact]
    public async Task A_page_that_names_itself_is_not_asked_for_again()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Pages.First, Reply.Json(Pages.Json([1, 2], Pages.Path(2), 5)))
            .On(Pages.Line(2), Reply.Json(Pages.Json([1, 2], Pages.Path(2), 5)), Reply.Json(Pages.Json([5], null, 5)));
        await Guard.FailsAsync(SfErrorCodes.InvalidResponse, () => session.IdsAsync());
        Assert.Equal(1, org.Count(Pages.Line(2)));
    }

    [Theory]
    [InlineData("""{"totalSize":5,"done":false,"records":[]}""")]
    [InlineData("""{"totalSize":5,"done":"no","records":[]}""")]
    [InlineData("""{"totalSize":5,"done":true,"records":{}}""")]
    [InlineData("""{"totalSize":5,"done":true,"records":[1]}""")]
    [InlineData("""{"totalSize":5,"done":true}""")]
    [InlineData("""{"totalSize":"5","done":true,"records":[]}""")]
    [InlineData("""{"totalSize":5,"done":false,"nextRecordsUrl":"https://elsewhere.invalid/x","records":[]}""")]
    public async Task A_later_page_that_is_whole_and_wrong_is_not_asked_for_again(string page)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Pages.First, Reply.Json(Pages.Json([1, 2], Pages.Path(2), 5))).On(Pages.Line(2), Reply.Json(page), Reply.Json(Pages.Json([5])));
        await Guard.FailsAsync(() => session.IdsAsync());
        Assert.Equal(1, org.Count(Pages.Line(2)));
    }

    [Theory]
    [InlineData("dropped in body")]
    [InlineData("cut gzip")]
    public async Task A_later_page_that_is_broken_is(string fault)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.OnPages(2).On(Pages.Line(2), Faults.Of(fault), Reply.Text("<html>Login</html>"), Pages.Page(2, 2));
        Assert.Equal(Pages.IdsTo(2), await session.IdsAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_circle_of_links_ends(int back)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.OnPages(4).On(Pages.Line(4), Reply.Json(Pages.Json(Pages.Ids(4), Pages.Path(4 - back + 1))));
        SfException failure = await Guard.FailsAsync(SfErrorCodes.InvalidResponse, () => session.IdsAsync());
        Assert.Contains("next", failure.Message, StringComparison.Ordinal);
        Assert.All(Enumerable.Range(2, 3), page => Assert.Equal(1, org.Count(Pages.Line(page))));
    }

    [Fact]
    public async Task A_page_that_is_read_again_and_leads_elsewhere_is_refused()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.OnPages(9).On(
            Pages.Line(2),
            BrokenReply.WithinBody(Pages.Json(Enumerable.Range(1, 50), Pages.Path(3))),
            Reply.Json(Pages.Json([1], Pages.Path(4))));
        await Guard.FailsAsync(SfErrorCodes.InvalidResponse, () => session.IdsAsync());
        Assert.Equal(2, org.Count(Pages.Line(2)));

        // Nobody goes where it leads; ahead, the fourth may have been read where the first answer led.
        Assert.InRange(org.Count(Pages.Line(4)), 0, 1);
    }

    [Fact]
    public async Task A_circle_of_child_pages_ends()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        string children = Pages.Json([7], Pages.Path(71));
        org.On(Pages.First, Reply.Json(Pages.Head(null) + Pages.Row(1)[..^1] + ",\"Children__r\":" + children + "}]}"))
            .On(Pages.Line(71), Reply.Json(Pages.Json([8], Pages.Path(72))))
            .On(Pages.Line(72), Reply.Json(Pages.Json([9], Pages.Path(71))));
        await Guard.FailsAsync(SfErrorCodes.InvalidResponse, () => session.RowsAsync());
        Assert.Equal((1, 1), (org.Count(Pages.Line(71)), org.Count(Pages.Line(72))));
    }
}
