using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using SalesforceCC.Emulator.Control;
using SalesforceCC.Emulator.Events;
using SalesforceCC.Emulator.Events.Service;
using SalesforceCC.Emulator.Faults;
using SalesforceCC.Emulator.Hosting;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator;

/// <summary>A Salesforce org that listens on loopback.</summary>
public sealed class EmulatorHost : IAsyncDisposable
{
    // For a request whose connection is gone; none takes as long.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly WebApplication _app;
    private readonly Org _org;
    private readonly OrgFleet _fleet;
    private readonly RequestsUnderWay _underWay;

    private EmulatorHost(WebApplication app, RequestsUnderWay underWay, Org org, OrgFleet fleet, OrgData data)
    {
        _app = app;
        _underWay = underWay;
        _org = org;
        _fleet = fleet;
        RunAsUsername = org.Users.Get(data.RunAsUserId).Username;
        AdminUsername = org.Users.Get(data.AdminUserId).Username;
    }

    /// <summary>Where it listens.</summary>
    public Uri Url => new(_org.Origins.Http);

    /// <summary>Where it listens with TLS; null unless asked for.</summary>
    public Uri? HttpsUrl => _org.Origins.Https is { } https ? new(https) : null;

    /// <summary>Where it listens for HTTP/2 without TLS; null unless asked for.</summary>
    public Uri? Http2Url => _org.Origins.Http2 is { } http2 ? new(http2) : null;

    /// <summary>Consumer key of the default app.</summary>
    public string ConsumerKey => _org.Apps.Default.ConsumerKey;

    /// <summary>Consumer secret of the default app.</summary>
    public string ConsumerSecret => _org.Apps.Default.ConsumerSecret;

    /// <summary>Whom the default app runs as.</summary>
    public string RunAsUsername { get; }

    /// <summary>The administrator.</summary>
    public string AdminUsername { get; }

    /// <summary>The organization's 18-character id.</summary>
    public string OrganizationId => _org.Store.OrganizationId;

    /// <summary>What tests put on the bus by themselves.</summary>
    internal EventOrg Events => _org.Events;

    /// <summary>Ends when somebody has told the org over HTTP to stop.</summary>
    public Task Stopped => _app.Services.GetRequiredService<StopRequest>().Asked;

    /// <summary>Starts an org.</summary>
    public static Task<EmulatorHost> StartAsync(EmulatorOptions options, CancellationToken cancellationToken = default)
    {
        EmulatorClock clock = new(options.Clock);
        return StartAsync(options, clock, OrgData.Create(options, clock), cancellationToken);
    }

    /// <summary>Starts an org over data that exist already; it disposes of them in the end.</summary>
    internal static async Task<EmulatorHost> StartAsync(
        EmulatorOptions options, EmulatorClock clock, OrgData data, CancellationToken cancellationToken)
    {
        Org org = new(options, clock, data);
        OrgFleet fleet = new();
        RequestsUnderWay underWay = new();
        WebApplication app = Build(options, org, fleet, underWay);
        try
        {
            await app.StartAsync(cancellationToken);
            ICollection<string> addresses = app.Services.GetRequiredService<IServer>().Features
                .GetRequiredFeature<IServerAddressesFeature>().Addresses;
            string[] plain = [.. addresses.Where(a => a.StartsWith("http:", StringComparison.Ordinal))];
            org.Origins.Http = plain[0];
            org.Origins.Http2 = plain.ElementAtOrDefault(1);
            org.Origins.Https = addresses.FirstOrDefault(a => a.StartsWith("https:", StringComparison.Ordinal));
            return new EmulatorHost(app, underWay, org, fleet, data);
        }
        catch
        {
            await app.DisposeAsync();
            org.Dispose();
            throw;
        }
    }

    /// <summary>Stops listening and forgets the org, and those that were started through it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _fleet.DisposeAsync();

        // Requests in flight get their answers, not a reset connection: the one that asked to stop is one of them.
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _underWay.WaitAsync(s_patience);
        await _org.Bulk.StopAsync();
        _org.Dispose();
    }

    private static WebApplication Build(EmulatorOptions options, Org org, OrgFleet fleet, RequestsUnderWay underWay)
    {
        // Empty: an appsettings.json or a variable of the surroundings has no say in what this org does.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddSingleton<StopRequest>();
        PubSubHost.AddTo(builder.Services, org);

        // The usual lifetime takes over Ctrl+C for the whole process, which may be a test runner's.
        builder.Services.AddSingleton<IHostLifetime, PassiveLifetime>();

        // Requests that hang on purpose must not hold up the end.
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, options));

        WebApplication app = builder.Build();
        StopRequest stop = app.Services.GetRequiredService<StopRequest>();
        FaultMiddleware faults = new(org.Faults, app.Lifetime.ApplicationStopping);
        FrontDoor door = new(org.Origins, RouteMap.Parts(org, stop.Ask));

        app.Use((_, next) => underWay.InvokeAsync(next));

        // The web server would tell its own time.
        app.Use(async (context, next) =>
        {
            context.Response.Headers.Date = org.Clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);

            // A stream of events may last for days, in which the schema changes.
            using IDisposable? schema = PubSubHost.Serves(context) ? null : org.Store.KeepSchema();
            await next();
        });

        // Everything but the knobs is logged and may be spoiled.
        app.UseWhen(IsNotKnob, part =>
        {
            part.Use((context, next) => org.Log.InvokeAsync(context, () => next(context)));
            part.Use((context, next) => org.Line.InvokeAsync(context, () => next(context)));
            part.Use((context, next) => faults.InvokeAsync(context, () => next(context)));
        });
        app.MapWhen(PubSubHost.Serves, PubSubHost.Map);
        app.MapWhen(OrgsEndpoint.Serves, part => part.Run(new OrgsEndpoint(fleet).HandleAsync));
        app.Run(door.HandleAsync);
        return app;
    }

    private static bool IsNotKnob(HttpContext context) =>
        !CallReader.PathOf(context).StartsWith("/__org/", StringComparison.Ordinal);

    private static void Configure(KestrelServerOptions kestrel, EmulatorOptions options)
    {
        const int HeaderBytes = 512 * 1024;
        kestrel.AddServerHeader = false;

        // Salesforce's own limits are lower, and the org answers them itself.
        kestrel.Limits.MaxRequestLineSize = HeaderBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = HeaderBytes;
        kestrel.Limits.Http2.MaxRequestHeaderFieldSize = HeaderBytes;
        kestrel.Limits.Http2.MaxStreamsPerConnection = PubSubHost.MostStreams;
        kestrel.Limits.MaxRequestBodySize = 200 * 1024 * 1024;

        // Whole pages fit, so that a slow reader does not keep a thread busy.
        kestrel.Limits.MaxResponseBufferSize = 4 * 1024 * 1024;

        // A subscriber may take its time, and so may whoever sends a file: nothing is lost by waiting for them.
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Listen(IPAddress.Loopback, options.Port);

        // Without TLS nothing tells HTTP/1.1 and HTTP/2 apart: each has a port of its own, this one first.
        if (options.Http2)
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        if (options.Https)
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(SelfSignedCertificate.Shared));
    }
}
