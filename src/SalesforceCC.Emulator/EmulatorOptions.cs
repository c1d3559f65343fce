using SalesforceCC.Emulator.OAuth;

namespace SalesforceCC.Emulator;

/// <summary>What an emulated org starts with.</summary>
public sealed record EmulatorOptions
{
    /// <summary>Port on loopback; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>Also listen on a free port with a self-signed certificate.</summary>
    public bool Https { get; init; }

    /// <summary>Also listen on a free port for HTTP/2 without TLS, as gRPC clients speak it on loopback.</summary>
    public bool Http2 { get; init; }

    /// <summary>
    /// Set of rows to start with: <c>sample</c>, null for users only, <c>empty</c> for an org without integration. The
    /// default app of an empty org runs as its administrator.
    /// </summary>
    public string? Seed { get; init; }

    /// <summary>Number of generated rows.</summary>
    public int Rows { get; init; }

    /// <summary>
    /// Further objects and fields: a JSON file in the org's own form, describes of another org (a file or a folder of them),
    /// or the source folder of a Salesforce DX project.
    /// </summary>
    public string? SchemaPath { get; init; }

    /// <summary>Keep rendered pages of queries, for benchmarks.</summary>
    public bool CachePages { get; init; }

    /// <summary>
    /// Time that each API request takes before it is answered, by the clock of the machine. Several at once take no longer
    /// than one.
    /// </summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Bytes of answers a second, as over a slow line; 0 for as many as there are.</summary>
    public long Bandwidth { get; init; }

    /// <summary>What tokens of the default app look like.</summary>
    public TokenFormat TokenFormat { get; init; }

    /// <summary>API requests used up before the start.</summary>
    public int ApiRequestsUsed { get; init; }

    /// <summary>API requests allowed a day.</summary>
    public int ApiRequestsAllowed { get; init; } = 15_000;

    /// <summary>Life of an access token.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(2);

    /// <summary>
    /// Start of identity urls. Real orgs say <c>https://login.salesforce.com</c>; the default is the emulator itself,
    /// so that clients that follow the url stay on loopback.
    /// </summary>
    public Uri? IdentityOrigin { get; init; }

    /// <summary>The org's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
