using System.Text;
using SalesforceCC.Http;

namespace SalesforceCC.Rest;

/// <summary>What users write as path, made into a URL of the instance.</summary>
internal static class RestPath
{
    /// <summary>
    /// With a leading <c>/</c> from the instance's root, else below <c>/services/data/v68.0/</c>; an absolute URL only on
    /// the instance's own origin.
    /// </summary>
    /// <exception cref="SfException">FOREIGN_ORIGIN or INVALID_PATH.</exception>
    public static Uri Resolve(Uri instance, string apiVersion, string path)
    {
        string text = path.Trim();
        if (text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            return Origin.Resolve(instance, text);

        // "//host/x" would be another host, and before the query a backslash counts as a slash to URL parsers.
        // No server sees what follows a "#", so one is meant as a character.
        string rooted = (text.StartsWith("/", StringComparison.Ordinal) ? text : Base(apiVersion) + text).Replace("#", "%23");
        int query = rooted.IndexOf('?');
        if (rooted.StartsWith("//", StringComparison.Ordinal)
            || rooted.IndexOf('\\', 0, query < 0 ? rooted.Length : query) >= 0
            || !Uri.TryCreate(instance, rooted, out Uri? url))
            throw new SfException(SfErrorCodes.InvalidPath, $"'{path}' is not a path below the instance.");
        Origin.Require(instance, url);
        return url;
    }

    /// <summary><c>/services/data/v68.0/</c>.</summary>
    public static string Base(string apiVersion) =>
        apiVersion == "latest" ? "/services/data/latest/" : $"/services/data/v{apiVersion}/";

    /// <summary>Text of any length as part of a URL; .NET Framework escapes no more than 32,766 characters at once.</summary>
    public static string Escape(string text)
    {
        const int Most = 16_000;
        if (text.Length <= Most)
            return Uri.EscapeDataString(text);
        StringBuilder escaped = new(text.Length * 2);
        for (int at = 0, length; at < text.Length; at += length)
        {
            length = Math.Min(Most, text.Length - at);
            if (at + length < text.Length && char.IsHighSurrogate(text[at + length - 1]))
                length--;
            escaped.Append(Uri.EscapeDataString(text.Substring(at, length)));
        }

        return escaped.ToString();
    }

    /// <summary>The same URL with fields added to its query.</summary>
    public static Uri WithQuery(Uri url, IEnumerable<KeyValuePair<string, string>> fields)
    {
        string query = string.Join(
            "&", fields.Select(f => $"{Escape(f.Key)}={Escape(f.Value)}"));
        if (query.Length == 0)
            return url;
        string separator = url.Query.Length switch { 0 => "?", 1 => "", _ => "&" };
        return new Uri(url.GetLeftPart(UriPartial.Query) + separator + query);
    }
}
