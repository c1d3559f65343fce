#if !NET
using System.Net;
using System.Text.RegularExpressions;

namespace SalesforceCC.Http;

/// <summary>
/// The proxy of HTTPS_PROXY and NO_PROXY. .NET reads them by itself; .NET Framework knows the system's settings only.
/// </summary>
internal static class EnvironmentProxy
{
    /// <summary>The proxy that the environment names; null where it names none.</summary>
    public static IWebProxy? Find()
    {
        string? address = Read("HTTPS_PROXY") ?? Read("ALL_PROXY");
        if (address is null)
            return null;
        if (address.IndexOf("://", StringComparison.Ordinal) < 0)
            address = "http://" + address;
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri))
            return null;

        WebProxy proxy = new(uri) { BypassList = BypassList(Read("NO_PROXY") ?? "") };
        string[] user = Uri.UnescapeDataString(uri.UserInfo).Split([':'], 2);
        if (user[0].Length > 0)
            proxy.Credentials = new NetworkCredential(user[0], user.Length > 1 ? user[1] : "");
        return proxy;
    }

    // example.com and .example.com both mean the host and all below it; WebProxy wants a pattern for the whole URL.
    private static string[] BypassList(string hosts) =>
        hosts.Split([','], StringSplitOptions.RemoveEmptyEntries)
            .Select(static h => h.Trim().TrimStart('*').TrimStart('.'))
            .Select(static h => h.Length == 0 ? ".*" : $@"^https?://([^/]*\.)?{Regex.Escape(h)}(:\d+)?(/|$)")
            .ToArray();

    private static string? Read(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? value
            : Environment.GetEnvironmentVariable(name.ToLowerInvariant()) is { Length: > 0 } lower ? lower : null;
}
#endif
