using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SalesforceCC.Client.Tests.Support;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Hosting;

namespace SalesforceCC.Emulator.Tests.Http;

/// <summary>An emulator on a free port and a client that speaks to it over real sockets.</summary>
internal sealed class TestOrg : IAsyncDisposable
{
    private readonly string _schema;

    private TestOrg(EmulatorHost host, OrgStore store, string schema)
    {
        Host = host;
        Store = store;
        _schema = schema;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = host.Url,
            Timeout = Patience.Limit,
        };
    }

    public EmulatorHost Host { get; }

    public OrgStore Store { get; }

    /// <summary>Whom the default app runs as.</summary>
    public string RunAsUser => Store.RunAsUserId;

    public HttpClient Client { get; }

    public static async Task<TestOrg> StartAsync(EmulatorOptions? options = null, int accounts = 0)
    {
        options ??= new EmulatorOptions();
        string schema = Path.Combine(Path.GetTempPath(), $"org-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(schema, """{"Account":{"fields":{"Code__c":{"type":"string(80)","externalId":true}}}}""");
        EmulatorClock clock = new EmulatorClock(options.Clock);
        OrgData data = OrgData.Create(options with { SchemaPath = schema }, clock);
        SObjectType account = data.Store.FindType("Account")!;
        data.Store.Together(() =>
        {
            for (int i = 0; i < accounts; i++)
            {
                data.Store.Insert(
                    account, JsonSerializer.SerializeToElement(new { Name = $"Account {i}", Code__c = $"A-{i}" }), data.RunAsUserId);
            }
        });
        return new TestOrg(await EmulatorHost.StartAsync(options, clock, data, default), data.Store, schema);
    }

    /// <summary>Starts an org and logs in, so that the client sends a token from now on.</summary>
    public static async Task<TestOrg> ConnectAsync(EmulatorOptions? options = null, int accounts = 0)
    {
        TestOrg org = await StartAsync(options, accounts);
        await org.LogInAsync();
        return org;
    }

    public Task<HttpResponseMessage> TokenAsync(string? key = null, string? secret = null) => FormAsync(
        "/services/oauth2/token",
        ("grant_type", "client_credentials"),
        ("client_id", key ?? Host.ConsumerKey),
        ("client_secret", secret ?? Host.ConsumerSecret));

    public async Task<string> LogInAsync()
    {
        using HttpResponseMessage answer = await TokenAsync();
        string token = (await answer.JsonAsync()).GetProperty("access_token").GetString()!;
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return token;
    }

    public Task<HttpResponseMessage> FormAsync(string path, params (string Name, string Value)[] form) =>
        Client.PostAsync(path, new FormUrlEncodedContent(form.Select(p => KeyValuePair.Create(p.Name, p.Value))));

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, headers);

    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? json, params (string Name, string Value)[] headers)
    {
        HttpRequestMessage request = new HttpRequestMessage(method, path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        foreach ((string? name, string? value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return Client.SendAsync(request);
    }

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent content) => Client.PostAsync(path, content);

    /// <summary>Turns a knob and expects it to work.</summary>
    public async Task<JsonElement> KnobAsync(string name, object? order = null, string method = "POST")
    {
        using HttpRequestMessage request = new HttpRequestMessage(new HttpMethod(method), "/__org/" + name);
        if (order is not null)
            request.Content = JsonContent.Create(order);
        using HttpResponseMessage answer = await Client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return answer.StatusCode == HttpStatusCode.NoContent ? default : await answer.JsonAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
        File.Delete(_schema);
    }
}
