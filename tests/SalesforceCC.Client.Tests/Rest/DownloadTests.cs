using SalesforceCC.Rest;

namespace SalesforceCC.Client.Tests.Rest;

public sealed class DownloadTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sfcc-");

    private string Target => Path.Combine(_folder.FullName, "answer.csv");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300_000)]
    public async Task The_file_holds_the_whole_answer(int length)
    {
        string text = new('x', length);
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET blob", Reply.GzipJson(text, ("X-One", "1")));

        RestResponse answer = await DownloadAsync(session);

        Assert.Equal(text, await File.ReadAllTextAsync(Target, Guard.Stop));
        Assert.Equal(["1"], answer.Headers["X-One"]);
        Assert.Empty(answer.Body);
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public async Task A_download_that_breaks_off_begins_anew()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET blob", BrokenReply.WithinBody(new string('a', 500_000)), BrokenReply.WithinGzip(new string('b', 100), 4), Reply.Text("whole"));
        await DownloadAsync(session);
        Assert.Equal("whole", await File.ReadAllTextAsync(Target, Guard.Stop));
    }

    [Fact]
    public async Task A_download_that_breaks_off_goes_on_where_the_server_knows_parts()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(
            "GET blob",
            Part(200, "0123456789", 4, ("ETag", "\"v1\"")),
            Part(206, "456789", 3, ("ETag", "\"v1\""), ("Content-Range", "bytes 4-9/10")),
            Part(206, "789", 3, ("ETag", "\"v1\""), ("Content-Range", "bytes 7-9/10")));

        RestResponse response = await DownloadAsync(session);

        Assert.Equal("0123456789", await File.ReadAllTextAsync(Target, Guard.Stop));
        Assert.Equal(200, (int)response.StatusCode);
        ReceivedRequest[] sent = [.. org.Server.Requests.Where(r => r.Line == LoopbackOrg.Line("GET blob"))];
        Assert.Equal([null, "bytes=4-", "bytes=7-"], sent.Select(r => r.Header("Range")));
        Assert.Equal([null, "\"v1\"", "\"v1\""], sent.Select(r => r.Header("If-Range")));
    }

    [Fact]
    public async Task Another_version_is_downloaded_from_its_start()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET blob", Part(200, "0123456789", 4, ("ETag", "\"v1\"")), Part(200, "new", 3, ("ETag", "\"v2\"")));
        await DownloadAsync(session);
        Assert.Equal("new", await File.ReadAllTextAsync(Target, Guard.Stop));
    }

    [Theory]
    [InlineData("bytes 3-9/10")]
    [InlineData(null)]
    public async Task A_part_that_was_not_asked_for_is_refused(string? range)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        (string, string)[] headers = range is null ? [] : [("Content-Range", range)];
        org.On("GET blob", Part(200, "0123456789", 4, ("ETag", "\"v1\"")), Part(206, "3456789", 7, headers));
        await Guard.FailsAsync(SfErrorCodes.InvalidResponse, () => DownloadAsync(session));
        Assert.Equal(2, org.Count("GET blob"));
        Assert.Empty(_folder.GetFiles());
    }

    [Theory]
    [InlineData("W/\"v1\"")]
    [InlineData(null)]
    public async Task Without_a_sure_version_it_begins_anew(string? tag)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        (string, string)[] headers = tag is null ? [] : [("ETag", tag)];
        org.On("GET blob", Part(200, "0123456789", 4, headers), Part(200, "0123456789", 10, headers));
        await DownloadAsync(session);
        Assert.Equal("0123456789", await File.ReadAllTextAsync(Target, Guard.Stop));
        Assert.Null(org.Server.Requests[^1].Header("Range"));
    }

    [Theory]
    [InlineData("dropped in body")]
    [InlineData("dropped in chunks")]
    [InlineData("cut gzip")]
    [InlineData("503")]
    [InlineData("missing")]
    public async Task Nothing_is_left_of_a_download_that_fails(string fault)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET blob", Faults.Of(fault));

        await Guard.FailsAsync(() => DownloadAsync(session));
        Assert.Empty(_folder.GetFiles());

        await File.WriteAllTextAsync(Target, "old", Guard.Stop);
        await Guard.FailsAsync(() => DownloadAsync(session));
        Assert.Equal("old", await File.ReadAllTextAsync(Target, Guard.Stop));
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public async Task Until_it_is_whole_the_old_file_stays_and_nothing_is_left_when_stopped()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET blob", BrokenReply.NeverABody("{}"));
        await File.WriteAllTextAsync(Target, "old", Guard.Stop);
        using CancellationTokenSource stop = new();

        Task download = DownloadAsync(session, stop: stop.Token);
        await org.Server.WaitForAsync(r => r.Line == LoopbackOrg.Line("GET blob"));
        Assert.Equal("old", await File.ReadAllTextAsync(Target, Guard.Stop));
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => download.WaitAsync(Guard.Stop));
        Assert.Equal("answer.csv", Assert.Single(_folder.GetFiles()).Name);
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_costs_no_request()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        string nowhere = Path.Combine(_folder.FullName, "missing", "answer.csv");
        SfException failure = await Guard.FailsAsync(SfErrorCodes.FileNotWritten, () => DownloadAsync(session, nowhere));
        Assert.Contains(nowhere, failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, org.Count("GET blob"));
    }

    [Fact]
    public async Task A_place_taken_by_a_folder_is_an_error_of_the_disk()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET blob", Reply.Text("x"));
        Directory.CreateDirectory(Target);
        await Guard.FailsAsync(SfErrorCodes.FileNotWritten, () => DownloadAsync(session));
        Assert.Empty(_folder.GetFiles());
    }

    /// <summary>A body, of which only so much comes.</summary>
    private static Reply Part(int status, string body, int length, params (string Name, string Value)[] headers) => new(
        length == body.Length,
        Reply.Write(Reply.Head(status, "application/octet-stream", [("Content-Length", body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)), .. headers])),
        Reply.Write(System.Text.Encoding.ASCII.GetBytes(body[..length])));

    private Task<RestResponse> DownloadAsync(SfSession session, string? path = null, CancellationToken? stop = null) =>
        RestClient.DownloadAsync(session, Sending.Request(session, "GET", "blob"), path ?? Target, stop ?? Guard.Stop);
}
