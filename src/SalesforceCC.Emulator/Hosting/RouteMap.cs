using SalesforceCC.Emulator.Composite;
using SalesforceCC.Emulator.Control;
using SalesforceCC.Emulator.Credentials;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.Metadata;
using SalesforceCC.Emulator.OAuth;
using SalesforceCC.Emulator.Rest;
using SalesforceCC.Emulator.Rest.Actions;
using SalesforceCC.Emulator.Rest.Layouts;
using SalesforceCC.Emulator.Rest.ListViews;
using SalesforceCC.Emulator.Rest.Pages;

namespace SalesforceCC.Emulator.Hosting;

/// <summary>All that this org serves, in three tables.</summary>
internal static class RouteMap
{
    /// <summary>OAuth and the identity service; paths from the root.</summary>
    public static Handler Identity(Org org)
    {
        var clients = new ClientCheck(org.Apps);
        var token = new TokenEndpoint(
            new ClientCredentialsGrant(clients, org.Users, org.Throttle, org.Issuer),
            new PasswordGrant(clients, org.Users, org.Settings, org.Throttle, org.Issuer),
            new JwtBearerGrant(org.Apps, org.Users, org.Throttle, org.Issuer, org.Clock));
        var introspect = new IntrospectEndpoint(clients, org.Sessions, org.Users, org.Issuer);
        var revoke = new RevokeEndpoint(org.Sessions);
        var identity = new IdentityEndpoint(org.Store.OrganizationId, org.Sessions, org.Users, org.Issuer);
        var discovery = new DiscoveryEndpoint(org.Signer);

        var routes = new RouteTable()
            .Map("POST", "/services/oauth2/token", token.Post)
            .Map("POST", "/services/oauth2/introspect", introspect.Post)
            .Map("POST", "/services/oauth2/revoke", revoke.Post)
            .Map("GET", "/services/oauth2/revoke", revoke.Get)
            .Map("GET", "/services/oauth2/userinfo", identity.UserInfo)
            .Map("POST", "/services/oauth2/userinfo", identity.UserInfo)
            .Map("GET", "/id/keys", discovery.Keys)
            .Map("GET", "/id/{org}/{user}", identity.Identity)
            .Map("POST", "/id/{org}/{user}", identity.Identity)
            .Map("GET", "/.well-known/openid-configuration", DiscoveryEndpoint.Configuration);
        return call => routes.Invoke(call.Path, call);
    }

