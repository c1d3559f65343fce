using SalesforceCC.Http;

namespace SalesforceCC.Auth;

/// <summary>
/// OAuth 2.0 client credentials (RFC 6749, 4.4). Never sends <c>scope</c>: Salesforce refuses the request then.
/// </summary>
internal sealed class ClientCredentialsGrant(ClientLogin client) : IGrant
{
    public SfFlow Flow => SfFlow.ClientCredentials;

    public string? ClientId => client.ClientId;

    public string SecretSource => client.SecretSource;

    public ApiRequest CreateRequest(Uri tokenEndpoint) =>
        client.CreateRequest(tokenEndpoint, static () => new SecretFormContent().Add("grant_type", "client_credentials"));

    public ApiRequest CreateRequest(Uri url, Func<SecretFormContent> form) => client.CreateRequest(url, form);

    public bool Verify(TokenResponse response) => client.Verify(response);

    public Task<bool> ReloadAsync(SfException refusal, CancellationToken stop) => client.ReloadAsync(refusal, stop);

    public SfException Explain(SfException refusal) => refusal;
}
