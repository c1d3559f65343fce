using System.Net.Http.Headers;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

/// <summary>A sample org that all rows of the ledger are tried on, and one account of it.</summary>
public sealed class LedgerOrg : IAsyncLifetime
{
    public const string Base = "/services/data/v68.0";

    private EmulatorHost _host = null!;

    public HttpClient Client { get; } = new();

    public string Account { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _host = await EmulatorHost.StartAsync(new EmulatorOptions { Seed = "sample" });
        Client.BaseAddress = _host.Url;
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"), new("client_id", _host.ConsumerKey), new("client_secret", _host.ConsumerSecret),
        ]);
        using var token = await Client.PostAsync(new Uri("/services/oauth2/token", UriKind.Relative), form, TestContext.Current.CancellationToken);
        Client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", (await token.JsonAsync()).GetProperty("access_token").GetString());
        using var rows = await Client.GetAsync(new Uri($"{Base}/query?q=SELECT+Id+FROM+Account+LIMIT+1", UriKind.Relative), TestContext.Current.CancellationToken);
        Account = (await rows.JsonAsync()).GetProperty("records")[0].GetProperty("Id").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.DisposeAsync();
    }
}
