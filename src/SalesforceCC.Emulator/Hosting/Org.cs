using SalesforceCC.Emulator.Apex;
using SalesforceCC.Emulator.Bulk;
using SalesforceCC.Emulator.Control;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Events;
using SalesforceCC.Emulator.Faults;
using SalesforceCC.Emulator.GraphQL;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.OAuth;
using SalesforceCC.Emulator.Rest;
using SalesforceCC.Emulator.Rest.ListViews;

namespace SalesforceCC.Emulator.Hosting;

/// <summary>The state of one org, made once and shared by all endpoints.</summary>
internal sealed class Org : IDisposable
{
    public Org(EmulatorOptions options, EmulatorClock clock, OrgData data)
    {
        Clock = clock;
        Store = data.Store;
        Users = new UserDirectory(Store);
        Apps = new AppRegistry(
            new ConnectedApp
            {
                ConsumerKey = AppRegistry.NewKey(),
                ConsumerSecret = AppRegistry.NewSecret(),
                RunAsUserId = data.RunAsUserId,
                TokenFormat = options.TokenFormat,
            },
            clock,
            new AppPolicyRows(Store, Users).Write);
        Sessions = new SessionTable(clock, Users) { Lifetime = options.TokenLifetime };
        Throttle = new LoginThrottle(clock);
        Usage = new ApiUsage(options.ApiRequestsUsed, options.ApiRequestsAllowed);
        Log = new RequestLog(clock);
        Line = new Line(TimeProvider.System) { Latency = options.Latency, Bandwidth = options.Bandwidth };
        Recent = new RecentRows(Store);
        ListViews = new ListViewTable(Store);
        Bulk = new BulkOrg(Store, clock);
        Apex = new ApexOrg(Store, clock);
        Events = new EventOrg(Store, clock);
        Pages = options.CachePages ? new CachedPages(Store, Cursors) : new LivePages(Store, Cursors);
        Issuer = new TokenIssuer(
            clock,
            Sessions,
            Signer,
            Store.OrganizationId,
            origin => options.IdentityOrigin?.GetLeftPart(UriPartial.Authority) ?? origin);
    }

    public EmulatorClock Clock { get; }

    public OrgStore Store { get; }

    public Origins Origins { get; } = new();

    public AppRegistry Apps { get; }

    public OrgSettings Settings { get; } = new();

    public UserDirectory Users { get; }

    public SessionTable Sessions { get; }

    public LoginThrottle Throttle { get; }

    public JwtSigner Signer { get; } = new();

    public TokenIssuer Issuer { get; }

    public ApiUsage Usage { get; }

    public RecentRows Recent { get; }

    public ListViewTable ListViews { get; }

    public BulkOrg Bulk { get; }

    public ApexOrg Apex { get; }

    public EventOrg Events { get; }

    public GraphQlOrg GraphQl { get; } = new();

    public CursorTable Cursors { get; } = new();

    public IQueryPages Pages { get; }

    public FaultTable Faults { get; } = new();

    public RequestLog Log { get; }

    public Line Line { get; }

    public void Dispose()
    {
        Bulk.Dispose();
        Events.Dispose();
        Cursors.Dispose();
        Signer.Dispose();
        Store.Dispose();
    }
}
