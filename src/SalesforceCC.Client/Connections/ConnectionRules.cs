using SalesforceCC.Auth;

namespace SalesforceCC.Connections;

/// <summary>What each flow needs of a connection, and what it has no use for.</summary>
internal static class ConnectionRules
{
    private const int LongestName = 100;

    /// <summary>The flows that can be connected without anybody's help, or with a password only.</summary>
    public static IReadOnlyList<string> Flows { get; } = [SfFlow.ClientCredentials, SfFlow.JwtBearer, SfFlow.Password];

    /// <summary>The flow's name in its own case; null for one that cannot be registered.</summary>
    public static string? CanonicalFlow(string flow) =>
        Flows.FirstOrDefault(f => string.Equals(f, flow, StringComparison.OrdinalIgnoreCase));

    /// <summary>Why a text can be no name; null if it can.</summary>
    public static string? FaultOfName(string name) =>
        name.Length is 0 or > LongestName ? $"a name has 1 to {LongestName} characters."
        : name.Any(char.IsControl) || name.Trim().Length != name.Length ? "a name has no control characters, and no spaces at its ends."
        // Get-SfConnection takes patterns.
        : name.IndexOfAny(['*', '?', '[', ']', '`']) >= 0 ? "a name has none of * ? [ ] and `, which stand for other characters."
        : null;

    /// <summary>Checks a connection, and brings its values into their usual form.</summary>
    /// <exception cref="SfException">INVALID_CONNECTION, INVALID_DOMAIN, LOGIN_DOMAIN_REFUSED, INVALID_API_VERSION.</exception>
    public static SfConnection Check(SfConnection connection)
    {
        if (FaultOfName(connection.Name) is { } fault)
            throw Invalid(connection, fault);
        bool jwt = connection.Flow == SfFlow.JwtBearer;
        if (!jwt)
            Refuse(connection, ("PrivateKeyPath", connection.PrivateKeyPath), ("Audience", connection.Audience));
        if (connection.Flow == SfFlow.ClientCredentials)
            Refuse(connection, ("Username", connection.Username));
        if (jwt)
            CheckJwt(connection);
        else
            Require(connection, ("SecretName", connection.SecretName));
        if (connection.VaultName is not null)
            Require(connection, ("SecretName", connection.SecretName));

        connection.Domain = Normalize(connection.Domain, loginHosts: connection.Flow != SfFlow.ClientCredentials);
        if (connection.ApiVersion is { } version)
            connection.ApiVersion = new SfConnectOptions { ApiVersion = version }.ApiVersion;
        return connection;
    }

    private static void CheckJwt(SfConnection connection)
    {
        Require(
            connection,
            ("Domain", connection.Domain),
            ("ClientId", connection.ClientId),
            ("Username", connection.Username));
        if (connection.PrivateKeyPath is null == connection.SecretName is null)
            throw Invalid(connection, "the private key is either in a file (-PrivateKeyPath) or in a vault (-SecretName).");
    }

    // Of a URL, only its host: the rest may hold what nobody else should read.
    private static string? Normalize(string? domain, bool loginHosts)
    {
        if (domain is null)
            return null;
        Uri uri = MyDomain.Parse(domain, loginHosts);
        return uri.IsLoopback ? uri.GetLeftPart(UriPartial.Authority) : uri.Authority;
    }

    private static void Require(SfConnection connection, params (string Name, string? Value)[] parameters)
    {
        if (parameters.FirstOrDefault(static p => p.Value is null).Name is { } missing)
            throw Invalid(connection, $"the flow {connection.Flow} needs -{missing}.");
    }

    private static void Refuse(SfConnection connection, params (string Name, string? Value)[] parameters)
    {
        if (parameters.FirstOrDefault(static p => p.Value is not null).Name is { } surplus)
            throw Invalid(connection, $"the flow {connection.Flow} has no use for -{surplus}.");
    }

    private static SfException Invalid(SfConnection connection, string what) =>
        new(SfErrorCodes.InvalidConnection, $"The connection '{connection.Name}' cannot be used: {what}");
}
