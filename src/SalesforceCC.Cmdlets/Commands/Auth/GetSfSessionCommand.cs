using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Gets the sessions of this runspace.</summary>
/// <remarks>
/// <para>
/// This command sends no request. ApiCalls is the number of calls that this session has made. ApiUsage is the usage
/// of the whole org, used and allowed calls in 24 hours, as Salesforce last reported it. No property contains a
/// secret. The table shows the most important properties; for all of them, use Format-List *.
/// </para>
/// <para>
/// Other runspaces (ForEach-Object -Parallel, thread jobs) have their own lists, which are empty at first. If no
/// session has the specified name, the error is NOT_CONNECTED. A pattern that matches no session returns nothing.
/// </para>
/// </remarks>
/// <example>
///   <code>Get-SfSession</code>
///   <para>Gets all sessions. The default session is marked with an asterisk.</para>
/// </example>
/// <example>
///   <code>(Get-SfSession -Name dev).ApiUsage</code>
///   <para>
///   Gets the API calls that the org has used and is allowed in 24 hours. The value is $null before the first call of
///   the session.
///   </para>
/// </example>
/// <example>
///   <code>Get-SfSession | Select-Object Name, InstanceUrl, UserId, SecretSource</code>
///   <para>Shows the instance of each session, the user it runs as, and the source of its secret.</para>
/// </example>
/// <seealso cref="ConnectSfClientCredentialsCommand"/>
[Cmdlet(VerbsCommon.Get, "SfSession")]
[OutputType("SalesforceCC.SfSession")]
public sealed class GetSfSessionCommand : AsyncPSCmdlet
{
    /// <summary>Specifies the names of sessions to get. Wildcards are permitted. The default is all sessions.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        foreach (string name in Name)
            WriteObject(NamePattern.Match(this, name, SessionTable.Here.All, static s => s.Name, NotFound), enumerateCollection: true);
        return Task.CompletedTask;
    }

    private static SfException NotFound(string name) =>
        new(SfErrorCodes.NotConnected, $"There is no session '{name}' in this runspace.");
}
