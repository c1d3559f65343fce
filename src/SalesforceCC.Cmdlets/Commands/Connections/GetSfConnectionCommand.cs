using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Connections;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Gets registered connections.</summary>
/// <remarks>
/// <para>
/// This command reads the connections that you saved with Register-SfConnection, and sends no request. No property
/// contains a secret. Connections are saved for the user; for the open sessions of this runspace, use Get-SfSession.
/// </para>
/// <para>
/// If a name is not registered, the error is CONNECTION_NOT_FOUND. A pattern that matches no connection returns
/// nothing. If the file is damaged, has a newer version, or can be written by other users, the error is
/// CONNECTION_FILE_UNUSABLE.
/// </para>
/// </remarks>
/// <example>
///   <code>Get-SfConnection</code>
///   <para>Gets all connections.</para>
/// </example>
/// <example>
///   <code>Get-SfConnection acme* | Where-Object Flow -EQ ClientCredentials |
///     Connect-SfClientCredentials -NoDefault</code>
///   <para>Connects to all orgs whose connections begin with acme, and keeps the default session.</para>
/// </example>
/// <seealso cref="ConnectSfClientCredentialsCommand"/>
[Cmdlet(VerbsCommon.Get, "SfConnection")]
[OutputType("SalesforceCC.SfConnection")]
public sealed class GetSfConnectionCommand : AsyncPSCmdlet
{
    /// <summary>
    /// Specifies the names of connections to get. Wildcards are permitted. The default is all connections.
    /// </summary>
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
