using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Security;
using SalesforceCC.Auth;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>A key and a secret in the forms that vaults know: PSCredential, SecureString, text, hashtable.</summary>
internal static class SecretForm
{
    /// <summary>The pair that a secret holds.</summary>
    /// <param name="secret">The secret, as the vault gives it.</param>
    /// <param name="subject">What it is, for errors: Secret 'x'.</param>
    /// <param name="choose">The consumer key, from the one that the secret holds, or null where it holds none.</param>
    public static ClientCredential Read(object secret, string subject, Func<string?, string?> choose) => secret switch
    {
        PSCredential credential => new(choose(credential.UserName) ?? credential.UserName, credential.Password),
        SecureString secure => new(Required(choose, subject), secure),
        string text => new(Required(choose, subject), SecretBytes.Protect(text)),
        IDictionary table => FromTable(table, subject, choose),
        _ => throw Unusable(subject, $"is a {secret.GetType().Name}; it must be a PSCredential, a SecureString, a string or a hashtable"),
    };

    /// <summary>The pair in the form that another secret has; whatever else a table holds, such as Domain, stays.</summary>
    public static object Write(ClientCredential pair, object? like)
    {
        if (like is not IDictionary table)
            return new PSCredential(pair.ClientId, pair.ClientSecret);
        Hashtable other = new(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in table)
            other[entry.Key] = PsValues.Unwrap(entry.Value);
        other["ClientId"] = pair.ClientId;
        other["ClientSecret"] = pair.ClientSecret;
        return other;
    }

    private static ClientCredential FromTable(IDictionary table, string subject, Func<string?, string?> choose)
    {
        string? id = choose(Text(Find(table, "ClientId")));
        SecureString? secret = Secure(Find(table, "ClientSecret"));
        if (id is null || secret is null)
            throw Unusable(subject, "is a hashtable without ClientId or ClientSecret");
        return new ClientCredential(id, secret, Text(Find(table, "Domain")));
    }

    // The tables that Get-Secret makes tell upper from lower case, unlike those that users write.
    private static object? Find(IDictionary table, string name)
    {
        foreach (DictionaryEntry entry in table)
            if (name.Equals(entry.Key as string, StringComparison.OrdinalIgnoreCase))
                return PsValues.Unwrap(entry.Value);
        return null;
    }

    // Get-Secret makes a SecureString of every text in a hashtable, also of those that are no secret.
    private static string? Text(object? value) => value switch
    {
        string text => text,
        SecureString secure => new NetworkCredential("", secure).Password,
        _ => null,
    };

    private static SecureString? Secure(object? value) => value switch
    {
        SecureString secure => secure,
        string text => SecretBytes.Protect(text),
        _ => null,
    };

    private static string Required(Func<string?, string?> choose, string subject) =>
        choose(null) ?? throw new SfException(SfErrorCodes.ClientIdRequired, $"{subject} holds only the client secret, so that -ClientId must give the consumer key.");

    private static SfException Unusable(string subject, string what) => new(SfErrorCodes.SecretUnusable, $"{subject} {what}.");
}
