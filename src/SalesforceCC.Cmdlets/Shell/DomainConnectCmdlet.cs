using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Ways to connect that ask an org's token endpoint.</summary>
public abstract class DomainConnectCmdlet : ConnectCmdlet
{
    /// <summary>
    /// The org's My Domain: host, URL or short name. acme means acme.my.salesforce.com, acme--dev means
    /// acme--dev.sandbox.my.salesforce.com; a URL copied from the browser's address bar will do, a lightning one too.
    /// login.salesforce.com and test.salesforce.com are taken by Connect-SfPassword and Connect-SfJwtBearer, and refused
    /// by Connect-SfClientCredentials: that flow does not exist there. May be left out with -FromEnvironment, and if the
    /// secret in the vault is a hashtable with a Domain.
    /// </summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Domain { get; set; }

    /// <inheritdoc/>
    protected override object? TargetOfErrors => Domain;
}
