namespace SalesforceCC.Auth;

/// <summary>
/// OAuth 2.0 client credentials (RFC 6749, 4.4). Never sends <c>scope</c>: Salesforce refuses the request then.
/// </summary>
internal sealed class ClientCredentialsGrant(ClientLogin client) : IGrant
{
    public string Flow => SfFlow.ClientCredentials;

    public string? ClientId => client.ClientId;

    public string SecretSource => client.SecretSource;

    public HttpRequestMessage CreateRequest(Uri tokenEndpoint)
    {
        HttpRequestMessage request = new(HttpMethod.Post, tokenEndpoint);
        SecretFormContent form = new SecretFormContent().Add("grant_type", "client_credentials");
        client.Authenticate(request, form);
        request.Content = form;
        return request;
    }

    public void Authenticate(HttpRequestMessage request, SecretFormContent form) => client.Authenticate(request, form);

    public bool Verify(TokenAnswer answer) => client.Verify(answer);

    public Task<bool> ReloadAsync(SfException refusal, CancellationToken stop) => client.ReloadAsync(refusal, stop);

    public SfException Explain(SfException refusal) => refusal;
}
