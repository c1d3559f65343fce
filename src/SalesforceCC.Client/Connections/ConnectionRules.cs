using SalesforceCC.Auth;

namespace SalesforceCC.Connections;

/// <summary>What each flow needs of a connection, and what it has no use for.</summary>
internal static class ConnectionRules
{
    private const int LongestName = 100;
    private const string SecretName = "the name of a secret";
    private const string UserName = "a user name";

    /// <summary>The flows that can be connected without anybody's help, or with a password only.</summary>
    public static IReadOnlyList<SfFlow> Flows { get; } = [SfFlow.ClientCredentials, SfFlow.JwtBearer, SfFlow.Password];

    /// <summary>The flow of that name, in any case; null for one that cannot be registered.</summary>
    public static SfFlow? FindFlow(string name) =>
        Flows.Where(f => f.ToString().Equals(name, StringComparison.OrdinalIgnoreCase)).Select(static f => (SfFlow?)f).FirstOrDefault();

    /// <summary>Why a text can be no name; null if it can.</summary>
    public static string? FaultOfName(string name) =>
        name.Length is 0 or > LongestName ? $"a name must have 1 to {LongestName} characters."
        : name.Any(char.IsControl) || name.Trim().Length != name.Length ? "a name cannot contain control characters, or begin or end with a space."
        // Names are looked up by patterns, too.
        : name.IndexOfAny(['*', '?', '[', ']', '`']) >= 0 ? "a name cannot contain the wildcard characters * ? [ ] and `."
        : null;

    /// <summary>Checks a connection, and brings its values into their usual form.</summary>
    /// <exception cref="SfException">INVALID_CONNECTION, INVALID_DOMAIN, LOGIN_DOMAIN_REFUSED, INVALID_API_VERSION.</exception>
    public static SfConnection Check(SfConnection connection)
    {
        if (FaultOfName(connection.Name) is { } fault)
            throw Invalid(connection, fault);
        bool jwt = connection.Flow == SfFlow.JwtBearer;
        if (!jwt)
            Refuse(connection, ("a private key file", connection.PrivateKeyPath), ("an audience", connection.Audience));
        if (connection.Flow == SfFlow.ClientCredentials)
            Refuse(connection, (UserName, connection.Username));
        if (jwt)
            CheckJwt(connection);
        else
            Require(connection, (SecretName, connection.SecretName));
        if (connection.VaultName is not null && connection.SecretName is null)
            throw Invalid(connection, "it names a vault, but no secret.");

        connection.Domain = Normalize(connection.Domain, loginHosts: connection.Flow != SfFlow.ClientCredentials);
        if (connection.ApiVersion is { } version)
            connection.ApiVersion = new SfConnectOptions { ApiVersion = version }.ApiVersion;
        return connection;
    }

    private static void CheckJwt(SfConnection connection)
    {
        Require(
            connection,
            ("a domain", connection.Domain),
            ("a consumer key", connection.ClientId),
            (UserName, connection.Username));
        if (connection.PrivateKeyPath is null == connection.SecretName is null)
            throw Invalid(connection, "it must name either the file of the private key or the secret that contains it, and not both.");
    }

    // Of a URL, only its host: the rest may hold what nobody else should read.
    private static string? Normalize(string? domain, bool loginHosts)
    {
        if (domain is null)
            return null;
        Uri uri = MyDomain.Parse(domain, loginHosts);
        return uri.IsLoopback ? uri.GetLeftPart(UriPartial.Authority) : uri.Authority;
    }

    private static void Require(SfConnection connection, params (string What, string? Value)[] values)
    {
        if (values.FirstOrDefault(static p => p.Value is null).What is { } missing)
            throw Invalid(connection, $"the flow {connection.Flow} requires {missing}.");
    }

    private static void Refuse(SfConnection connection, params (string What, string? Value)[] values)
    {
        if (values.FirstOrDefault(static p => p.Value is not null).What is { } surplus)
            throw Invalid(connection, $"the flow {connection.Flow} does not use {surplus}.");
    }

    private static SfException Invalid(SfConnection connection, string what) =>
        new(SfErrorCodes.InvalidConnection, $"The connection '{connection.Name}' cannot be used: {what}");
}
