using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Connections;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Lists registered connections.</summary>
/// <remarks>
/// <para>
/// Reads the user's file of connections, which Register-SfConnection writes, and asks no network. No property holds a
/// secret. Connections are the user's; the sessions of this runspace are what Get-SfSession lists.
/// </para>
/// <para>
/// A name that is not registered is a CONNECTION_NOT_FOUND error; a pattern that matches none writes nothing. A file that
/// is damaged, of a newer version, or open to other users for writing is a CONNECTION_FILE_UNUSABLE error.
/// </para>
/// </remarks>
/// <example>
///   <code>Get-SfConnection</code>
///   <para>All connections.</para>
/// </example>
/// <example>
///   <code>Get-SfConnection acme* | Where-Object Flow -EQ ClientCredentials |
///     Connect-SfClientCredentials -NoDefault</code>
///   <para>Connects to all orgs whose connections begin with acme, beside the default session.</para>
/// </example>
/// <seealso cref="ConnectSfClientCredentialsCommand"/>
[Cmdlet(VerbsCommon.Get, "SfConnection")]
[OutputType("SalesforceCC.SfConnection")]
public sealed class GetSfConnectionCommand : AsyncPSCmdlet
{
    /// <summary>Names to list; wildcards are allowed. Without it, all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        ConnectionSet all = ConnectionStore.OfUser().Read();
        foreach (string name in Name)
            WriteObject(ConnectionNames.Match(this, all, name), enumerateCollection: true);
        return Task.CompletedTask;
    }
}
