using System.Runtime.CompilerServices;
using SalesforceCC.Auth;

namespace SalesforceCC.Doctor;

/// <summary>
/// Walks through what a client credentials setup needs, one step at a time. A step that fails is a result, never an
/// exception; steps after it are answered where they can be, and say why where they cannot.
/// </summary>
internal static class SetupDoctor
{
    private static readonly (string Step, Func<Checkup, CancellationToken, Task<Finding>> Check)[] s_checks =
    [
        ("Host name", HostChecks.NameAsync),
        ("DNS", HostChecks.DnsAsync),
        ("TLS", TlsCheck.RunAsync),
        ("My Domain", HostChecks.MyDomainAsync),
        ("Secret", TokenChecks.SecretAsync),
        ("Token", TokenChecks.TokenAsync),
        ("Scope", TokenChecks.ScopeAsync),
        ("Signature", TokenChecks.SignatureAsync),
        ("API version", OrgChecks.ApiVersionAsync),
        ("Run-as user", UserChecks.IdentityAsync),
        ("User active", UserChecks.ActiveAsync),
        ("User not frozen", UserChecks.FrozenAsync),
        ("API Enabled", UserChecks.ApiEnabledAsync),
        ("API Only User", UserChecks.ApiOnlyAsync),
        ("User license", UserChecks.LicenseAsync),
        ("Edition", OrgChecks.EditionAsync),
        ("Clock", OrgChecks.ClockAsync),
        ("IP relaxation", OrgChecks.IpRelaxationAsync),
        ("API calls", OrgChecks.ApiCallsAsync),
    ];

    /// <summary>Names of all steps, in order.</summary>
    public static IEnumerable<string> Steps => s_checks.Select(static c => c.Step);

    /// <summary>Checks a way to connect.</summary>
    /// <param name="options">How to connect.</param>
    /// <param name="secrets">Where key and secret come from.</param>
    /// <param name="advice">The next step for a failure, by its code and text.</param>
    /// <param name="stop">Ends it at once.</param>
    public static IAsyncEnumerable<SfSetupCheck> RunAsync(
        SfConnectOptions options, ISecretSource secrets, Func<SfException, string> advice, CancellationToken stop) =>
        RunAsync(new Checkup(options, secrets, advice), stop);

    /// <summary>Checks a session, which gets a new token by that and stays open.</summary>
    /// <param name="session">The session.</param>
    /// <param name="advice">The next step for a failure, by its code and text.</param>
    /// <param name="stop">Ends it at once.</param>
    public static IAsyncEnumerable<SfSetupCheck> RunAsync(
        SfSession session, Func<SfException, string> advice, CancellationToken stop) =>
        RunAsync(new Checkup(session, advice), stop);

    private static async IAsyncEnumerable<SfSetupCheck> RunAsync(
        Checkup checkup, [EnumeratorCancellation] CancellationToken stop)
    {
        using (checkup)
        {
            foreach ((string step, Func<Checkup, CancellationToken, Task<Finding>> check) in s_checks)
            {
                Finding finding = await check(checkup, stop).ConfigureAwait(false);
                yield return new SfSetupCheck(step, finding.Status, finding.Detail, finding.Fix);
            }
        }
    }
}
