using System.Text.RegularExpressions;

namespace SalesforceCC.Auth;

/// <summary>
/// The host of the API that belongs to a host of Salesforce's in the address bar: in its public cloud, in that of the US
/// Department of Defense (.mil), and in China's (.cn). What belongs to no one org, or does not tell which, is refused.
/// </summary>
internal static class ApiHost
{
    private const string Commercial = ".my.salesforce.com";
    private const string Defense = ".my.salesforce.mil";
    private const string China = ".my.sfcrmproducts.cn";

    /// <summary>Hosts of the user interface: what stands before the end is the org's name, and where it is a sandbox, that.</summary>
    private static readonly (string Ui, string Api)[] s_ends =
    [
        (".lightning.force.com", Commercial),
        (".my.salesforce-setup.com", Commercial),
        (".file.force.com", Commercial),
        (".lightning.crmforce.mil", Defense),
        (".lightning.force.mil", Defense),
        (".my.salesforce-setup.mil", Defense),
        (".my.setup.crmforce.mil", Defense),
        (".file.force.mil", Defense),
        (".lightning.sfcrmapps.cn", China),
        (".lightning.sfcrmproducts.cn", China),
        (".setup.sfcrmproducts.cn", China),
        (".setup.sfcrmapps.cn", China),
        (".file.sfcrmapps.cn", China),
    ];

    /// <summary>Hosts of Visualforce: a namespace follows the org's name, and in old forms an instance follows that.</summary>
    private static readonly (Regex Pattern, string Api)[] s_pages =
    [
        (Pages(@"vf\.force\.com"), Commercial),
        (Pages(@"(?:[a-z0-9]+\.)?visual\.force\.com"), Commercial),
        (Pages(@"visualforce\.com"), Commercial),
        (Pages(@"vf\.(?:crm)?force\.mil"), Defense),
        (Pages(@"visualforce\.mil"), Defense),
        (Pages(@"vf\.sfcrmapps\.cn"), China),
    ];

    /// <summary>Hosts that serve no API, or not that of an org.</summary>
    private static readonly (string End, string What)[] s_others =
    [
        (".my.site.com", "a site for customers and partners"),
        (".my.salesforce-sites.com", "a public site"),
        (".salesforce-experience.com", "the builder of sites"),
        (".sites.sfcrmapps.cn", "a site"),
        (".my.salesforce-scrt.com", "a service for messaging"),
        (".forceusercontent.com", "a store of users' content"),
        (".content.force.com", "a store of files"),
        (".documentforce.com", "a store of files"),
        (".trailblazer.me", "a Trailblazer profile"),
        (".help.salesforce.com", "Salesforce's help"),
        (".force.com", "a host of pages or sites"),
    ];

    private static readonly string[] s_foreign =
        ["help.salesforce.com", "developer.salesforce.com", "trailhead.salesforce.com", "status.salesforce.com", "appexchange.salesforce.com", "setup.salesforce.com"];

    /// <summary>The host itself, or the one of the API that it belongs to.</summary>
    /// <param name="host">In small letters.</param>
    /// <exception cref="SfException">INVALID_DOMAIN: it belongs to none.</exception>
    public static string Of(string host)
    {
        host = Bare(host);
        foreach ((string ui, string api) in s_ends)
            if (host.EndsWith(ui, StringComparison.Ordinal) && host.Length > ui.Length)
                return WithoutEnd(host, ui) + api;
        foreach ((Regex pattern, string api) in s_pages)
            if (pattern.Match(host) is { Success: true } match)
                return match.Groups["org"].Value + match.Groups["kind"].Value + api;
        if (s_foreign.Contains(host))
            throw Refused(host, "a service for all orgs");
        foreach ((string end, string what) in s_others)
            if (host.EndsWith(end, StringComparison.Ordinal))
                throw Refused(host, what);
        return host;
    }

    // The root dot of DNS names the same host, which must be known as the same. Microsoft's proxy for cloud applications
    // adds an end of its own, to a host that it has passed on before, too.
    private static string Bare(string host)
    {
        string bare = WithoutEnd(WithoutEnd(host, "."), ".mcas.ms");
        return bare == host ? host : Bare(bare);
    }

    private static string WithoutEnd(string host, string end) =>
        host.EndsWith(end, StringComparison.Ordinal) ? host.Substring(0, host.Length - end.Length) : host;

    // acme--c.vf.force.com and acme--dev--c.sandbox.vf.force.com, but not xn--9ca.vf.force.com: that is the form in which DNS
    // writes a letter that is not one of ASCII, which no org has in its name.
    private static Regex Pages(string end) => new(
        $@"^(?!xn--)(?<org>[a-z0-9-]+)--[a-z0-9_]+(?<kind>\.(?:sandbox|develop|scratch|demo|free|patch|trailblaze|stage))?\.{end}\z",
        RegexOptions.CultureInvariant);

    private static SfException Refused(string host, string what) => new(
        SfErrorCodes.InvalidDomain, $"{host} is {what}, and does not serve the API of an org; its My Domain host does, such as acme{Commercial}.");
}
