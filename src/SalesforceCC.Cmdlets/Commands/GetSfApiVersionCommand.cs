using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Org;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Lists the versions of the REST API that the org has.</summary>
/// <remarks>Does not count as API call.</remarks>
/// <example>
///   <code>Get-SfApiVersion -Latest</code>
///   <para>The newest version.</para>
/// </example>
/// <example>
///   <code>Get-SfApiVersion | Select-Object -Last 3</code>
///   <para>The three newest rows; one of them may be the alias latest.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "SfApiVersion")]
[OutputType("SalesforceCC.SfApiVersion")]
public sealed class GetSfApiVersionCommand : SessionCmdlet
{
    /// <summary>Only the newest version.</summary>
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
