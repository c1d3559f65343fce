using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using SalesforceCC.Emulator;

namespace SalesforceCC.Resume.Tests;

/// <summary>An org, a proxy before it, and a folder to work in.</summary>
public sealed class ResumeOrg : IAsyncLifetime
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private EmulatorHost? _org;
    private KillingProxy? _proxy;
    private LastingWorker? _lasting;
    private bool _arePublished;

    internal string Token { get; private set; } = "";

    internal KillingProxy Proxy => _proxy!;

    /// <summary>Where the org's Pub/Sub API is; no proxy stands before it.</summary>
    internal Uri EventUrl => _org!.Http2Url!;

    internal string Folder { get; } = Directory.CreateTempSubdirectory("sfcc-resume").FullName;

    public async ValueTask InitializeAsync()
    {
        _org = await EmulatorHost.StartAsync(new EmulatorOptions { Seed = "sample", ApiRequestsAllowed = 1_000_000, Http2 = true });
        _proxy = await KillingProxy.StartAsync(_org.Url);
        using FormUrlEncodedContent form = new(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = _org.ConsumerKey,
            ["client_secret"] = _org.ConsumerSecret,
        });
        using HttpResponseMessage response = await _http.PostAsync(new Uri(_org.Url, "/services/oauth2/token"), form);
        Token = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_lasting is not null)
            await _lasting.DisposeAsync();
        if (_proxy is not null)
            await _proxy.DisposeAsync();
        if (_org is not null)
            await _org.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Sets how jobs go.</summary>
    internal Task SetAsync(object settings) => _http.PostAsJsonAsync(new Uri(_org!.Url, "/__org/bulk"), settings);

    /// <summary>The names of accounts that begin so.</summary>
    internal async Task<List<string>> NamesAsync(string prefix)
    {
        JsonElement page = await _http.GetFromJsonAsync<JsonElement>(
            new Uri(_org!.Url, "/services/data/v68.0/query?q=" + Uri.EscapeDataString($"SELECT Name FROM Account WHERE Name LIKE '{prefix}%' ORDER BY Name")));
        return [.. page.GetProperty("records").EnumerateArray().Select(static r => r.GetProperty("Name").GetString()!)];
    }

    /// <summary>Makes accounts.</summary>
    internal async Task AddAsync(IEnumerable<string> names)
    {
        foreach (string[] some in names.Chunk(200))
        {
            using HttpResponseMessage response = await _http.PostAsJsonAsync(
                new Uri(_org!.Url, "/services/data/v68.0/composite/sobjects"),
                new { allOrNone = true, records = some.Select(static n => new Dictionary<string, object> { ["attributes"] = new { type = "Account" }, ["Name"] = n, ["Phone"] = "\"1\"\n,2" }) });
            response.EnsureSuccessStatusCode();
        }
    }

    /// <summary>Publishes orders, once.</summary>
    internal async Task PublishAsync(IEnumerable<string> numbers)
    {
        if (_arePublished)
            return;
        _arePublished = true;
        await _http.PostAsJsonAsync(new Uri(_org!.Url, "/__org/events"), new { deliveredPerDay = 1_000_000 });
        foreach (string number in numbers)
        {
            using HttpResponseMessage response = await _http.PostAsJsonAsync(
                new Uri(_org.Url, "/services/data/v68.0/sobjects/Order_Placed__e"), new Dictionary<string, object> { ["Order_Number__c"] = number });
            response.EnsureSuccessStatusCode();
        }
    }

    /// <summary>What a worker is told, that talks to the proxy.</summary>
    internal string[] Work(string what, string file, string folder, params string[] options) => [what, Proxy.Url.AbsoluteUri, file, folder, .. options];

    /// <summary>Starts a worker that is killed at that step; 0: at none.</summary>
    internal WorkerProcess Start(string[] work, int killAt) => WorkerProcess.Start(Token, killAt, work);

    /// <summary>Does the work, or what is left of it, to its end.</summary>
    internal Task ResumeAsync(string[] work) => (_lasting ??= LastingWorker.Start(Token)).DoAsync(work);
}
