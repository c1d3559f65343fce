using System.Text.RegularExpressions;

namespace SalesforceCC.Auth;

/// <summary>The audience of an assertion: the login host of the kind of org (Salesforce Help, "OAuth 2.0 JWT Bearer Flow").</summary>
internal static class JwtAudience
{
    // acme--dev, acme--dev.sandbox.my, x.scratch.my, cs42: orgs that log in at test.salesforce.com.
    private static readonly Regex s_test = new(
        @"^(?:test\.|cs\d+\.)|^[^.]+--|\.(?:sandbox|scratch)\.my\.", RegexOptions.CultureInvariant);

    /// <summary>The audience for a domain. An Experience Cloud site wants its own URL, which must be given.</summary>
    public static string Of(Uri domain) =>
        domain.IsLoopback ? domain.GetLeftPart(UriPartial.Authority)
        : s_test.IsMatch(domain.Host) ? "https://test.salesforce.com"
        : "https://login.salesforce.com";
}
