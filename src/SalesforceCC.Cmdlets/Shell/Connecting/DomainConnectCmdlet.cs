using System.Management.Automation;
using SalesforceCC.Connections;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Ways to connect that ask an org's token endpoint, with parameters or as a registered connection.</summary>
public abstract class DomainConnectCmdlet : ConnectCmdlet
{
    /// <summary>Parameter set: a registered connection says how to connect. It is the default one.</summary>
    protected const string ConnectionSet = "Connection";

    private bool _hasWarned;

    /// <summary>
    /// Specifies a connection that was registered for this flow with Register-SfConnection, by its name or as an
    /// object from Get-SfConnection. Other parameters override the values of the connection.
    /// </summary>
    // Not mandatory only for as long as -Name alone is taken in its place.
    [Parameter(ParameterSetName = ConnectionSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ConnectionTransformation]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string? Connection { get; set; }

    /// <summary>
    /// Specifies the My Domain of the org as a host, URL or short name: acme means acme.my.salesforce.com, and acme--dev
    /// means acme--dev.sandbox.my.salesforce.com. You can paste a URL from the address bar of the browser.
    /// Connect-SfPassword and Connect-SfJwtBearer also accept login.salesforce.com and test.salesforce.com, where the
    /// client credentials flow is not available. You can omit -Domain if you use -FromEnvironment, or if the secret in the
    /// vault or the registered connection contains the domain.
    /// </summary>
    // The first argument where it is said how to connect: -Connection, which comes before it, is in a set of its own.
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DomainCompleter))]
    public string? Domain { get; set; }

    /// <inheritdoc/>
    protected override object? TargetOfErrors => Connection ?? Domain ?? Name;

    /// <summary>The connection that -Connection names, in its parameter set; null in all others.</summary>
    private protected SfConnection? Registered(SfFlow flow)
    {
        if (ParameterSetName != ConnectionSet)
            return null;
        if (Connection is null)
            return RegisteredAsName(flow);
        return Require(Connection, flow);
    }

    // Until 0.1.0, -Name alone meant a registered connection.
    private SfConnection RegisteredAsName(SfFlow flow)
    {
        if (Name is null)
            throw new SfException(
                SfErrorCodes.InvalidConnection, "Nothing says how to connect: neither -Connection nor the parameters of a flow are given.");
        if (!_hasWarned)
            WriteWarning($"-Name is the name of the session only, from the next version on. Give the registered connection as -Connection: {MyInvocation.InvocationName} -Connection '{Name.Replace("'", "''")}'.");
        _hasWarned = true;
        SfConnection registered = Require(Name, flow);
        Name = registered.Name;
        return registered;
    }

    private static SfConnection Require(string name, SfFlow flow)
    {
        SfConnection found = ConnectionStore.OfUser().Require(name);
        return found.Flow == flow
            ? found
            : throw new SfException(
                SfErrorCodes.ConnectionFlowMismatch,
                $"The connection '{found.Name}' has the flow {found.Flow}: Connect-Sf{found.Flow} -Connection '{found.Name.Replace("'", "''")}' connects it.");
    }
}
