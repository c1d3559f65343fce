using System.Management.Automation;
using System.Net;
using SalesforceCC.Startup;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>What all ways to connect have in common: the connection, and the name of the session.</summary>
public abstract class ConnectCmdlet : AsyncPSCmdlet
{
    /// <summary>
    /// Specifies the name of the session, for -Session of other commands. The default is the name of the registered
    /// connection, or else the host. If a session of the same name exists in this runspace, the new session replaces
    /// it; the object of the old one remains usable.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public virtual string? Name { get; set; }

    /// <summary>
    /// Specifies the version of the REST API that the session uses, such as 68.0 (31.0 or later), or latest for the
    /// newest version of the org. Only the form is checked when you connect. If the org does not have the version,
    /// the first call fails.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ApiVersionCompleter))]
    public string ApiVersion { get; set; } = SfConnectOptions.DefaultApiVersion;

    /// <summary>
    /// Specifies the number of seconds without any progress after which a request fails. 0 means no limit. A long
    /// download continues as long as data arrives.
    /// </summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    public int TimeoutSec { get; set; } = 120;

    /// <summary>
    /// Specifies how often a failed request is repeated. 0 means never. Requests that only read are repeated after a
    /// broken connection, a timeout, or a status of 429, 500, 502, 503 or 504. All requests are repeated if they were
    /// certainly not executed: no connection, a locked row, too many long-running calls. If it is unknown whether a
    /// write was executed, it is never repeated.
    /// </summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 3;

    /// <summary>
    /// Specifies the number of seconds before the first retry. The wait roughly doubles before each further retry, up
    /// to five minutes. If the response has a Retry-After header, that is used instead; if it is longer than five
    /// minutes, the request fails at once.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 3_600)]
    public int RetryIntervalSec { get; set; } = 1;

    /// <summary>
    /// Specifies the URL of a proxy, such as http://proxy:8080. By default, the proxy in the environment variable
    /// HTTPS_PROXY is used, except for hosts in NO_PROXY, or otherwise the proxy of the system.
    /// </summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>Specifies the user name and password for -Proxy.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>
    /// Accepts any certificate. This is permitted only for this machine itself, such as a test server on localhost.
    /// </summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>
    /// Keeps the current default session of this runspace. If the new session replaces the default session of the
    /// same name, it becomes the default nevertheless.
    /// </summary>
    [Parameter]
    public virtual SwitchParameter NoDefault { get; set; }

    /// <summary>
    /// A script that names one org must not go on against another, which happens to be the default. One that connects to
    /// many, or says what is to be done, goes on.
    /// </summary>
    protected override bool FailureEndsPipeline =>
        !MyInvocation.ExpectingInput && !MyInvocation.BoundParameters.ContainsKey("ErrorAction");

    /// <summary>Uses the time that the token takes for what the first query needs.</summary>
    protected override Task BeginAsync()
    {
        _ = Rehearsal.Begin();
        return Task.CompletedTask;
    }

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
                : throw new SfException(SfErrorCodes.ProxyRefused, "-ProxyCredential requires -Proxy.");
        if (!Proxy.IsAbsoluteUri)
            throw new SfException(SfErrorCodes.ProxyRefused, $"-Proxy '{Proxy}' is not a URL such as http://proxy:8080.");
        return new WebProxy(Proxy) { Credentials = ProxyCredential?.GetNetworkCredential() };
    }
}
