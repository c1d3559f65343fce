using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Org;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Gets whom this session runs as: user, org, profile and licence.</summary>
/// <remarks>
/// Asks the userinfo service, which is free, and then one query for profile and licence. What the user may not read is
/// $null.
/// </remarks>
/// <example>
///   <code>Get-SfIdentity</code>
///   <para>User, org, profile and licence.</para>
/// </example>
/// <example>
///   <code>if ((Get-SfIdentity).IsSandbox -ne $true) { throw 'This runbook is for sandboxes.' }</code>
///   <para>Guards a script against the wrong org.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "SfIdentity")]
[OutputType("SalesforceCC.SfIdentity")]
public sealed class GetSfIdentityCommand : SessionCmdlet
{
    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session) =>
        WriteObject(await OrgInfo.GetIdentityAsync(session, StopToken));
}
