using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Security;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Keeps secrets out of what a vault says: one that is talkative may name what it gives or takes.</summary>
/// <param name="secrets">Secrets in the forms that vaults know.</param>
internal sealed class SecretTexts(object?[] secrets)
{
    // What is shorter is no secret worth the name, and would make holes in every word.
    private const int Shortest = 4;

    private string[]? _texts;

    /// <summary>The text without the secrets.</summary>
    public string Hide(string text)
    {
        if (text.Length == 0)
            return text;

        // Longest first: one may be a part of another.
        _texts ??= [.. secrets.SelectMany(Texts).Where(static t => t.Length >= Shortest).OrderByDescending(static t => t.Length)];
        foreach (string secret in _texts)
            text = text.Replace(secret, "****");
        return text;
    }

    private static IEnumerable<string> Texts(object? secret) => secret switch
    {
        string text => [text],
        SecureString secure => [new NetworkCredential("", secure).Password],
        PSCredential credential => Texts(credential.Password),
        PSObject wrapped => Texts(wrapped.BaseObject),

        // The key is no secret; of anything else in the table nobody knows.
        IDictionary table => table.Cast<DictionaryEntry>()
            .Where(static e => !"ClientId".Equals(e.Key as string, StringComparison.OrdinalIgnoreCase)
                && !"Domain".Equals(e.Key as string, StringComparison.OrdinalIgnoreCase))
            .SelectMany(static e => Texts(e.Value)),
        _ => [],
    };
}
