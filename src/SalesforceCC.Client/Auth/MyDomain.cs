using System.Text.RegularExpressions;

namespace SalesforceCC.Auth;

/// <summary>What people write as "the domain", made into the origin of an org's My Domain.</summary>
internal static class MyDomain
{
    private static readonly Regex s_label = new(@"^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\z", RegexOptions.CultureInvariant);

    // na1, eu12, cs99, um5: instances from before My Domain was mandatory.
    private static readonly Regex s_instance = new(@"^[a-z]{2,4}\d+\.salesforce\.com$", RegexOptions.CultureInvariant);

    // No top-level domain is a number: whoever ends a host in one means an address.
    private static readonly Regex s_endsInNumber = new(@"(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly string[] s_loginHosts =
        [
            "login.salesforce.com", "test.salesforce.com", "www.salesforce.com", "salesforce.com",
            "login.salesforce.mil", "test.salesforce.mil", "login.sfcrmproducts.cn", "test.sfcrmproducts.cn",
        ];

    /// <summary>
    /// Reads a My Domain host or URL. <c>acme</c> means acme.my.salesforce.com, <c>acme--dev</c>
    /// acme--dev.sandbox.my.salesforce.com; lightning and setup hosts become the API host; a path is dropped.
    /// </summary>
    /// <param name="domain">Host, host:port, URL or the bare name of the domain.</param>
    /// <param name="loginHosts">Login hosts are allowed: flows other than client credentials work there.</param>
    /// <returns>The origin, ending in a slash.</returns>
    /// <exception cref="SfException">The text is no host, or one where the flow cannot work.</exception>
    public static Uri Parse(string? domain, bool loginHosts = false)
    {
        string text = (domain ?? "").Trim();
        if (text.Length == 0)
            throw Invalid("The domain is empty.");

        Uri uri = ToUri(text);
        if (uri.UserInfo.Length > 0)
            throw Invalid("The domain must not hold a user name or password.");
        if (uri.Scheme == Uri.UriSchemeHttp && !IsThisMachine(uri))
            throw new SfException(
                SfErrorCodes.PlainHttpRefused, $"Plain http to {uri.Host} would expose the secret to the network. Only HTTPS is allowed there.");

        // Uri takes some for names that are addresses when it reads them once more, such as 127.0.0.01 with a dot behind it.
        string host = ApiHost.Of(uri.IdnHost.ToLowerInvariant());
        if (uri.HostNameType == UriHostNameType.Dns && s_endsInNumber.IsMatch(host))
            throw Invalid($"'{text}' is not a host name.");
        if (!loginHosts && (IsLoginHost(host) || s_instance.IsMatch(host)))
            throw new SfException(
                SfErrorCodes.LoginDomainRefused,
                $"The client credentials flow does not exist on {host}, only on the org's own My Domain host.");

        try
        {
            return new UriBuilder(uri.Scheme, host, uri.IsDefaultPort ? -1 : uri.Port).Uri;
        }
        catch (UriFormatException)
        {
            throw Invalid($"'{text}' is not a host name.");
        }
    }

    /// <summary>Whether the host is one where all orgs log in, such as login.salesforce.com.</summary>
    internal static bool IsLoginHost(string host) => s_loginHosts.Contains(host);

    private static Uri ToUri(string text)
    {
        if (text.IndexOf("://", StringComparison.Ordinal) < 0)
            text = $"{SchemeOf(text)}://{Expand(text)}";

        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
            || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
            || uri.Host.Length == 0
            || uri.HostNameType == UriHostNameType.Unknown
            || !IsUsable(uri))
            throw Invalid($"'{text}' is not a host name.");
        return uri;
    }

    private static bool IsUsable(Uri uri)
    {
        try
        {
            // Some letters turn into parentheses and the like, and what a host is made of is known.
            return uri.HostNameType == UriHostNameType.IPv6
                ? uri.IdnHost.IndexOf('%') < 0 && !HasPrefixLength(uri.OriginalString)
                : uri.IdnHost.All(c => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '-' or '.')
                    && uri.IdnHost[0] != '.' && uri.IdnHost.IndexOf("..", StringComparison.Ordinal) < 0;
        }
        catch (UriFormatException)
        {
            // Characters that no host may have, such as those that stand for a slash when they are normalized.
            return false;
        }
    }

    // [fe80::/10] is a network and no host.
    private static bool HasPrefixLength(string text)
    {
        int slash = text.IndexOf('/', text.IndexOf('['));
        return slash >= 0 && slash < text.IndexOf(']');
    }

    private static string SchemeOf(string text) =>
        Uri.TryCreate("http://" + text, UriKind.Absolute, out Uri? uri) && IsThisMachine(uri) ? "http" : "https";

    // .NET 8 knows localhost in small letters only.
    private static bool IsThisMachine(Uri uri) =>
        uri.IsLoopback || string.Equals(uri.Host, "localhost", StringComparison.OrdinalIgnoreCase);

    private static string Expand(string text)
    {
        int path = text.IndexOfAny(['/', '?', '#']);
        string name = (path < 0 ? text : text.Substring(0, path)).ToLowerInvariant();
        if (name == "localhost" || !s_label.IsMatch(name))
            return text;
        return name.IndexOf("--", StringComparison.Ordinal) > 0
            ? name + ".sandbox.my.salesforce.com"
            : name + ".my.salesforce.com";
    }

    private static SfException Invalid(string message) => new(SfErrorCodes.InvalidDomain, message);
}
