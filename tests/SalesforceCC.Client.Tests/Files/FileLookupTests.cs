using System.Globalization;
using SalesforceCC.Files;

namespace SalesforceCC.Client.Tests.Files;

public sealed class FileLookupTests : IAsyncLifetime
{
    private LoopbackOrg _org = null!;
    private SfSession _session = null!;

    public async ValueTask InitializeAsync() => (_org, _session) = await LoopbackOrg.ConnectedAsync();

    public ValueTask DisposeAsync() => _org.DisposeAsync();

    [Fact]
    public async Task Two_hundred_names_take_one_query()
    {
        FileRequest[] requests = [.. Enumerable.Range(0, FileLookup.MaxIds).Select(static i => Of(FileKind.ContentVersion, "068", i))];
        _org.On("GET query", Reply.Json("""{"totalSize":0,"done":true,"records":[]}"""));
        IReadOnlyList<(FileRequest Request, StoredFile? File, SfException? Failure)> found = await new FileLookup(_session).FindAsync(requests, Guard.Stop);
        Assert.Equal(1, _org.Count("GET query"));
        Assert.InRange(_org.Server.Requests[^1].Target.Length, 1, 16_000);
        Assert.Equal(requests, found.Select(static f => f.Request));
        Assert.All(found, static f => Assert.Equal("NOT_FOUND", f.Failure!.Code));
    }

    [Fact]
    public async Task A_failure_of_one_kind_leaves_the_others()
    {
        _org.On("GET query", r => r.Query("q")!.Contains("FROM Attachment", StringComparison.Ordinal)
            ? Reply.Error(400, "INVALID_TYPE", "sObject type 'Attachment' is not supported.")
            : Reply.Json($$"""{"totalSize":1,"done":true,"records":[{"attributes":{"type":"ContentVersion","url":"/services/data/v68.0/sobjects/ContentVersion/068000000000001AAA"},"Id":"068000000000001AAA","ContentDocumentId":"069000000000001AAA","Title":"a/b","FileExtension":null,"PathOnClient":"x.txt","ContentSize":3,"Checksum":"abc"}]}"""));
        FileRequest document = Of(FileKind.ContentDocument, "069", 1);
        FileRequest other = new(null) { BlobPath = "/services/data/v68.0/sobjects/StaticResource/081000000000001AAA/Body" };
        IReadOnlyList<(FileRequest Request, StoredFile? File, SfException? Failure)> found =
            await new FileLookup(_session).FindAsync([Of(FileKind.Attachment, "00P", 1), document, other], Guard.Stop);
        Assert.Equal("INVALID_TYPE", found[0].Failure!.Code);
        StoredFile file = found[1].File!;
        Assert.Equal(
            ("a_b.txt", "068000000000001AAA", "069000000000001AAA", 3L, "abc", "sobjects/ContentVersion/068000000000001AAA/VersionData"),
            (file.Name, file.Id, file.DocumentId!, file.Size!.Value, file.Checksum!, file.BlobPath));
        Assert.Equal(("StaticResource-081000000000001AAA", other.BlobPath), (found[2].File!.Name, found[2].File!.BlobPath));
    }

    private static FileRequest Of(FileKind kind, string prefix, int number) =>
        new(number) { Kind = kind, Id = SfId.To18(prefix + number.ToString("d12", CultureInfo.InvariantCulture)) };
}
