using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

/// <summary>Files: versions, documents, links, attachments, and their bytes.</summary>
public sealed class FileTests : IAsyncLifetime
{
    private const string Base = "/services/data/v68.0";
    private const string Json = "application/json";

    private TestOrg _org = null!;
    private string _account = "";

    public async ValueTask InitializeAsync()
    {
        _org = await TestOrg.ConnectAsync(accounts: 2);
        _account = (await QueryAsync("SELECT Id FROM Account ORDER BY Id"))[0].GetProperty("Id").GetString()!;
    }

    public ValueTask DisposeAsync() => _org.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_version_comes_in_parts_in_either_order(bool bytesFirst)
    {
        byte[] bytes = Encoding.UTF8.GetBytes("""{"no":"row"}""");
        HttpContent[] parts =
        [
            Part("entity_content", Json, $$"""{"PathOnClient":"Ä \"b\".json","FirstPublishLocationId":"{{_account}}"}"""),
            Part("VersionData", Json, bytes, "x"),
        ];
        string id = await IdAsync(await PostAsync("ContentVersion", bytesFirst ? [.. parts.Reverse()] : parts));
        JsonElement row = await RowAsync("ContentVersion", id);
        Assert.Equal(
            ("Ä \"b\"", "json", "JSON", bytes.Length, "1", true),
            (Text(row, "Title"), Text(row, "FileExtension"), Text(row, "FileType"), row.GetProperty("ContentSize").GetInt32(), Text(row, "VersionNumber"), row.GetProperty("IsLatest").GetBoolean()));
        JsonElement[] links = await QueryAsync($"SELECT ShareType FROM ContentDocumentLink WHERE ContentDocumentId = '{Text(row, "ContentDocumentId")}' AND LinkedEntityId = '{_account}'");
        Assert.Equal("V", Text(Assert.Single(links), "ShareType"));
        using HttpResponseMessage blob = await _org.GetAsync(Text(row, "VersionData")!);
        Assert.Equal(bytes, await blob.BytesAsync());
        Assert.Null(blob.Header("ETag"));
    }

    [Fact]
    public async Task A_further_version_becomes_the_latest()
    {
        string first = await IdAsync(await PostAsync("ContentVersion", Part("a", Json, """{"PathOnClient":"a.txt"}"""), Part("VersionData", "text/plain", "one"u8.ToArray(), "a")));
        string document = Text(await RowAsync("ContentVersion", first), "ContentDocumentId")!;
        string second = await IdAsync(await PostAsync(
            "ContentVersion", Part("a", Json, $$"""{"PathOnClient":"b.pdf","ContentDocumentId":"{{document}}"}"""), Part("VersionData", "text/plain", "second"u8.ToArray(), "a")));
        JsonElement row = await RowAsync("ContentDocument", document);
        Assert.Equal((second, 6, "pdf"), (Text(row, "LatestPublishedVersionId"), row.GetProperty("ContentSize").GetInt32(), Text(row, "FileExtension")));
        Assert.False((await RowAsync("ContentVersion", first)).GetProperty("IsLatest").GetBoolean());
        Assert.Equal("2", Text(await RowAsync("ContentVersion", second), "VersionNumber"));
        using HttpResponseMessage both = await PostAsync(
            "ContentVersion",
            Part("a", Json, $$"""{"PathOnClient":"b.pdf","ContentDocumentId":"{{document}}","FirstPublishLocationId":"{{_account}}"}"""),
            Part("VersionData", "text/plain", "x"u8.ToArray(), "a"));
        await both.IsErrorAsync(400, "INVALID_FIELD_FOR_INSERT_UPDATE");
    }

    [Fact]
    public async Task Attachments_and_documents_have_bodies_that_can_change()
    {
        foreach ((string type, string row) in new[] { ("Attachment", $$"""{"Name":"a.txt","ParentId":"{{_account}}"}"""), ("Document", $$"""{"Name":"a","Type":"txt","FolderId":"{{_org.RunAsUser}}"}""") })
        {
            string id = await IdAsync(await PostAsync(type, Part("entity", Json, row), Part("Body", "text/plain", "hello"u8.ToArray(), "a.txt")));
            using MultipartContent content = Multipart(Part("entity", Json, """{"Description":"new"}"""), Part("Body", "text/plain", "hi"u8.ToArray(), "b.txt"));
            using HttpRequestMessage patch = new(HttpMethod.Patch, $"{Base}/sobjects/{type}/{id}") { Content = content };
            using HttpResponseMessage changed = await _org.Client.SendAsync(patch, TestContext.Current.CancellationToken);
            Assert.Equal(204, (int)changed.StatusCode);
            JsonElement read = await RowAsync(type, id);
            Assert.Equal((2, "new"), (read.GetProperty("BodyLength").GetInt32(), Text(read, "Description")));
            using HttpResponseMessage blob = await _org.GetAsync($"{Base}/sobjects/{type}/{id}/Body");
            Assert.Equal("hi", await blob.TextAsync());
        }

        Assert.Equal("a.txt", Text((await QueryAsync($"SELECT Name, (SELECT Name FROM Attachments) FROM Account WHERE Id = '{_account}'"))[0].GetProperty("Attachments").GetProperty("records")[0], "Name"));
    }

