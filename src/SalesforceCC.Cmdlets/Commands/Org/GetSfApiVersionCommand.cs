using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Org;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Lists the versions of the REST API that the org has.</summary>
/// <remarks>
/// <para>Oldest first. Does not count as API call.</para>
/// <para>
/// The version that a session uses is chosen at Connect, with -ApiVersion. An org that has the path
/// /services/data/latest lists it as a further row with IsAlias, of the same Version as the newest.
/// </para>
/// </remarks>
/// <example>
///   <code>Get-SfApiVersion -Latest</code>
///   <para>The newest version.</para>
/// </example>
/// <example>
///   <code>Get-SfApiVersion | Where-Object Version -ge '60.0' |
///     Select-Object Version, Label</code>
///   <para>The versions from 60.0 on, and the releases that brought them.</para>
/// </example>
/// <seealso cref="ConnectSfClientCredentialsCommand"/>
[Cmdlet(VerbsCommon.Get, "SfApiVersion")]
[OutputType("SalesforceCC.SfApiVersion")]
public sealed class GetSfApiVersionCommand : PipedSessionCmdlet
{
    /// <summary>Only the newest version, under its number.</summary>
    [Parameter]
    public SwitchParameter Latest { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
        IReadOnlyList<SfApiVersion> versions = await OrgInfo.GetVersionsAsync(session, StopToken);
        if (Latest)
            WriteObject(versions.Where(static v => !v.IsAlias).OrderBy(static v => v.Version).LastOrDefault());
        else
            WriteObject(versions, enumerateCollection: true);
    }
}
