using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Connections;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Removes registered connections.</summary>
/// <remarks>
/// Takes connections out of the user's file. Secrets in vaults, key files and sessions stay as they are. A name that is not
/// registered is a CONNECTION_NOT_FOUND error; a pattern that matches none does nothing. Writes nothing.
/// </remarks>
/// <example>
///   <code>Unregister-SfConnection old</code>
///   <para>Removes the connection old.</para>
/// </example>
/// <example>
///   <code>Get-SfConnection | Where-Object Flow -EQ Password | Unregister-SfConnection</code>
///   <para>Removes those of the flow that Salesforce switches off.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Unregister, "SfConnection", SupportsShouldProcess = true)]
public sealed class UnregisterSfConnectionCommand : AsyncPSCmdlet
{
    /// <summary>Names to remove; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        ConnectionStore store = ConnectionStore.OfUser();
        foreach (string name in Name)
            foreach (SfConnection connection in ConnectionNames.Match(this, store.Read(), name))
                if (ShouldProcess(connection.Name, "Remove connection"))
                    await store.RemoveAsync(connection.Name, StopToken);
    }
}
