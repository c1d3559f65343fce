using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using SalesforceCC.Auth;
using SalesforceCC.Http;

namespace SalesforceCC;

/// <summary>Settings of a connection, apart from the secret.</summary>
internal sealed class SfConnectOptions
{
    /// <summary>The newest version of the REST API this was made for (Winter '27).</summary>
    public const string DefaultApiVersion = "68.0";

    private static readonly Regex s_version = new(@"^v?([0-9]{2,3})(\.0)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private string _apiVersion = DefaultApiVersion;

    /// <summary>My Domain: see <see cref="MyDomain.Parse"/>. Null: the one kept beside the secret.</summary>
    public string? Domain { get; init; }

    /// <summary>Name of the session; null: the host.</summary>
    public string? Name { get; init; }

    /// <summary>Version of the REST API: <c>68</c>, <c>68.0</c>, <c>v68.0</c> or <c>latest</c>.</summary>
    /// <exception cref="SfException">INVALID_API_VERSION.</exception>
    public string ApiVersion
    {
        get => _apiVersion;
        init => _apiVersion = NormalizeVersion(value);
    }

    /// <summary>How id and secret are sent.</summary>
    public ClientAuthentication ClientAuthentication { get; init; }

    /// <summary>Time without any progress until a request is given up; infinite where not positive.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Attempts after the first, for what may be repeated.</summary>
    public int MaximumRetryCount { get; init; } = 3;

    /// <summary>Pause before the second attempt; doubled for each further.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Proxy; null: the system's and the environment's.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>Accepts any certificate; only for loopback.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>Does not check the signature of token answers.</summary>
    public bool SkipSignatureCheck { get; init; }

    /// <summary>What the user agent says after the module's name: the host and its version.</summary>
    public string? HostProduct { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Numbers from 0 to 1 for the jitter of retries; null: random ones.</summary>
    internal Func<double>? Randomizer { get; init; }

    /// <summary>What carries the requests instead of the network; null: the network.</summary>
    internal Func<HttpMessageHandler>? Transport { get; init; }

    /// <summary>Reads a domain and checks the options that depend on it; nothing is sent.</summary>
    /// <param name="text">The domain.</param>
    /// <param name="loginHosts">login.salesforce.com and test.salesforce.com will do.</param>
    /// <exception cref="SfException">The domain is none, or an option does not go with it.</exception>
    internal Uri Validate(string? text, bool loginHosts = false)
    {
        Uri domain = MyDomain.Parse(text, loginHosts);
        if (SkipCertificateCheck && !domain.IsLoopback)
            throw new SfException(
                SfErrorCodes.CertificateCheckRequired,
                $"The certificate of {domain.Host} is always checked; only on this machine itself may the check be skipped.");
        return domain;
    }

    internal RoadOptions ToRoadOptions() => new()
    {
        UserAgent = UserAgent(),
        Timeout = Timeout,
        MaximumRetryCount = MaximumRetryCount,
        RetryInterval = RetryInterval,
        Proxy = ProxyChoice.Choose(Proxy),
        SkipCertificateCheck = SkipCertificateCheck,
        Clock = Clock,
        Randomizer = Randomizer,
        Transport = Transport,
    };

    private static string NormalizeVersion(string version)
    {
        if (string.Equals(version, "latest", StringComparison.OrdinalIgnoreCase))
            return "latest";
        Match match = s_version.Match(version.Trim());
        if (!match.Success || int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) < 31)
            throw new SfException(
                SfErrorCodes.InvalidApiVersion,
                $"'{version}' is not a version of the REST API. Specify 31.0 or later, such as {DefaultApiVersion}, or 'latest'.");
        return match.Groups[1].Value + ".0";
    }

    private string UserAgent()
    {
        Version version = typeof(SfConnectOptions).Assembly.GetName().Version!;
        string product = $"SalesforceCC/{version.ToString(3)}";
        return HostProduct is null ? product : $"{product} {HostProduct}";
    }
}
