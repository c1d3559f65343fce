using System.Management.Automation;
using SalesforceCC.Auth;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Doctor;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Checks each step of a client credentials setup, and says what to do about what is wrong.</summary>
/// <remarks>
/// <para>
/// Takes what Connect-SfClientCredentials takes to connect, or a session. Walks from the host name over DNS, TLS, secret, token,
/// scope and API version to the run-as user, its permissions and license, the org's edition, this machine's clock, the
/// app's IP relaxation and the API calls that are left.
/// </para>
/// <para>
/// Writes an object a step, as soon as the step is done: Step, Status, Detail, and Fix, which names the place in Setup.
/// Status is Pass; Warn for what works, but should be better; Fail for what is wrong; or Skipped for what could not be
/// found out, with the reason as Detail. What the run-as user may not see is Skipped: nothing is guessed.
/// </para>
/// <para>
/// A setup that does not work is no error: it is a step with the status Fail. Steps after it are answered if they can
/// be. Only wrong parameters are an error.
/// </para>
/// <para>
/// Costs one API call, a composite request. The list of versions, the token and the userinfo service are free. Nothing
/// is changed in the org, and no session is kept. A session that is checked gets a new token, and stays as it is otherwise.
/// </para>
/// <para>
/// Where a proxy is used, it looks up the name and makes the connection: then the steps DNS and TLS are Skipped. The IP
/// relaxation is read from the policies of external client apps that run as the same user, since the API shows no
/// app's consumer key; of connected apps it cannot be read.
/// </para>
/// </remarks>
/// <example>
///   <code>Test-SfClientCredentials -Domain acme -SecretName salesforce</code>
///   <para>All steps as a table, with what to do where something is wrong.</para>
/// </example>
/// <example>
///   <code>Test-SfClientCredentials acme -SecretName salesforce |
///     Where-Object Status -in Fail, Warn | Format-List</code>
///   <para>Only what needs attention.</para>
/// </example>
/// <example>
///   <code>if (-not (Test-SfClientCredentials -FromEnvironment -Quiet)) {
///     throw 'The Salesforce connection needs its administrator.'
/// }</code>
///   <para>Stops a build early. With -Quiet, the result is $true if no step has failed.</para>
/// </example>
/// <example>
///   <code>Test-SfClientCredentials dev</code>
///   <para>Checks a connection that Register-SfConnection has registered.</para>
/// </example>
/// <example>
///   <code>Test-SfClientCredentials -Session dev</code>
///   <para>Checks a session. It is asked for a new token, as it would be when the one in use ends.</para>
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

    /// <summary>Writes $true if no step has failed, else $false, and nothing more.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

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

    private static string Advice(SfException e) => ErrorAdvice.For(e.Code, e.Message, e.Flow).Action;
}
