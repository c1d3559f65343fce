using System.Text.Json;
using SalesforceCC.Files;

namespace SalesforceCC.Client.Tests.Files;

public sealed class FileSenderTests : IAsyncLifetime
{
    private const string Version = "POST sobjects/ContentVersion";
    private const string Links = "POST composite/sobjects";
    private const string Saved = """{"id":"068000000000001","success":true,"errors":[]}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sfcc-");
    private LoopbackOrg _org = null!;
    private SfSession _session = null!;

    public async ValueTask InitializeAsync() => (_org, _session) = await LoopbackOrg.ConnectedAsync();

    public async ValueTask DisposeAsync()
    {
        await _org.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("Ä \"b\".pdf", "Ä \"b\"")]
    [InlineData(".env", ".env")]
    [InlineData("a.tar.gz", "a.tar")]
    [InlineData("C:\\Users\\me\\x.txt", "x")]
    public async Task Only_the_name_leaves_the_machine(string name, string title)
    {
        _org.On(Version, Reply.Json(Saved, 201));
        SentUpload sent = await SendAsync(new FileUpload { Path = File(name, "hello") });

        Assert.Equal(("068000000000001AAA", 5L), (sent.Id, sent.Size));
        ReceivedRequest request = _org.Server.Requests[^1];
        Assert.StartsWith("multipart/form-data; boundary=", request.Header("Content-Type"), StringComparison.Ordinal);
        JsonElement row = Parse(JsonOf(request));
        Assert.Equal(name.Split('\\')[^1], row.GetProperty("PathOnClient").GetString());
        Assert.Equal(title, row.GetProperty("Title").GetString());
        Assert.Equal(2, row.EnumerateObject().Count());
        Assert.Contains("name=\"VersionData\"; filename=\"" + name.Split('\\')[^1].Replace("\"", "%22") + "\"", request.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Name, request.Text, StringComparison.Ordinal);
        Assert.Contains("\r\n\r\nhello\r\n--", request.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a 500", false)]
    [InlineData("silence", false)]
    [InlineData("a refusal", true)]
    public async Task A_file_of_unknown_fate_is_sent_once(string what, bool isKnown)
    {
        _org.On(Version, what switch
        {
            "a 500" => Reply.Error(500, "UNKNOWN_EXCEPTION", "x"),
            "silence" => BrokenReply.BeforeHeaders,
            _ => Reply.Error(400, "STORAGE_LIMIT_EXCEEDED", "x"),
        });
        SfException failure = await Guard.FailsAsync(() => SendAsync(new FileUpload { Path = File("a.txt", "x") }));
        Assert.Equal(!isKnown, failure.Message.EndsWith("It is not known whether the file was saved.", StringComparison.Ordinal));
        Assert.Equal(1, _org.Count(Version));
    }

    [Fact]
    public async Task What_was_certainly_not_carried_out_is_sent_again()
    {
        _org.On(Version, Reply.Error(403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentRequests Limit exceeded."), Reply.Error(401, "INVALID_SESSION_ID", "x"), Reply.Json(Saved, 201));
        await SendAsync(new FileUpload { Path = File("a.txt", "hello") });
        Assert.Equal(3, _org.Server.Requests.Count(r => r.Line == LoopbackOrg.Line(Version) && r.Text.Contains("hello", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_file_that_is_gone_is_an_error_of_the_file()
    {
        SfException failure = await Guard.FailsAsync(SfErrorCodes.BodyNotRead, () => SendAsync(new FileUpload { Path = Path.Combine(_folder.FullName, "none") }));
        Assert.DoesNotContain("not known", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"success":true,"errors":[]}""")]
    [InlineData("""{"id":"nothing","success":true,"errors":[]}""")]
    [InlineData("[]")]
    public async Task A_response_without_an_id_says_that_the_fate_is_unknown(string json)
    {
        _org.On(Version, Reply.Json(json, 201));
        SfException failure = await Guard.FailsAsync(SfErrorCodes.InvalidResponse, () => SendAsync(new FileUpload { Path = File("a.txt", "x") }));
        Assert.Contains("not known", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_record_is_linked_at_once_and_others_200_a_call()
    {
        string[] records = [.. Enumerable.Range(1, 252).Select(static i => SfId.To18($"001{i:d12}"))];
        FileUpload upload = new() { Path = File("a.txt", "x"), RecordIds = records };
        _org.On(Version, Reply.Json(Saved, 201));
        _org.On(Links, r => Reply.Json(
            "[" + string.Join(',', Enumerable.Range(0, Parse(r.Text).GetProperty("records").GetArrayLength()).Select(static i => i switch
            {
                0 => """{"success":false,"errors":[{"statusCode":"DUPLICATE_VALUE","message":"x","fields":[]}]}""",
                1 => """{"success":false,"errors":[{"statusCode":"INSUFFICIENT_ACCESS_OR_READONLY","message":"no","fields":[]}]}""",
                _ => """{"id":"06A000000000001","success":true,"errors":[]}""",
            })) + "]"));

        SentUpload sent = await SendAsync(upload);
        Assert.Equal(records[0], Parse(JsonOf(_org.Server.Requests[^1])).GetProperty("FirstPublishLocationId").GetString());
        IReadOnlyList<(SentUpload File, SfException Failure)> failures = await new FileSender(_session).LinkAsync([(sent, "069000000000001AAA")], Guard.Stop);
        Assert.Equal(2, _org.Count(Links));
        Assert.Equal(
            [$"no The file was saved as {sent.Id}, but not linked to {records[2]}.", $"no The file was saved as {sent.Id}, but not linked to {records[202]}."],
            failures.Select(static f => f.Failure.Message));
    }

    [Fact]
    public async Task Links_of_unknown_fate_are_said_to_be_so()
    {
        _org.On(Version, Reply.Json(Saved, 201)).On(Links, Reply.Error(500, "UNKNOWN_EXCEPTION", "x"));
        SentUpload sent = await SendAsync(new FileUpload { Path = File("a.txt", "x"), RecordIds = ["001000000000001AAA"], Visibility = "AllUsers", ShareType = "C" });
        Assert.DoesNotContain("FirstPublishLocationId", _org.Server.Requests[^1].Text, StringComparison.Ordinal);
        (SentUpload _, SfException failure) = Assert.Single(await new FileSender(_session).LinkAsync([(sent, "069000000000001AAA")], Guard.Stop));
        Assert.Contains("It is not known whether the link was saved.", failure.Message, StringComparison.Ordinal);
        Assert.Contains("""{"attributes":{"type":"ContentDocumentLink"},"ContentDocumentId":"069000000000001AAA","LinkedEntityId":"001000000000001AAA","ShareType":"C","Visibility":"AllUsers"}""", _org.Server.Requests[^1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(FileKind.Attachment), """{"Name":"a.txt","ParentId":"001000000000001AAA"}""")]
    [InlineData(nameof(FileKind.Document), """{"Name":"a","Type":"txt","FolderId":"00l000000000001AAA"}""")]
    public async Task Older_orgs_get_attachments_and_documents(string kind, string row)
    {
        _org.On($"POST sobjects/{kind}", Reply.Json("""{"id":"00P000000000001","success":true,"errors":[]}""", 201));
        FileUpload upload = new() { Path = File("a.txt", "x"), Kind = Enum.Parse<FileKind>(kind), RecordIds = kind == "Attachment" ? ["001000000000001AAA"] : [], FolderId = "00l000000000001AAA" };
        await SendAsync(upload);
        Assert.Equal(row, JsonOf(_org.Server.Requests[^1]));
        Assert.Contains("name=\"Body\"", _org.Server.Requests[^1].Text, StringComparison.Ordinal);
        Assert.Empty(upload.LinksLeft);
    }

    private static JsonElement Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static string JsonOf(ReceivedRequest request) => request.Text[request.Text.IndexOf('{', StringComparison.Ordinal)..(request.Text.IndexOf("}\r\n--", StringComparison.Ordinal) + 1)];

    private string File(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    private Task<SentUpload> SendAsync(FileUpload upload) => new FileSender(_session).SendAsync(upload, null, null, Guard.Stop);
}
