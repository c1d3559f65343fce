using System.Net;

namespace SalesforceCC.Http;

/// <summary>Settings of a session's connections.</summary>
internal sealed class RoadOptions
{
    /// <summary>The user agent: names the module and its version.</summary>
    public required string UserAgent { get; init; }

    /// <summary>Time without any progress of a request until it is given up; infinite where not positive.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Attempts after the first.</summary>
    public int MaximumRetryCount { get; init; } = 3;

    /// <summary>Pause before the second attempt; doubled for each further, with jitter.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Requests of a session that are waited for at a time. Salesforce lets 25 run that take longer than 20 seconds, in
    /// the whole org; more at a time than that gain nothing.
    /// </summary>
    public int MaximumRequests { get; init; } = 25;

    /// <summary>A proxy instead of the system's; null: the system's and the environment's.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>Any certificate will do. Only for loopback.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Numbers from 0 to 1 for the jitter; null: random ones.</summary>
    public Func<double>? Randomizer { get; init; }

    /// <summary>What carries the requests instead of the network; null: the network.</summary>
    public Func<HttpMessageHandler>? Transport { get; init; }
}
