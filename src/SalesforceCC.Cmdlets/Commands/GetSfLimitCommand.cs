using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Org;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Gets the limits of the org and how far they are used.</summary>
/// <remarks>The table shows a bar for how much of each limit is used. One API call.</remarks>
/// <example>
///   <code>Get-SfLimit DailyApiRequests</code>
///   <para>API calls of 24 hours.</para>
/// </example>
/// <example>
///   <code>Get-SfLimit | Where-Object UsedPercent -gt 80</code>
///   <para>Limits that are nearly reached.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "SfLimit")]
[OutputType("SalesforceCC.SfLimit")]
public sealed class GetSfLimitCommand : SessionCmdlet
{
    /// <summary>Names of limits; wildcards are allowed. Without it, all.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(LimitCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
        IReadOnlyList<SfLimit> limits = await OrgInfo.GetLimitsAsync(session, StopToken);
        foreach (string name in Name)
        {
            WildcardPattern pattern = new(name, WildcardOptions.IgnoreCase);
            SfLimit[] found = limits.Where(l => pattern.IsMatch(l.Name)).ToArray();
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
                WriteError(ErrorRecords.From(
                    new SfException("NOT_FOUND", $"The org has no limit '{name}'. Get-SfLimit without a name lists them."), name));
            WriteObject(found, enumerateCollection: true);
        }
    }
}
