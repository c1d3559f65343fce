using System.Security;
using SalesforceCC.Http;

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
    // Copies: the caller may dispose his own when the session is connected.
    private readonly SecureString _password = SecretBytes.Copy(password);
    private readonly SecureString? _securityToken = securityToken is null ? null : SecretBytes.Copy(securityToken, trim: true);

    public SfFlow Flow => SfFlow.Password;

    public string? ClientId => client.ClientId;

    public string SecretSource => client.SecretSource;

    public ApiRequest CreateRequest(Uri tokenEndpoint) =>
        client.CreateRequest(
            tokenEndpoint,
            () => new SecretFormContent()
                .Add("grant_type", "password")
                .Add("username", SecretBytes.Trim(username))
                .Add("password", _password, _securityToken));

    public ApiRequest CreateRequest(Uri url, Func<SecretFormContent> form) => client.CreateRequest(url, form);

    public bool Verify(TokenResponse response) => client.Verify(response);

    public Task<bool> ReloadAsync(SfException refusal, CancellationToken stop) => client.ReloadAsync(refusal, stop);

    public SfException Explain(SfException refusal) => refusal;
}
