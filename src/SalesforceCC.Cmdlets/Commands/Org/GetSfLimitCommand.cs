using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Org;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Gets the limits of the org and how far they are used.</summary>
/// <remarks>
/// <para>
/// One API call. The table shows a bar for how much of each limit is used; the objects have Max, Remaining, Used and
/// UsedPercent. Limits of single apps follow the org's, under the name of both: DailyApiRequests (Ant Migration Tool).
/// </para>
/// <para>
/// For the number of API calls alone no call is needed: (Get-SfSession).ApiUsage holds what Salesforce said with the
/// last answer.
/// </para>
/// <para>A name that the org does not have is a NOT_FOUND error for that name; the others are written.</para>
/// </remarks>
/// <example>
///   <code>Get-SfLimit DailyApiRequests</code>
///   <para>API calls of the whole org in 24 hours.</para>
/// </example>
/// <example>
///   <code>Get-SfLimit *Storage*</code>
///   <para>Storage of data and files, in MB.</para>
/// </example>
/// <example>
///   <code>Get-SfLimit | Where-Object UsedPercent -gt 80 |
///     Sort-Object UsedPercent -Descending</code>
///   <para>Limits that are nearly reached.</para>
/// </example>
/// <seealso cref="GetSfSessionCommand"/>
[Cmdlet(VerbsCommon.Get, "SfLimit")]
[OutputType("SalesforceCC.SfLimit")]
public sealed class GetSfLimitCommand : PipedSessionCmdlet
{
    /// <summary>Names of limits, as Salesforce has them; wildcards are allowed. Without it, all.</summary>
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
