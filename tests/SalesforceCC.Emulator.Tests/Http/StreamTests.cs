using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

/// <summary>Bodies that are read as they arrive and answers that are read as they are sent.</summary>
public sealed class StreamTests
{
    private const string Deploy = "/services/data/v68.0/metadata/deployRequest";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Parts_of_a_multipart_body_are_there_before_the_next_ones_have_arrived()
    {
        Pipe pipe = new();
        await using IAsyncEnumerator<MultipartPart> parts =
            MultipartBody.ReadAsync(CallOf("multipart/form-data; boundary=\"b\""), pipe.Reader.AsStream(), Cancel).GetAsyncEnumerator(Cancel);
        await WriteAsync("--b\r\nContent-Disposition: form-data; name=\"json\"\r\nContent-Type: application/json\r\n\r\n{}\r\n--b\r\n");
        Assert.True(await parts.MoveNextAsync());
        Assert.Equal(("json", true, "{}"), (parts.Current.Name, parts.Current.IsJson, await TextAsync(parts.Current)));

        await WriteAsync("Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhel");
        Assert.True(await parts.MoveNextAsync());
        Assert.Equal(("file", "a.txt", false), (parts.Current.Name, parts.Current.FileName, parts.Current.IsJson));
        await WriteAsync("lo\r\n--b--\r\n");
        Assert.Equal("hello", await TextAsync(parts.Current));
        await pipe.Writer.CompleteAsync();
        Assert.False(await parts.MoveNextAsync());

        Task WriteAsync(string text) => pipe.Writer.WriteAsync(Encoding.ASCII.GetBytes(text), Cancel).AsTask();
    }

    [Theory]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ncut off")]
    [InlineData("no boundary at all")]
    [InlineData("--b--\r\n")]
    [InlineData("")]
    public async Task A_body_that_is_cut_off_is_malformed(string body)
    {
        SalesforceError error = await Assert.ThrowsAsync<SalesforceError>(async () =>
        {
            using MemoryStream stream = new(Encoding.ASCII.GetBytes(body));
            await foreach (MultipartPart part in MultipartBody.ReadAsync(CallOf("multipart/form-data; boundary=b"), stream, Cancel))
                await part.ReadAsync(Cancel);
        });
        Assert.Equal("INVALID_MULTIPART_REQUEST", error.ErrorCode);
    }

    [Fact]
    public async Task An_upload_is_refused_before_it_has_arrived()
    {
        await using TestOrg org = await TestOrg.StartAsync();
        using TcpClient client = new();
        await client.ConnectAsync(org.Host.Url.Host, org.Host.Url.Port, Cancel);
        await using NetworkStream wire = client.GetStream();
        await wire.WriteAsync(
            Encoding.ASCII.GetBytes($"POST {Deploy} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"), Cancel);
        using StreamReader reader = new(wire, Encoding.ASCII);
        Assert.Equal("HTTP/1.1 401 Unauthorized", await reader.ReadLineAsync(Cancel));
    }

    [Theory]
    [InlineData("mid-request")]
    [InlineData("before")]
    [InlineData("after")]
    public async Task Faults_strike_uploads(string drop)
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        await org.KnobAsync("faults", new { path = "*/deployRequest", drop });
        using ByteArrayContent content = new(new byte[500_000]);
        await Assert.ThrowsAsync<HttpRequestException>(() => org.PostAsync(Deploy, content));
        using HttpResponseMessage answer = await org.PostAsync(Deploy, new ByteArrayContent(new byte[10]));
        await answer.IsErrorAsync(403, "INSUFFICIENT_ACCESS");
        Assert.StartsWith("api-usage=", answer.Header("Sforce-Limit-Info"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_file_comes_whole_and_faults_strike_it()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        byte[] bytes = new byte[3_000_000];
        new Random(1).NextBytes(bytes);
        using HttpResponseMessage created = await org.SendAsync(
            HttpMethod.Post,
            "/services/data/v68.0/sobjects/ContentVersion",
            $$"""{"PathOnClient":"a.bin","VersionData":"{{Convert.ToBase64String(bytes)}}"}""");
        string url = $"/services/data/v68.0/sobjects/ContentVersion/{(await created.JsonAsync()).GetProperty("id")}/VersionData";
        using HttpResponseMessage whole = await org.GetAsync(url, ("Accept-Encoding", "gzip"));
        Assert.Equal("application/octetstream", whole.Content.Headers.ContentType?.MediaType);
        Assert.Equal(bytes, await whole.BytesAsync());

        await org.KnobAsync("faults", new { path = "*/VersionData", drop = "mid-body" });
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => org.GetAsync(url));
        using HttpResponseMessage again = await org.GetAsync(url);
        Assert.Equal(bytes.Length, (await again.BytesAsync()).Length);
    }

    private static Call CallOf(string contentType) => new()
    {
        Method = "POST",
        Path = "/",
        Query = new QueryCollection(),
        Headers = new HeaderDictionary { ["Content-Type"] = contentType },
        Origin = "",
    };

    private static async Task<string> TextAsync(MultipartPart part) => Encoding.ASCII.GetString((await part.ReadAsync(Cancel)).Span);
}
