using System.Net.Http;
using System.Security;
using System.Text;
using SalesforceCC.Auth;

namespace SalesforceCC.FrameworkRun;

/// <summary>The embedded org: where it is, its key and secret, and its knobs.</summary>
internal sealed class TestOrg(string http, string https, string key, string secret)
{
    private static readonly HttpClient s_knobs = new();

    /// <summary>Origin without TLS.</summary>
    public string Http { get; } = http.TrimEnd('/');

    /// <summary>Origin with a certificate that nobody trusts.</summary>
    public string Https { get; } = https.TrimEnd('/');

    public Task<SfSession> ConnectAsync(SfConnectOptions options)
    {
        SecureString text = new();
        foreach (char c in secret)
            text.AppendChar(c);
        return SfSession.ConnectAsync(options, new FixedSecretSource(new ClientCredential(key, text), "Test"), CancellationToken.None);
    }

    public Task<SfSession> ConnectAsync(int timeoutSeconds = 120) => ConnectAsync(new SfConnectOptions
    {
        Domain = Http,
        RetryInterval = TimeSpan.FromMilliseconds(10),
        Timeout = TimeSpan.FromSeconds(timeoutSeconds),
    });

    /// <summary>Orders a fault, or turns another knob.</summary>
    public async Task TurnAsync(string knob, string json)
    {
        using StringContent body = new(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await s_knobs.PostAsync($"{Http}/__org/{knob}", body);
        response.EnsureSuccessStatusCode();
    }
}