    [Fact]
    public async Task What_is_wrong_with_the_parts_is_said()
    {
        string folder;
        using (FileStream known = (FileStream)_org.Store.Blobs.Open(_org.Store.Blobs.Keep([]).Name))
            folder = Path.GetDirectoryName(known.Name)!;
        HttpContent row = Part("a", Json, """{"PathOnClient":"a"}""");
        HttpContent bytes() => Part("VersionData", "image/jpeg", "x"u8.ToArray(), "a");
        await RefusedAsync("Multipart message must include a non-binary part", bytes());
        await RefusedAsync("Multipart message must include a non-binary part", Part("Title", null, "x"), bytes());
        await RefusedAsync("Cannot include more than one binary part", bytes(), bytes());
        await RefusedAsync("Non-binary part must be JSON or XML, was: 'image/jpeg'", Part("Nothing", "image/jpeg", "x"u8.ToArray(), "a"));
        await RefusedAsync("The binary part VersionData has no filename", row, Part("VersionData", "text/plain", "x"));
        Assert.Single(Directory.GetFiles(folder));

        async Task RefusedAsync(string message, params HttpContent[] parts)
        {
            using HttpResponseMessage answer = await PostAsync("ContentVersion", parts);
            await answer.IsErrorAsync(400, "INVALID_MULTIPART_REQUEST", message);
        }
    }

    [Fact]
    public async Task Limits_are_told_in_the_words_of_Salesforce()
    {
        string text = new('A', 40_000_000);
        using HttpResponseMessage json = await _org.SendAsync(HttpMethod.Post, $"{Base}/sobjects/ContentVersion", $$"""{"PathOnClient":"a","VersionData":"{{text}}{{text[..13_000_000]}}"}""");
        await json.IsErrorAsync(400, "JSON_PARSER_ERROR", "Maximum size of request reached. Maximum size of request is 52428800 bytes.");
        using HttpResponseMessage document = await PostAsync(
            "Document", Part("a", Json, $$"""{"Name":"a","FolderId":"{{_org.RunAsUser}}"}"""), Part("Body", "text/plain", new byte[(5 << 20) + 1], "a"));
        await document.IsErrorAsync(400, "FILE_SIZE_LIMIT_EXCEEDED");
        await _org.KnobAsync("files", new { versionsLeft = 0, versionBytes = 3 });
        using HttpResponseMessage version = await PostAsync("ContentVersion", Part("a", Json, """{"PathOnClient":"a"}"""), Part("VersionData", "text/plain", "four"u8.ToArray(), "a"));
        await version.IsErrorAsync(400, "FILE_SIZE_LIMIT_EXCEEDED");
        using HttpResponseMessage published = await PostAsync("ContentVersion", Part("a", Json, """{"PathOnClient":"a"}"""), Part("VersionData", "text/plain", "one"u8.ToArray(), "a"));
        await published.IsErrorAsync(400, "LIMIT_EXCEEDED", "ContentPublication Limit exceeded.");
    }

