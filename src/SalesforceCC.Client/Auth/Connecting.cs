using System.Security;

namespace SalesforceCC.Auth;

/// <summary>The ways to a session, one method a flow. Each checks all it can before anything is sent.</summary>
internal static class Connecting
{
    /// <summary>Client credentials: reads the secret, and asks for one token.</summary>
    public static async Task<SfSession> WithClientCredentialsAsync(
        SfConnectOptions options, ISecretSource secrets, CancellationToken stop)
    {
        (Uri domain, ClientLogin client) = await ReadAsync(options, secrets, loginHosts: false, stop).ConfigureAwait(false);
        return await SfSession.ConnectAsync(options, domain, new ClientCredentialsGrant(client), stop).ConfigureAwait(false);
    }

    /// <summary>Username-password: reads the app's secret, and asks for one token.</summary>
    public static async Task<SfSession> WithPasswordAsync(
        SfConnectOptions options,
        ISecretSource secrets,
        string username,
        SecureString password,
        SecureString? securityToken,
        CancellationToken stop)
    {
        (Uri domain, ClientLogin client) = await ReadAsync(options, secrets, loginHosts: true, stop).ConfigureAwait(false);
        PasswordGrant grant = new(client, username, password, securityToken);
        return await SfSession.ConnectAsync(options, domain, grant, stop).ConfigureAwait(false);
    }

    /// <summary>JWT bearer: looks for the key, signs an assertion, and asks for one token.</summary>
    public static async Task<SfSession> WithJwtAsync(
        SfConnectOptions options,
        Func<CancellationToken, Task<IPrivateKey>> findKey,
        string clientId,
        string username,
        string? audience,
        CancellationToken stop)
    {
        Uri domain = options.Validate(options.Domain, loginHosts: true);
        IPrivateKey key = await findKey(stop).ConfigureAwait(false);
        JwtBearerGrant grant = new(key, clientId, username, audience ?? JwtAudience.Of(domain), options.Clock);
        return await SfSession.ConnectAsync(options, domain, grant, stop).ConfigureAwait(false);
    }

    /// <summary>Adopts a token; nothing is sent.</summary>
    public static SfSession WithToken(SfConnectOptions options, SecureString token)
    {
        Uri instance = options.Validate(options.Domain, loginHosts: true);
        if (MyDomain.IsLoginHost(instance.Host))
            throw new SfException(
                SfErrorCodes.LoginDomainRefused, $"{instance.Host} serves no API: a token is of use at its own instance only.");
        byte[] bytes = SecretBytes.Utf8(token);
        try
        {
            AccessToken adopted = new(TokenResponse.Adopted(bytes, instance), options.Clock.GetUtcNow());
            return SfSession.Adopt(options, instance, adopted);
        }
        finally
        {
            SecretBytes.Clear(bytes);
        }
    }

    // A domain that is of no use is refused before a vault is asked.
    private static async Task<(Uri Domain, ClientLogin Client)> ReadAsync(
        SfConnectOptions options, ISecretSource secrets, bool loginHosts, CancellationToken stop)
    {
        Uri? given = options.Domain is null ? null : options.Validate(options.Domain, loginHosts);
        ClientCredential credential = await secrets.ReadAsync(stop).ConfigureAwait(false);
        if (credential.ClientId.Length == 0 || credential.ClientSecret.Length == 0)
            throw new SfException(
                SfErrorCodes.SecretUnavailable, $"{secrets.Description}: the consumer {(credential.ClientId.Length == 0 ? "key" : "secret")} is empty.");
        Uri domain = given ?? options.Validate(credential.Domain, loginHosts);
        return (domain, new ClientLogin(secrets, credential, options.ClientAuthentication));
    }
}
