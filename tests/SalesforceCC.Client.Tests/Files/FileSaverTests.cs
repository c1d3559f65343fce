using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SalesforceCC.Files;

namespace SalesforceCC.Client.Tests.Files;

public sealed class FileSaverTests : IAsyncLifetime
{
    private const string Blob = "GET sobjects/ContentVersion/068000000000001AAA/VersionData";
    private const string Text = "0123456789";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sfcc-");
    private LoopbackOrg _org = null!;
    private SfSession _session = null!;

    private string Target => Path.Combine(_folder.FullName, "a.txt");

    public async ValueTask InitializeAsync() => (_org, _session) = await LoopbackOrg.ConnectedAsync();

    public async ValueTask DisposeAsync()
    {
        await _org.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_has_a_checksum_goes_on_without_a_version()
    {
        _org.On(Blob, Part(200, Text, 4), Part(206, "456789", 3, ("Content-Range", "bytes 4-9/10")), Part(206, "789", 3, ("Content-Range", "bytes 7-9/10")));
        Assert.Equal(Text, await SaveAsync(Text.Length, Sum(Text)));
        Assert.Equal([null, "bytes=4-", "bytes=7-"], _org.Server.Requests.Where(r => r.Line == LoopbackOrg.Line(Blob)).Select(r => r.Header("Range")));
    }

    [Theory]
    [InlineData("bytes 4-9/10")]
    [InlineData("bytes 4-9/11")]
    public async Task Parts_that_do_not_fit_together_are_downloaded_anew(string range)
    {
        _org.On(Blob, Part(200, "abcdefghij", 4), Part(206, "456789", 6, ("Content-Range", range)), Part(200, Text, 10));
        Assert.Equal(Text, await SaveAsync(Text.Length, Sum(Text)));
        Assert.Equal(3, _org.Count(Blob));
    }

    [Fact]
    public async Task What_has_no_checksum_begins_anew()
    {
        _org.On(Blob, Part(200, Text, 4), Part(200, Text, 10));
        Assert.Equal(Text, await SaveAsync(Text.Length, null));
        Assert.Null(_org.Server.Requests[^1].Header("Range"));
    }

    [Fact]
    public async Task What_came_packed_begins_anew()
    {
        _org.On(Blob, BrokenReply.WithinGzip(new string('b', 10_000), 4), Part(200, Text, 10));
        Assert.Equal(Text, await SaveAsync(Text.Length, Sum(Text)));
        Assert.Null(_org.Server.Requests[^1].Header("Range"));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(11)]
    public async Task A_file_of_another_length_is_none(long length)
    {
        _org.On(Blob, Part(200, Text, 10));
        SfException failure = await Guard.FailsAsync(SfErrorCodes.InvalidResponse, () => SaveAsync(length, null));
        Assert.Equal($"The response has 10 bytes of a file that has {length} bytes according to Salesforce.", failure.Message);
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task What_somebody_else_wrote_meanwhile_stays()
    {
        _org.On(Blob, _ => Part(200, Text, 10).Then(() => File.WriteAllText(Target, "theirs")));
        FolderNames names = new(_folder.FullName, replaces: false);
        string path = await new FileSaver(_session).SaveAsync(Stored(10, null), names.Take("a.txt"), () => names.Take("a.txt"), null, Guard.Stop);
        if (path == Target)
            return; // It came first.
        Assert.Equal("a (2).txt", Path.GetFileName(path));
        Assert.Equal("theirs", await File.ReadAllTextAsync(Target, Guard.Stop));
        Assert.Equal(Text, await File.ReadAllTextAsync(path, Guard.Stop));
    }

    [Fact]
    public async Task A_file_is_replaced_only_where_that_is_wanted()
    {
        _org.On(Blob, Part(200, Text, 10));
        await File.WriteAllTextAsync(Target, "old", Guard.Stop);
        string other = Path.Combine(_folder.FullName, "b.txt");
        Assert.Equal(other, await new FileSaver(_session).SaveAsync(Stored(10, null), Target, () => other, null, Guard.Stop));
        Assert.Equal("old", await File.ReadAllTextAsync(Target, Guard.Stop));
        Assert.Equal(Target, await new FileSaver(_session).SaveAsync(Stored(10, null), Target, null, null, Guard.Stop));
        Assert.Equal(Text, await File.ReadAllTextAsync(Target, Guard.Stop));
        Assert.Equal(2, _folder.GetFiles().Length);
    }

#pragma warning disable CA5351 // Salesforce's choice.
    private static string Sum(string text) => Convert.ToHexString(MD5.HashData(Encoding.ASCII.GetBytes(text)));
#pragma warning restore CA5351

    private static StoredFile Stored(long size, string? sum) =>
        new(new FileRequest(null), "068000000000001AAA", "sobjects/ContentVersion/068000000000001AAA/VersionData", "a.txt") { Size = size, Checksum = sum };

    /// <summary>A body, of which only so much comes.</summary>
    private static Reply Part(int status, string body, int length, params (string Name, string Value)[] headers) => new(
        length == body.Length,
        Reply.Write(Reply.Head(status, "application/octetstream", [("Content-Length", body.Length.ToString(CultureInfo.InvariantCulture)), .. headers])),
        Reply.Write(Encoding.ASCII.GetBytes(body[..length])));

    private async Task<string> SaveAsync(long size, string? sum)
    {
        string path = await new FileSaver(_session).SaveAsync(Stored(size, sum), Target, () => throw new InvalidOperationException(), null, Guard.Stop);
        return await File.ReadAllTextAsync(path, Guard.Stop);
    }
}
