using System.Management.Automation;
using System.Net;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>What all ways to connect have in common: the connection, and the name of the session.</summary>
public abstract class ConnectCmdlet : AsyncPSCmdlet
{
    /// <summary>
    /// Name of the session, for -Session of other commands. Without it, the name of the registered connection, or else the
    /// host. A session of the same name gives up its place in this runspace; who holds the object may go on using it.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public virtual string? Name { get; set; }

    /// <summary>
    /// Version of the REST API that the session uses, such as 68.0, from 31.0 on; or latest for the newest that the org
    /// has. It is checked for its form only: a version that the org does not have fails at the first call.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ApiVersionCompleter))]
    public string ApiVersion { get; set; } = SfConnectOptions.DefaultApiVersion;

    /// <summary>
    /// Seconds without any progress until a request is given up; 0: never. A long download goes on as long as something
    /// arrives.
    /// </summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    public int TimeoutSec { get; set; } = 120;

    /// <summary>
    /// How often a failed request is repeated; 0: never. What only reads is repeated after a broken connection, a
    /// timeout, or a status 429, 500, 502, 503 or 504. Anything is repeated that Salesforce certainly did not carry
    /// out: no connection, a locked row, too many long calls at once. A write whose fate is unknown is never repeated.
    /// </summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 3;

    /// <summary>
    /// Seconds before the first repetition; about twice as long before each further one, at most five minutes. If the
    /// answer has a Retry-After, that counts; if it asks for more than five minutes, the request fails at once.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 3_600)]
    public int RetryIntervalSec { get; set; } = 1;

    /// <summary>
    /// URL of the proxy to use, such as http://proxy:8080. Without it, that of the environment variable HTTPS_PROXY,
    /// with the exceptions of NO_PROXY, or else the system's.
    /// </summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>User name and password for -Proxy.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>
    /// Accepts any certificate. Allowed for this machine itself only, such as a test server on localhost.
    /// </summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>
    /// Leaves the default session of this runspace as it is. A session that replaces the default one of the same name
    /// is the default all the same.
    /// </summary>
    [Parameter]
    public virtual SwitchParameter NoDefault { get; set; }

    /// <summary>Keeps the session in the runspace's table, and writes it.</summary>
    protected void Keep(SfSession session)
    {
        SessionTable.Here.Add(session, makeDefault: !NoDefault);
        WriteObject(session);
    }

    /// <summary>The settings as the client takes them; what was given goes before what is registered.</summary>
    private protected SfConnectOptions Options(
        string? domain,
        SfConnection? registered = null,
        Auth.ClientAuthentication authentication = default,
        bool skipSignatureCheck = false) => new()
        {
            Domain = domain ?? registered?.Domain,
            Name = Name ?? registered?.Name,
            ApiVersion = registered?.ApiVersion is { } version && !MyInvocation.BoundParameters.ContainsKey(nameof(ApiVersion))
                ? version
                : ApiVersion,
            ClientAuthentication = authentication,
            Timeout = TimeSpan.FromSeconds(TimeoutSec),
            MaximumRetryCount = MaximumRetryCount,
            RetryInterval = TimeSpan.FromSeconds(RetryIntervalSec),
            Proxy = WebProxy(),
            SkipCertificateCheck = SkipCertificateCheck,
            SkipSignatureCheck = skipSignatureCheck,
            HostProduct = PowerShellVersion.Product(SessionState),
            Clock = SessionClock.Here,
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
