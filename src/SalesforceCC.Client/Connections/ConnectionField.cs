namespace SalesforceCC.Connections;

/// <summary>One value of a connection: its name in the file, how to read it, and how to set it.</summary>
internal sealed record ConnectionField(string Name, Func<SfConnection, string?> Get, Action<SfConnection, string?> Set)
{
    /// <summary>All values but name and flow, in the order of the file.</summary>
    public static IReadOnlyList<ConnectionField> All { get; } =
    [
        new("domain", static c => c.Domain, static (c, v) => c.Domain = v),
        new("clientId", static c => c.ClientId, static (c, v) => c.ClientId = v),
        new("username", static c => c.Username, static (c, v) => c.Username = v),
        new("secretName", static c => c.SecretName, static (c, v) => c.SecretName = v),
        new("vaultName", static c => c.VaultName, static (c, v) => c.VaultName = v),
        new("privateKeyPath", static c => c.PrivateKeyPath, static (c, v) => c.PrivateKeyPath = v),
        new("audience", static c => c.Audience, static (c, v) => c.Audience = v),
        new("apiVersion", static c => c.ApiVersion, static (c, v) => c.ApiVersion = v),
    ];

    /// <summary>The value of that name, as it is written in the file.</summary>
    public static ConnectionField? Find(string name) => All.FirstOrDefault(f => f.Name == name);
}
