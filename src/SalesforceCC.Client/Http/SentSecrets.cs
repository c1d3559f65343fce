using System.Text;
using System.Text.RegularExpressions;

namespace SalesforceCC.Http;

/// <summary>
/// Takes out of an answer's text what its request carried and nobody may see. Servers that are not Salesforce, such as
/// a proxy or whatever a wrong domain leads to, may repeat what they were sent; it must not go on into $Error and logs.
/// </summary>
internal static class SentSecrets
{
    private const string TokenMark = "(token)";
    private const string SecretMark = "(secret)";

    // What is shorter is in any text, and to replace it would tell where.
    private const int Shortest = 4;

    // Only the start of a word is looked at, or a long one of nothing but eyJ would take as long as its length squared:
    // so it has no time limit, which a busy machine would exceed.
    private static readonly Regex s_token = new(
        @"00D[A-Za-z0-9]{12,15}![A-Za-z0-9._]+|(?:(?<![\w-])|(?<=%[0-9A-Fa-f]{2}))eyJ[\w-]+\.[\w-]+\.[\w-]*",
        RegexOptions.CultureInvariant);

    /// <summary>The text without what was sent, and without anything that looks like a token.</summary>
    public static string Mask(HttpRequestMessage? request, string text)
    {
        if (request?.Headers.Authorization is { Parameter.Length: > 0 } sent)
        {
            text = text.Replace(sent.Parameter, TokenMark);
            if (sent.Scheme == "Basic")
                text = Mask(text, SecretOf(sent.Parameter));
        }

        if (request?.Content is ISecretContent content)
            text = content.Mask(text);
        return s_token.Replace(text, TokenMark);
    }

    /// <summary>The text without a secret, in any case.</summary>
    public static string Mask(string text, ReadOnlySpan<char> secret)
    {
        if (secret.Length < Shortest)
            return text;
        StringBuilder masked = new();
        int done = 0;
        for (int at; (at = text.AsSpan(done).IndexOf(secret, StringComparison.OrdinalIgnoreCase)) >= 0; done += at + secret.Length)
            masked.Append(text, done, at).Append(SecretMark);
        return masked.Append(text, done, text.Length - done).ToString();
    }

    private static ReadOnlySpan<char> SecretOf(string basic)
    {
        string pair = Encoding.UTF8.GetString(Convert.FromBase64String(basic));
        return pair.AsSpan(pair.IndexOf(':') + 1);
    }
}
