using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Org;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Gets the limits of the org and their usage.</summary>
/// <remarks>
/// <para>
/// This command uses one API call. The table shows a bar for the usage of each limit. The objects have Max,
/// Remaining, Used and UsedPercent. Limits of single apps follow those of the org and are named after both:
/// DailyApiRequests (Ant Migration Tool).
/// </para>
/// <para>
/// If you need only the number of API calls, (Get-SfSession).ApiUsage has it from the last response, without another
/// call.
/// </para>
/// <para>
/// If the org does not have a limit of a specified name, the error for that name is NOT_FOUND. The other limits are
/// returned. A limit without numbers is left out, with a warning.
/// </para>
/// </remarks>
/// <example>
///   <code>Get-SfLimit DailyApiRequests</code>
///   <para>Gets the API calls of the whole org in 24 hours.</para>
/// </example>
/// <example>
///   <code>Get-SfLimit *Storage*</code>
///   <para>Gets the storage for data and files, in MB.</para>
/// </example>
/// <example>
///   <code>Get-SfLimit | Where-Object UsedPercent -gt 80 |
///     Sort-Object UsedPercent -Descending</code>
///   <para>Gets limits that are nearly reached.</para>
/// </example>
/// <seealso cref="GetSfSessionCommand"/>
[Cmdlet(VerbsCommon.Get, "SfLimit")]
[OutputType("SalesforceCC.SfLimit")]
public sealed class GetSfLimitCommand : PipedSessionCmdlet
{
    /// <summary>
    /// Specifies the names of limits, as in Salesforce. Wildcards are permitted. The default is all limits.
    /// </summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(LimitCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
        (IReadOnlyList<SfLimit> limits, IReadOnlyList<string> gaps) = await OrgInfo.GetLimitsAsync(session, StopToken);
        foreach (string gap in gaps)
            WriteWarning(gap);
        foreach (string name in Name)
            WriteObject(NamePattern.Match(this, name, limits, static l => l.Name, NotFound), enumerateCollection: true);
    }

    private static SfException NotFound(string name) =>
        new("NOT_FOUND", $"The org has no limit '{name}'.");
}
