using System.Net;

namespace SalesforceCC.Http;

/// <summary>
/// The proxy of HTTPS_PROXY (for plain http, HTTP_PROXY) or ALL_PROXY, with the exceptions of NO_PROXY. .NET and .NET
/// Framework read these differently or not at all, so both builds read them here.
/// </summary>
internal sealed class EnvironmentProxy : IWebProxy, ICredentials
{
    private readonly Uri? _forHttp;
    private readonly Uri? _forHttps;
    private readonly string[] _exceptions;

    private EnvironmentProxy(Uri? forHttp, Uri? forHttps, string exceptions)
    {
        _forHttp = forHttp;
        _forHttps = forHttps;
        _exceptions = exceptions.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>This object: each proxy is told the name and password of its own URL.</summary>
    public ICredentials? Credentials { get => this; set => throw new NotSupportedException(); }

    /// <summary>The proxies that the environment names; null where it names none.</summary>
    /// <param name="variable">The value of a variable.</param>
    /// <exception cref="SfException">PROXY_REFUSED: a variable names none that can be used.</exception>
    public static EnvironmentProxy? Find(Func<string, string?> variable)
    {
        Uri? all = Read(variable, "ALL_PROXY");
        Uri? http = Read(variable, "HTTP_PROXY") ?? all;
        Uri? https = Read(variable, "HTTPS_PROXY") ?? all;
        return http is null && https is null ? null : new EnvironmentProxy(http, https, Value(variable, "NO_PROXY") ?? "");
    }

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : ProxyFor(destination);

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => ProxyFor(host) is null || _exceptions.Any(e => IsException(e, host));

    /// <inheritdoc/>
    public NetworkCredential? GetCredential(Uri uri, string authType)
    {
        Uri? proxy = new[] { _forHttps, _forHttp }.FirstOrDefault(
            p => p is { UserInfo.Length: > 0 } && p.Host == uri.Host && p.Port == uri.Port);
        if (proxy is null)
            return null;
        string[] user = [.. proxy.UserInfo.Split([':'], 2).Select(Uri.UnescapeDataString)];
        return new NetworkCredential(user[0], user.Length > 1 ? user[1] : "");
    }

    private Uri? ProxyFor(Uri url) => url.Scheme == Uri.UriSchemeHttp ? _forHttp : _forHttps;

    /// <summary>
    /// <c>example.com</c>, <c>.example.com</c> and <c>*.example.com</c> all mean that host and all below it, <c>*</c> means
    /// all hosts; a port behind it limits it to that port.
    /// </summary>
    private static bool IsException(string exception, Uri url)
    {
        string host = url.IdnHost.Trim('[', ']');
        string name = exception.Trim();
        int colon = name.LastIndexOf(':');

        // An address of IPv6 has a port behind its bracket only.
        if (colon > name.LastIndexOf(']') && (name[0] == '[' || name.IndexOf(':') == colon))
        {
            if (name.Substring(colon + 1) != url.Port.ToString(System.Globalization.CultureInfo.InvariantCulture))
                return false;
            name = name.Substring(0, colon);
        }

        name = name.Trim('[', ']');
        if (name == "*")
            return true;
        name = name.TrimStart('*').TrimStart('.').TrimEnd('.');
        return name.Length > 0
            && (string.Equals(host, name, StringComparison.OrdinalIgnoreCase)
                || (host.EndsWith("." + name, StringComparison.OrdinalIgnoreCase) && !IPAddress.TryParse(host, out _)));
    }

    private static Uri? Read(Func<string, string?> variable, string name)
    {
        if (Value(variable, name) is not { } address)
            return null;
        if (address.IndexOf("://", StringComparison.Ordinal) < 0)
            address = "http://" + address;

        // The value may hold a password, so it is not shown.
        return Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && ProxyChoice.Supports(uri)
            ? uri
            : throw new SfException(
                SfErrorCodes.ProxyRefused, $"The environment variable {name} is not the URL of a proxy such as http://proxy:8080.");
    }

    private static string? Value(Func<string, string?> variable, string name) =>
        variable(name)?.Trim() is { Length: > 0 } value ? value
        : variable(name.ToLowerInvariant())?.Trim() is { Length: > 0 } lower ? lower
        : null;
}
