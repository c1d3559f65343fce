using System.Management.Automation;
using SalesforceCC.Auth;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Doctor;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Checks each step of a client credentials setup, and recommends how to fix what is wrong.</summary>
/// <remarks>
/// <para>
/// Specify the same parameters as for Connect-SfClientCredentials, or a session. The steps are: host name, DNS, TLS,
/// secret, token, scope, API version, the run-as user with its permissions and license, the edition of the org, the
/// clock of this machine, the IP relaxation of the app, and the remaining API calls.
/// </para>
/// <para>
/// Returns an object for each step as soon as it is completed: Step, Status, Detail, and Fix, which says where in
/// Setup to fix the problem. Status is Pass; Warn for what works but can be improved; Fail for what is wrong; or
/// Skipped for what could not be determined, with the reason as Detail. What the run-as user is not allowed to see is
/// Skipped.
/// </para>
/// <para>
/// A setup that does not work is not an error, but a step with the status Fail. The steps after it are still checked
/// if possible. Only invalid parameters are an error.
/// </para>
/// <para>
/// This command uses one API call, a composite request. The list of versions, the token and the userinfo service do
/// not count. Nothing is changed in the org, and no session is kept. A session that you check gets a new token and is
/// otherwise unchanged.
/// </para>
/// <para>
/// If you use a proxy, it resolves the name and opens the connection, so that the steps DNS and TLS are Skipped. The
/// IP relaxation is read from the policies of external client apps that run as the same user, because the API does
/// not show consumer keys of apps. For connected apps it cannot be read.
/// </para>
/// </remarks>
/// <example>
///   <code>Test-SfClientCredentials -Domain acme -SecretName salesforce</code>
///   <para>Shows all steps as a table, with recommendations.</para>
/// </example>
/// <example>
///   <code>Test-SfClientCredentials acme -SecretName salesforce |
///     Where-Object Status -in Fail, Warn | Format-List</code>
///   <para>Gets only the steps that need attention.</para>
/// </example>
/// <example>
///   <code>if (-not (Test-SfClientCredentials -FromEnvironment -Quiet)) {
///     throw 'The Salesforce connection needs its administrator.'
/// }</code>
///   <para>Stops a build early. With -Quiet, the result is $true if no step failed.</para>
/// </example>
/// <example>
///   <code>Test-SfClientCredentials dev</code>
///   <para>Checks a registered connection.</para>
/// </example>
/// <example>
///   <code>Test-SfClientCredentials -Session dev</code>
///   <para>Checks a session. A new token is requested for it.</para>
/// </example>
/// <seealso cref="ConnectSfClientCredentialsCommand"/>
/// <seealso cref="GetSfIdentityCommand"/>
/// <seealso cref="GetSfLimitCommand"/>
[Cmdlet(VerbsDiagnostic.Test, "SfClientCredentials", DefaultParameterSetName = ConnectionSet)]
[OutputType("SalesforceCC.SfSetupCheck")]
[OutputType(typeof(bool))]
public sealed class TestSfClientCredentialsCommand : SecretConnectCmdlet
{
    private const string SessionSet = "Session";

    /// <summary>Not a parameter here: no session is kept that could have a name.</summary>
    public override string? Name { get; set; }

    /// <summary>Not a parameter here: no session is kept that could be the default.</summary>
    public override SwitchParameter NoDefault { get; set; }

    /// <summary>
    /// A session to check: the object that Connect-SfClientCredentials wrote, or its name in this runspace. Goes with
    /// no parameter of a connection, because the session has its own.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = SessionSet, ValueFromPipeline = true)]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public SfSession? Session { get; set; }

    /// <summary>Returns only $true if no step failed, and otherwise $false.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override bool FailureEndsPipeline => false;

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        bool works = true;
        await foreach (SfSetupCheck check in Checks())
        {
            works &= check.Status != SfSetupCheckStatus.Fail;
            if (!Quiet)
                WriteObject(check);
        }

        if (Quiet)
            WriteObject(works);
    }

    private IAsyncEnumerable<SfSetupCheck> Checks()
    {
        if (ParameterSetName == SessionSet)
            return SetupDoctor.RunAsync(Usable(Session!), Advice, StopToken);
        SfConnection? registered = Registered(SfFlow.ClientCredentials);
        string? domain = Domain;
        ISecretSource secrets;
        try
        {
            secrets = ClientSecrets(registered, ref domain);
        }
        catch (SfException e)
        {
            secrets = new UnreadableSecret(e);
        }

        return SetupDoctor.RunAsync(Options(domain, registered), secrets, Advice, StopToken);
    }

    private SfSession Usable(SfSession session)
    {
        Type own = typeof(TestSfClientCredentialsCommand);
        if (MyInvocation.BoundParameters.Keys.FirstOrDefault(k => own.GetProperty(k) is { } p && p.DeclaringType != own) is { } other)
            throw new SfException(SfErrorCodes.InvalidParameter, $"-{other} does not go with -Session: the session has been connected already.");
        if (session.IsClosed)
            throw new SfException(SfErrorCodes.SessionClosed, $"The session '{session.Name}' was disconnected.");
        return session.Flow == SfFlow.ClientCredentials
            ? session
            : throw new SfException(SfErrorCodes.InvalidParameter, $"The session '{session.Name}' was connected with the flow {session.Flow}; this command checks client credentials.");
    }

    private static string Advice(SfException e) => ErrorAdvice.For(e).Action;
}
