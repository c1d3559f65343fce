using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Lists the sessions of this runspace.</summary>
/// <remarks>
/// <para>
/// Asks no network. ApiCalls counts the calls of this session; ApiUsage is what Salesforce last said of the whole org,
/// used and allowed in 24 hours. No property holds a secret.
/// </para>
/// <para>
/// Other runspaces (ForEach-Object -Parallel, thread jobs) have lists of their own, which are empty at first. A name
/// that no session has is a NOT_CONNECTED error; a pattern that matches none writes nothing.
/// </para>
/// </remarks>
/// <example>
///   <code>Get-SfSession</code>
///   <para>All sessions; the default one is marked.</para>
/// </example>
/// <example>
///   <code>(Get-SfSession -Name dev).ApiUsage</code>
///   <para>API calls that the org has used and may use in 24 hours; $null before the session's first call.</para>
/// </example>
/// <example>
///   <code>Get-SfSession | Select-Object Name, InstanceUrl, UserId, SecretSource</code>
///   <para>Where each session goes, as whom, and where its secret comes from.</para>
/// </example>
/// <seealso cref="ConnectSfClientCredentialsCommand"/>
[Cmdlet(VerbsCommon.Get, "SfSession")]
[OutputType("SalesforceCC.SfSession")]
public sealed class GetSfSessionCommand : PSCmdlet
{
    /// <summary>Names to list; wildcards are allowed. Without it, all.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string name in Name)
        {
            WildcardPattern pattern = new(name, WildcardOptions.IgnoreCase);
            SfSession[] found = SessionTable.Here.All.Where(s => pattern.IsMatch(s.Name)).ToArray();
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
                WriteError(ErrorRecords.From(
                    new SfException(SfErrorCodes.NotConnected, $"There is no session '{name}' in this runspace."), name));
            WriteObject(found, enumerateCollection: true);
        }
    }
}
