using System.Management.Automation;
using System.Net;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>What all ways to connect have in common: the org, the connection, the name of the session.</summary>
public abstract class ConnectCmdlet : AsyncPSCmdlet
{
    /// <summary>
    /// The org's My Domain: host, URL or short name. acme means acme.my.salesforce.com, acme--dev means
    /// acme--dev.sandbox.my.salesforce.com; a URL copied from the browser's address bar will do. login.salesforce.com and
    /// test.salesforce.com are refused: this flow does not exist there. May be left out where the secret in the vault is
    /// a hashtable with a Domain, or with -FromEnvironment.
    /// </summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Domain { get; set; }

    /// <summary>Name of the session, for -Session. Without it, the host. A session of the same name is replaced.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public string? Name { get; set; }

    /// <summary>Version of the REST API, such as 68.0, or latest for the newest that the org has.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ApiVersionCompleter))]
    public string ApiVersion { get; set; } = SfConnectOptions.DefaultApiVersion;

    /// <summary>Seconds without any progress until a request is given up; 0: never.</summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    public int TimeoutSec { get; set; } = 120;

    /// <summary>
    /// How often a request is tried again that may be: reading ones after a broken connection or a 429, 500, 502, 503,
    /// 504, any one that Salesforce certainly did not carry out. A write whose fate is unknown is never repeated.
    /// </summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 3;

    /// <summary>Seconds before the second attempt; doubled for each further, with some chance. Retry-After goes before.</summary>
    [Parameter]
    [ValidateRange(1, 3_600)]
    public int RetryIntervalSec { get; set; } = 1;

    /// <summary>Proxy to use instead of the system's and of HTTPS_PROXY.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>User and password for -Proxy.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Accepts any certificate. Works for an org on this machine only, such as a test server.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Does not check that the token answer was signed with the client secret.</summary>
    [Parameter]
    public SwitchParameter SkipSignatureCheck { get; set; }

    /// <summary>Leaves the runspace's default session as it is.</summary>
    [Parameter]
    public SwitchParameter NoDefault { get; set; }

    /// <inheritdoc/>
    protected override object? TargetOfErrors => Domain;

    /// <summary>Keeps the session in the runspace's table.</summary>
    protected void Keep(SfSession session) => SessionTable.Here.Add(session, makeDefault: !NoDefault);

    /// <summary>The settings as the client takes them.</summary>
    private protected SfConnectOptions Options(string? domain, Auth.ClientAuthentication authentication) => new()
    {
        Domain = domain,
        Name = Name,
        ApiVersion = ApiVersion,
        ClientAuthentication = authentication,
        Timeout = TimeSpan.FromSeconds(TimeoutSec),
        MaximumRetryCount = MaximumRetryCount,
        RetryInterval = TimeSpan.FromSeconds(RetryIntervalSec),
        Proxy = WebProxy(),
        SkipCertificateCheck = SkipCertificateCheck,
        SkipSignatureCheck = SkipSignatureCheck,
        HostProduct = $"PowerShell/{Host.Version}",
    };

    private WebProxy? WebProxy()
    {
        if (Proxy is null)
            return ProxyCredential is null
                ? null
                : throw new SfException(SfErrorCodes.ProxyRefused, "-ProxyCredential is given without -Proxy.");
        if (!Proxy.IsAbsoluteUri)
            throw new SfException(SfErrorCodes.ProxyRefused, $"-Proxy '{Proxy}' is no URL such as http://proxy:8080.");
        return new WebProxy(Proxy) { Credentials = ProxyCredential?.GetNetworkCredential() };
    }
}
