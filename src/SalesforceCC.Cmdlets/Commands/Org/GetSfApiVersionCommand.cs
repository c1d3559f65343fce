using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Org;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Gets the versions of the REST API that the org supports.</summary>
/// <remarks>
/// <para>The oldest version comes first. This does not count as an API call.</para>
/// <para>
/// To choose the version that a session uses, connect with -ApiVersion. If the org has the path
/// /services/data/latest, it is listed as an additional row with IsAlias, and the Version of the newest.
/// </para>
/// </remarks>
/// <example>
///   <code>Get-SfApiVersion -Latest</code>
///   <para>Gets the newest version.</para>
/// </example>
/// <example>
///   <code>Get-SfApiVersion | Where-Object Version -ge '60.0' |
///     Select-Object Version, Label</code>
///   <para>Gets the versions from 60.0, and the releases that introduced them.</para>
/// </example>
/// <seealso cref="ConnectSfClientCredentialsCommand"/>
[Cmdlet(VerbsCommon.Get, "SfApiVersion")]
[OutputType("SalesforceCC.SfApiVersion")]
public sealed class GetSfApiVersionCommand : PipedSessionCmdlet
{
    /// <summary>Gets only the newest version, with its number.</summary>
    [Parameter]
    public SwitchParameter Latest { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
        (IReadOnlyList<SfApiVersion> versions, IReadOnlyList<string> gaps) = await OrgInfo.GetVersionsAsync(session, StopToken);
        foreach (string gap in gaps)
            WriteWarning(gap);
        if (Latest)
            WriteObject(versions.Where(static v => !v.IsAlias).OrderBy(static v => v.Version).LastOrDefault());
        else
            WriteObject(versions, enumerateCollection: true);
    }
}
