namespace SalesforceCC;

/// <summary>
/// What is needed to connect to an org, under a name: which flow, where to, and where the secret is kept; never the secret.
/// </summary>
public sealed class SfConnection
{
    internal SfConnection(string name, SfFlow flow)
    {
        Name = name;
        Flow = flow;
    }

    /// <summary>The name, which the session gets too.</summary>
    public string Name { get; }

    /// <summary>The OAuth flow: <c>ClientCredentials</c>, <c>JwtBearer</c> or <c>Password</c>.</summary>
    public SfFlow Flow { get; }

    /// <summary>The org's My Domain; <see langword="null"/> where the secret in the vault has it.</summary>
    public string? Domain { get; internal set; }

    /// <summary>Consumer key of the app; <see langword="null"/> where the secret in the vault has it.</summary>
    public string? ClientId { get; internal set; }

    /// <summary>User name, for the flows that have one.</summary>
    public string? Username { get; internal set; }

    /// <summary>Name of the secret in the vault.</summary>
    public string? SecretName { get; internal set; }

    /// <summary>Name of the vault; <see langword="null"/>: any that is registered.</summary>
    public string? VaultName { get; internal set; }

    /// <summary>Full path of the PEM file with the private key.</summary>
    public string? PrivateKeyPath { get; internal set; }

    /// <summary>Whom an assertion is for; <see langword="null"/>: by the domain.</summary>
    public string? Audience { get; internal set; }

    /// <summary>Version of the REST API; <see langword="null"/>: the one that commands use without.</summary>
    public string? ApiVersion { get; internal set; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
