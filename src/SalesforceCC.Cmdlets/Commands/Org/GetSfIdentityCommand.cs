using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Org;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Gets the user that a session runs as, with org, profile and license.</summary>
/// <remarks>
/// <para>
/// With client credentials, this is the user that the external client app specifies as Run As. The commands of this
/// module can do in the org what this user is allowed to do.
/// </para>
/// <para>
/// This command calls the userinfo service, which does not count as an API call, and runs two queries, of User and
/// Organization. What the user is not allowed to read, and what Salesforce does not return, is $null, and a warning says
/// why. If the userinfo service is not available, the name and settings come from the user's row of User.
/// </para>
/// </remarks>
/// <example>
///   <code>Get-SfIdentity</code>
///   <para>Gets user, org, profile and license.</para>
/// </example>
/// <example>
///   <code>if ((Get-SfIdentity).IsSandbox -ne $true) {
///     throw 'This script is for sandboxes.'
/// }</code>
///   <para>
///   Prevents a script from running in the production org. If IsSandbox cannot be read, the script stops as well.
///   </para>
/// </example>
/// <seealso cref="GetSfSessionCommand"/>
[Cmdlet(VerbsCommon.Get, "SfIdentity")]
[OutputType("SalesforceCC.SfIdentity")]
public sealed class GetSfIdentityCommand : PipedSessionCmdlet
{
    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
        Partial<SfIdentity> identity = await OrgInfo.GetIdentityAsync(session, StopToken);
        foreach (string gap in identity.Gaps)
            WriteWarning(gap);
        WriteObject(identity.Value);
    }
}
