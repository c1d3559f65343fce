using System.Management.Automation;
using SalesforceCC.Connections;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Ways to connect that ask an org's token endpoint.</summary>
public abstract class DomainConnectCmdlet : ConnectCmdlet
{
    /// <summary>
    /// Parameter set: a registered connection says all. It is the default one, since PowerShell takes no other where only
    /// -Name is given; and PowerShell wants -Name listed with each set that has it, so that each command lists it itself.
    /// </summary>
    protected const string ConnectionSet = "Connection";

    /// <summary>
    /// The org's My Domain: host, URL or short name. acme means acme.my.salesforce.com, acme--dev means
    /// acme--dev.sandbox.my.salesforce.com; a URL copied from the browser's address bar will do, a lightning one too.
    /// login.salesforce.com and test.salesforce.com are taken by Connect-SfPassword and Connect-SfJwtBearer, and refused
    /// by Connect-SfClientCredentials: that flow does not exist there. May be left out with -FromEnvironment, if the secret
    /// in the vault is a hashtable with a Domain, and if a registered connection has one.
    /// </summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Domain { get; set; }

    /// <inheritdoc/>
    protected override object? TargetOfErrors => Domain ?? Name;

    /// <summary>The connection that -Name means, in its parameter set; null in all others.</summary>
    private protected SfConnection? Registered(string flow) =>
        ParameterSetName == ConnectionSet ? ConnectionStore.OfUser().Require(Name!, flow) : null;
}
