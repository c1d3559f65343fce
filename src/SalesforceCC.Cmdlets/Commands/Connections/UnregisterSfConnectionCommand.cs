using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Connections;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Removes registered connections.</summary>
/// <remarks>
/// Removes connections from your settings. Secrets in vaults, key files and open sessions are not changed. If a name
/// is not registered, the error is CONNECTION_NOT_FOUND. A pattern that matches no connection does nothing. This
/// command returns nothing.
/// </remarks>
/// <example>
///   <code>Unregister-SfConnection old</code>
///   <para>Removes the connection old.</para>
/// </example>
/// <example>
///   <code>Get-SfConnection | Where-Object Flow -EQ Password | Unregister-SfConnection</code>
///   <para>Removes the connections that use the flow that Salesforce is retiring.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Unregister, "SfConnection", SupportsShouldProcess = true)]
public sealed class UnregisterSfConnectionCommand : AsyncPSCmdlet
{
    /// <summary>Specifies the names of connections to remove. Wildcards are permitted.</summary>
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
