using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Org;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Gets whom this session runs as: user, org, profile and licence.</summary>
/// <remarks>
/// <para>
/// With client credentials this is the user that the external client app names as Run As. What that user may do in the
/// org is what the commands of this module may do.
/// </para>
/// <para>
/// Asks the userinfo service, which does not count as API call, and then two queries, of User and Organization. What
/// the user may not read is $null.
/// </para>
/// </remarks>
/// <example>
///   <code>Get-SfIdentity</code>
///   <para>User, org, profile and licence.</para>
/// </example>
/// <example>
///   <code>if ((Get-SfIdentity).IsSandbox -ne $true) {
///     throw 'This script is for sandboxes.'
/// }</code>
///   <para>Keeps a script off the production org. If IsSandbox cannot be read, it stops as well.</para>
/// </example>
/// <seealso cref="GetSfSessionCommand"/>
[Cmdlet(VerbsCommon.Get, "SfIdentity")]
[OutputType("SalesforceCC.SfIdentity")]
public sealed class GetSfIdentityCommand : PipedSessionCmdlet
{
    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session) =>
        WriteObject(await OrgInfo.GetIdentityAsync(session, StopToken));
}