    [Fact]
    public async Task Links_have_their_rules()
    {
        string id = await IdAsync(await PostAsync("ContentVersion", Part("a", Json, """{"PathOnClient":"a"}"""), Part("VersionData", "text/plain", "one"u8.ToArray(), "a")));
        string document = Text(await RowAsync("ContentVersion", id), "ContentDocumentId")!;
        string Link(string share) => $$"""{"ContentDocumentId":"{{document}}","LinkedEntityId":"{{_account}}","ShareType":"{{share}}"}""";
        using HttpResponseMessage inferred = await _org.SendAsync(HttpMethod.Post, $"{Base}/sobjects/ContentDocumentLink", Link("I"));
        await inferred.IsErrorAsync(400, "INSUFFICIENT_ACCESS_OR_READONLY", "Invalid sharing type I");
        await _org.KnobAsync("files", new { crmContent = true });
        await IdAsync(await _org.SendAsync(HttpMethod.Post, $"{Base}/sobjects/ContentDocumentLink", Link("I")));
        using HttpResponseMessage twice = await _org.SendAsync(HttpMethod.Post, $"{Base}/sobjects/ContentDocumentLink", Link("V"));
        await twice.IsErrorAsync(400, "DUPLICATE_VALUE");

        using HttpResponseMessage all = await _org.GetAsync($"{Base}/query?q=SELECT+Id+FROM+ContentDocumentLink");
        await all.IsErrorAsync(400, "MALFORMED_QUERY");
        Assert.NotEmpty(await QueryAsync("SELECT Id FROM ContentDocumentLink WHERE LinkedEntityId IN (SELECT Id FROM Account)"));
        Assert.NotEmpty(await QueryAsync($"SELECT Id, (SELECT Id FROM ContentDocumentLinks) FROM ContentDocument WHERE Id IN ('{document}')"));
    }

    [Fact]
    public async Task Parts_can_be_asked_for_where_the_org_has_them()
    {
        await _org.KnobAsync("files", new { ranges = true });
        string id = await IdAsync(await PostAsync("ContentVersion", Part("a", Json, """{"PathOnClient":"a"}"""), Part("VersionData", "text/plain", "0123456789"u8.ToArray(), "a")));
        string path = $"{Base}/sobjects/ContentVersion/{id}/VersionData";
        using HttpResponseMessage whole = await _org.GetAsync(path);
        string tag = whole.Header("ETag")!;
        Assert.Equal(("bytes", "10"), (whole.Header("Accept-Ranges"), whole.Header("Content-Length")));
        await IsAsync(206, "456789", "bytes 4-9/10", ("Range", "bytes=4-"), ("If-Range", tag));
        await IsAsync(206, "45", "bytes 4-5/10", ("Range", "bytes=4-5"));
        await IsAsync(206, "89", "bytes 8-9/10", ("Range", "bytes=-2"));
        await IsAsync(200, "0123456789", null, ("Range", "bytes=4-"), ("If-Range", "\"other\""));
        await IsAsync(416, "", "bytes */10", ("Range", "bytes=10-"));

        async Task IsAsync(int status, string text, string? range, params (string, string)[] headers)
        {
            using HttpResponseMessage answer = await _org.GetAsync(path, headers);
            Assert.Equal((status, text, range), ((int)answer.StatusCode, await answer.TextAsync(), answer.Header("Content-Range")));
        }
    }

    private static MultipartContent Multipart(params HttpContent[] parts)
    {
        MultipartContent content = new("form-data", "boundary_string");
        foreach (HttpContent part in parts)
            content.Add(part);
        return content;
    }

    private static HttpContent Part(string name, string? type, string text) => Part(name, type, Encoding.UTF8.GetBytes(text), null);

    private static HttpContent Part(string name, string? type, byte[] bytes, string? file)
    {
        ByteArrayContent content = new(bytes);
        if (type is not null) content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        content.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{name}\"{(file is null ? "" : $"; filename=\"{file}\"")}");
        return content;
    }

    private Task<HttpResponseMessage> PostAsync(string type, params HttpContent[] parts) => _org.PostAsync($"{Base}/sobjects/{type}", Multipart(parts));

    private static async Task<string> IdAsync(HttpResponseMessage answer)
    {
        using HttpResponseMessage created = answer;
        Assert.True(created.IsSuccessStatusCode, await created.TextAsync());
        return Text(await created.JsonAsync(), "id")!;
    }

    private async Task<JsonElement> RowAsync(string type, string id)
    {
        using HttpResponseMessage answer = await _org.GetAsync($"{Base}/sobjects/{type}/{id}");
        return await answer.JsonAsync();
    }

    private async Task<JsonElement[]> QueryAsync(string soql)
    {
        using HttpResponseMessage answer = await _org.GetAsync($"{Base}/query?q={Uri.EscapeDataString(soql)}");
        Assert.True(answer.IsSuccessStatusCode, await answer.TextAsync());
        return [.. (await answer.JsonAsync()).GetProperty("records").EnumerateArray()];
    }

    private static string? Text(JsonElement row, string name) => row.GetProperty(name).GetString();
}
