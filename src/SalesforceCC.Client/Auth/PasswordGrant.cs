using System.Security;

namespace SalesforceCC.Auth;

/// <summary>
/// OAuth 2.0 resource owner password credentials (RFC 6749, 4.3). Outside of trusted networks the user's security token
/// is appended to the password, without anything between (REST API Developer Guide, quick start).
/// </summary>
/// <param name="client">The app's key and secret.</param>
/// <param name="username">The user.</param>
/// <param name="password">The user's password.</param>
/// <param name="securityToken">The user's security token; null from a trusted network.</param>
internal sealed class PasswordGrant(ClientLogin client, string username, SecureString password, SecureString? securityToken)
    : IGrant
{
    public string Flow => SfFlow.Password;

    public string? ClientId => client.ClientId;

    public string SecretSource => client.SecretSource;

    public HttpRequestMessage CreateRequest(Uri tokenEndpoint)
    {
        HttpRequestMessage request = new(HttpMethod.Post, tokenEndpoint);
        SecretFormContent form = new SecretFormContent()
            .Add("grant_type", "password")
            .Add("username", username)
            .Add("password", password, securityToken);
        client.Authenticate(request, form);
        request.Content = form;
        return request;
    }

    public void Authenticate(HttpRequestMessage request, SecretFormContent form) => client.Authenticate(request, form);

    public bool Verify(TokenAnswer answer) => client.Verify(answer);

    public Task<bool> ReloadAsync(SfException refusal, CancellationToken stop) => client.ReloadAsync(refusal, stop);

    public SfException Explain(SfException refusal) => refusal;
}