    /// <summary>The REST API; paths below <c>/services/data/vNN.0</c>.</summary>
    public static Handler Data(Org org)
    {
        var api = new DataApi(org.Sessions, org.Users, org.Usage);
        var resources = new ResourcesEndpoint(org.Issuer);
        var limits = new LimitsEndpoint(org.Usage, org.Store);
        var describe = new DescribeEndpoint(org.Store, org.Recent);
        var rows = new RowEndpoint(org.Store, org.Recent);
        var query = new QueryEndpoint(org.Pages, org.Store, new ExplainEndpoint(org.Store, org.ListViews));
        var tooling = new ToolingQueryEndpoint(query);
        var externalIds = new ExternalIdEndpoint(
            org.Store, rows, new RelatedRows(org.Store, rows, query), org.Recent);
        var composite = new CompositeEndpoint(org.Store, api.Dispatch);
        var batch = new BatchEndpoint(api.Dispatch);
        var replication = new ReplicationEndpoint(org.Store, org.Clock);
        var credentials = new CredentialsEndpoint(org.Apps, org.Settings, org.Users, org.Clock);
        var deploy = new DeployEndpoint(
            org.Store, org.Users, new Deployer(org.Store, new AppCatalog(org.Apps)), org.Clock);

        new ListViewEndpoint(org.Store, org.ListViews, org.Recent).AddTo(api.Routes);
        new LayoutApi(org.Store).AddTo(api.Routes);
        new PagesApi(org.Store).AddTo(api.Routes);
        new QuickActionApi(org.Store).AddTo(api.Routes);
        InvocableActionApi.AddTo(api.Routes);
        api.Routes
            .NotServed(
                "/search", "/parameterizedSearch", "/composite/sobjects", "/composite/tree", "/composite/graph", "/jobs", "/graphql",
                "/tooling/sobjects", "/tooling/executeAnonymous", "/tooling/search", 
                "/process", "/analytics", "/chatter", "/connect", "/ui-api")
            .Map("GET", "/", resources.Get)
            .Map("GET", "/limits", limits.Get)
            .Map("GET", "/limits/recordCount", limits.RecordCount)
            .Map("GET", "/recent", new RecentEndpoint(org.Recent).Get)
            .Map("GET", "/query", query.Query)
            .Map("GET", "/query/{locator}", query.Next)
            .Map("GET", "/queryAll", query.QueryAll)
            .Map("GET", "/queryAll/{locator}", query.Next)
            .Map("GET", "/tooling/query", tooling.Get)
            .Map("GET", "/tooling/query/{locator}", tooling.Next)
            .Map("GET", "/sobjects", describe.Global)
            .Map("GET", "/sobjects/{type}", describe.Basic)
            .Map("POST", "/sobjects/{type}", rows.Create)
            .Map("GET", "/sobjects/{type}/describe", describe.Full)
            .Map("GET", "/sobjects/{type}/updated", replication.Updated)
            .Map("GET", "/sobjects/{type}/deleted", replication.Deleted)
            .Map("GET", "/sobjects/{type}/{id}", rows.Read)
            .Map("POST", "/sobjects/{type}/{id}", externalIds.CreateByIdField)
            .Map("PATCH", "/sobjects/{type}/{id}", rows.Update)
            .Map("DELETE", "/sobjects/{type}/{id}", rows.Delete)
            .Map("GET", "/sobjects/{type}/{field}/{value}", externalIds.Get)
            .Map("PATCH", "/sobjects/{type}/{field}/{value}", externalIds.Upsert)
            .Map("DELETE", "/sobjects/{type}/{field}/{value}", externalIds.Delete)
            .Map("POST", "/composite", composite.Post)
            .Map("POST", "/tooling/composite", composite.Post)
            .Map("POST", "/composite/batch", batch.Post)
            .Map("GET", "/apps/oauth/usage", credentials.Usage)
            .Map("GET", "/apps/oauth/credentials/{app}", credentials.Consumers)
            .Map("GET", "/apps/oauth/credentials/{app}/{consumer}", credentials.KeyAndSecret)
            .Map("GET", "/apps/oauth/credentials/{app}/{consumer}/staged", credentials.Staged)
            .Map("POST", "/apps/oauth/credentials/{app}/{consumer}/staged", credentials.Stage)
            .Map("GET", "/apps/oauth/credentials/{app}/{consumer}/staged/{staged}", credentials.StagedOne)
            .Map("PATCH", "/apps/oauth/credentials/{app}/{consumer}/staged/{staged}", credentials.Rotate)
            .Map("DELETE", "/apps/oauth/credentials/{app}/{consumer}/staged/{staged}", credentials.Delete)
            .Map("POST", "/metadata/deployRequest", deploy.Post)
            .Map("GET", "/metadata/deployRequest/{id}", deploy.Get)
            .Map("PATCH", "/metadata/deployRequest/{id}", deploy.Patch);
        return api.Handle;
    }

    /// <summary>The knobs of the emulator itself.</summary>
    public static Handler Control(Org org, Action stop)
    {
        var traffic = new TrafficKnobs(org.Faults, org.Log, org.Usage);
        var knobs = new OrgKnobs(org.Sessions, org.Apps, org.Users, org.Throttle, org.Settings, org.Clock, stop);
        var logins = new LoginKnobs(org.Users);

        var routes = new RouteTable()
            .Map("POST", "/__org/faults", traffic.AddFault)
            .Map("DELETE", "/__org/faults", traffic.ClearFaults)
            .Map("GET", "/__org/requests", traffic.Requests)
            .Map("DELETE", "/__org/requests", traffic.ClearRequests)
            .Map("GET", "/__org/api-usage", traffic.ApiUsage)
            .Map("POST", "/__org/api-usage", traffic.SetApiUsage)
            .Map("POST", "/__org/expire-tokens", knobs.ExpireTokens)
            .Map("POST", "/__org/token-lifetime", knobs.SetTokenLifetime)
            .Map("POST", "/__org/login-rate", knobs.SetLoginRate)
            .Map("POST", "/__org/clock", knobs.AdvanceClock)
            .Map("POST", "/__org/secret", knobs.SetSecret)
            .Map("POST", "/__org/settings", knobs.SetSettings)
            .Map("GET", "/__org/apps", knobs.ListApps)
            .Map("POST", "/__org/apps", knobs.AddApp)
            .Map("PATCH", "/__org/apps/{key}", knobs.ChangeApp)
            .Map("POST", "/__org/users/{id}", knobs.SetUserAccess)
            .Map("POST", "/__org/users/{id}/login", logins.SetLogin)
            .Map("POST", "/__org/list-views", new ListViewKnobs(org.ListViews).Add)
            .Map("POST", "/__org/stop", knobs.Stop);
        return new ControlApi(routes).Handle;
    }
}
