using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SalesforceCC.Emulator.Tests.Http;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Metadata;

/// <summary>An org with an administrator only, logged in as that one.</summary>
internal sealed class EmptyOrg : IAsyncDisposable
{
    public const string Base = "/services/data/v68.0";

    public const string Runner = "sap@acme.example";

    private readonly EmulatorHost _host;

    private EmptyOrg(EmulatorHost host)
    {
        _host = host;
        Client = new HttpClient { BaseAddress = host.Url };
    }

    public HttpClient Client { get; }

    public static async Task<EmptyOrg> StartAsync(string? seed = "empty")
    {
        EmptyOrg org = new(await EmulatorHost.StartAsync(new EmulatorOptions { Seed = seed }));
        using HttpResponseMessage answer = await org.TokenAsync(org._host.ConsumerKey, org._host.ConsumerSecret);
        string? token = (await answer.JsonAsync()).GetProperty("access_token").GetString();
        org.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return org;
    }

    public Task<HttpResponseMessage> TokenAsync(string? key, string? secret) => Client.PostAsync(
        "/services/oauth2/token",
        new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"), new("client_id", key ?? ""), new("client_secret", secret ?? ""),
        ]));

    /// <summary>Creates the API-only user, with the licence that permission sets for it need.</summary>
    public async Task<string> AddRunnerAsync(bool withLicense = true)
    {
        string profile = await IdAsync("SELECT Id FROM Profile WHERE Name LIKE '%API Only%'");
        string user = await CreateAsync("User", new
        {
            Username = Runner,
            LastName = "SAP Integration",
            Alias = "sap",
            Email = "it@acme.example",
            ProfileId = profile,
            TimeZoneSidKey = "GMT",
            LocaleSidKey = "en_US",
            EmailEncodingKey = "UTF-8",
            LanguageLocaleKey = "en_US",
        });
        if (withLicense)
        {
            string license = await IdAsync("SELECT Id FROM PermissionSetLicense");
            await CreateAsync("PermissionSetLicenseAssign", new { AssigneeId = user, PermissionSetLicenseId = license });
        }

        return user;
    }

    public async Task<string> CreateAsync(string type, object row)
    {
        using HttpResponseMessage answer = await Client.PostAsJsonAsync($"{Base}/sobjects/{type}", row);
        Assert.True(answer.IsSuccessStatusCode, await answer.TextAsync());
        return (await answer.JsonAsync()).GetProperty("id").GetString()!;
    }

    public async Task<JsonElement[]> QueryAsync(string soql)
    {
        using HttpResponseMessage answer = await Client.GetAsync($"{Base}/query?q={Uri.EscapeDataString(soql)}");
        Assert.True(answer.IsSuccessStatusCode, await answer.TextAsync());
        return [.. (await answer.JsonAsync()).GetProperty("records").EnumerateArray()];
    }

    public async Task<string> IdAsync(string soql) => (await QueryAsync(soql))[0].GetProperty("Id").GetString()!;

    /// <summary>The apps that the token endpoint knows.</summary>
    public async Task<JsonElement[]> AppsAsync()
    {
        using HttpResponseMessage answer = await Client.GetAsync("/__org/apps");
        return [.. (await answer.JsonAsync()).EnumerateArray()];
    }

    /// <summary>Sends a request to the deploy resource.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string id = "", HttpContent? content = null)
    {
        HttpRequestMessage request = new(method, $"{Base}/metadata/deployRequest{id}") { Content = content };
        return Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends JSON to the deploy resource.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string id, string json) =>
        SendAsync(method, id, new StringContent(json, Encoding.UTF8, "application/json"));

    public Task<HttpResponseMessage> PostAsync(byte[] zip, object? options = null, string jsonPart = "json")
    {
        ByteArrayContent file = new(zip);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        MultipartFormDataContent form = new()
        {
            { JsonContent.Create(new { deployOptions = options ?? new { rollbackOnError = true, singlePackage = true } }), jsonPart },
            { file, "file", "deploy.zip" },
        };
        return SendAsync(HttpMethod.Post, "", form);
    }

    public async Task<string> StartDeployAsync(byte[] zip, object? options = null)
    {
        using HttpResponseMessage answer = await PostAsync(zip, options);
        Assert.Equal(201, (int)answer.StatusCode);
        return (await answer.JsonAsync()).GetProperty("id").GetString()!;
    }

    public async Task<JsonElement> AskAsync(string id, bool details = true)
    {
        using HttpResponseMessage answer = await Client.GetAsync($"{Base}/metadata/deployRequest/{id}{(details ? "?includeDetails=true" : "")}");
        Assert.Equal(200, (int)answer.StatusCode);
        return (await answer.JsonAsync()).GetProperty("deployResult");
    }

    /// <summary>Deploys, and asks until it is done.</summary>
    public async Task<JsonElement> DeployAsync(byte[] zip, object? options = null)
    {
        string id = await StartDeployAsync(zip, options);
        JsonElement result = default;
        for (int i = 0; i < 10 && (i == 0 || !result.GetProperty("done").GetBoolean()); i++)
            result = await AskAsync(id);
        return result;
    }

    /// <summary>A package of these files and a package.xml that lists types and members as <c>Type:Member</c>.</summary>
    public static byte[] Package(IEnumerable<string> members, IEnumerable<(string Path, string Xml)> files)
    {
        string manifest = string.Concat(members.Select(m => m.Split(':'))
            .Select(m => $"<types><members>{m[1]}</members><name>{m[0]}</name></types>"));
        return Zip([("package.xml", $"<Package xmlns=\"{Namespace}\">{manifest}<version>68.0</version></Package>"), .. files]);
    }

    public static byte[] Zip(IEnumerable<(string Path, string Xml)> files)
    {
        MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string path, string xml) in files)
            {
                using Stream entry = archive.CreateEntry(path).Open();
                entry.Write(Encoding.UTF8.GetBytes(xml));
            }
        }

        return stream.ToArray();
    }

    /// <summary>A component: root element and what stands in it.</summary>
    public static string Xml(string type, string content) =>
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{type} xmlns=\"{Namespace}\">\n{content}\n</{type}>\n";

    public const string Namespace = "http://soap.sforce.com/2006/04/metadata";

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.DisposeAsync();
    }
}
