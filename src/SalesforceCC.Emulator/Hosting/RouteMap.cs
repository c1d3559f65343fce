using SalesforceCC.Emulator.Apex;
using SalesforceCC.Emulator.Bulk;
using SalesforceCC.Emulator.Composite;
using SalesforceCC.Emulator.Control;
using SalesforceCC.Emulator.Credentials;
using SalesforceCC.Emulator.GraphQL;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.Metadata;
using SalesforceCC.Emulator.OAuth;
using SalesforceCC.Emulator.Rest;
using SalesforceCC.Emulator.Rest.Collections;
using SalesforceCC.Emulator.Search;
using SalesforceCC.Emulator.Soap;

namespace SalesforceCC.Emulator.Hosting;

/// <summary>All that this org serves. A new API is one more line here; one with paths of its own is another part.</summary>
internal static class RouteMap
{
    private static readonly IApi[] s_apis =
        [new RestApi(), new CollectionsApi(), new CompositeApi(), new CredentialsApi(), new MetadataApi(), new BulkApi(), new SearchApi(), new ApexApi(), new GraphQlApi()];

    /// <summary>The parts of the org; <paramref name="stop"/> ends it.</summary>
    public static IReadOnlyList<IOrgPart> Parts(Org org, Action stop) =>
        [Data(org), Control(org, stop), Identity(org), new SoapPart(org), new ApexRestPart(org)];

    private static DataApi Data(Org org)
    {
        DataApi data = new(org.Sessions, org.Users, org.Usage, org.Apex);
        foreach (IApi api in s_apis)
            api.AddTo(org, data);
        return data;
    }

    /// <summary>OAuth and the identity service; paths from the root.</summary>
    private static PathPart Identity(Org org)
    {
        ClientCheck clients = new(org.Apps);
        TokenEndpoint token = new(
            new ClientCredentialsGrant(clients, org.Users, org.Throttle, org.Issuer),
            new PasswordGrant(clients, org.Users, org.Settings, org.Throttle, org.Issuer),
            new JwtBearerGrant(org.Apps, org.Users, org.Throttle, org.Issuer, org.Clock));
        IntrospectEndpoint introspect = new(clients, org.Sessions, org.Users, org.Issuer);
        RevokeEndpoint revoke = new(org.Sessions);
        IdentityEndpoint identity = new(org.Store.OrganizationId, org.Sessions, org.Users, org.Issuer);
        DiscoveryEndpoint discovery = new(org.Signer);

        RouteTable routes = new RouteTable()
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
        return new PathPart(
            call => routes.Invoke(call.Path, call), "/services/oauth2/", "/id/", "/.well-known/");
    }

    /// <summary>The knobs of the emulator itself.</summary>
    private static PathPart Control(Org org, Action stop)
    {
        TrafficKnobs traffic = new(org.Faults, org.Log, org.Usage, org.Line);
        OrgKnobs knobs = new(org.Sessions, org.Apps, org.Users, org.Throttle, org.Settings, org.Clock, stop);
        LoginKnobs logins = new(org.Users);
        RuleKnobs rules = new(org.Store);
        SchemaKnobs schema = new(org.Store);
        ApexKnobs apex = new(org.Apex);
        EventKnobs events = new(org.Events);

        RouteTable routes = new RouteTable()
            .Map("POST", "/__org/faults", traffic.AddFault)
            .Map("DELETE", "/__org/faults", traffic.ClearFaults)
            .Map("GET", "/__org/requests", traffic.Requests)
            .Map("DELETE", "/__org/requests", traffic.ClearRequests)
            .Map("GET", "/__org/api-usage", traffic.ApiUsage)
            .Map("POST", "/__org/api-usage", traffic.SetApiUsage)
            .Map("POST", "/__org/line", traffic.SetLine)
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
            .Map("POST", "/__org/validation-rules", rules.AddValidationRule)
            .Map("GET", "/__org/validation-rules", rules.ValidationRules)
            .Map("DELETE", "/__org/validation-rules", rules.ClearValidationRules)
            .Map("POST", "/__org/duplicate-rules", rules.AddDuplicateRule)
            .Map("GET", "/__org/duplicate-rules", rules.DuplicateRules)
            .Map("DELETE", "/__org/duplicate-rules", rules.ClearDuplicateRules)
            .Map("POST", "/__org/locks", rules.LockRow)
            .Map("DELETE", "/__org/locks", rules.Unlock)
            .Map("POST", "/__org/undelete", rules.Undelete)
            .Map("POST", "/__org/list-views", new ListViewKnobs(org.ListViews).Add)
            .Map("POST", "/__org/schema", schema.Change)
            .Map("DELETE", "/__org/schema/{name}", schema.Remove)
            .Map("POST", "/__org/files", new FileKnobs(org.Store).Set)
            .Map("POST", "/__org/apex-tests", apex.SetTests)
            .Map("POST", "/__org/apex-rest", apex.AddEndpoint)
            .Map("DELETE", "/__org/apex-rest", apex.ClearEndpoints)
            .Map("POST", "/__org/bulk", new BulkKnobs(org.Bulk).Set)
            .Map("POST", "/__org/graphql", new GraphQlKnobs(org.GraphQl).Set)
            .Map("GET", "/__org/events", events.Get)
            .Map("POST", "/__org/events", events.Set)
            .Map("DELETE", "/__org/events", events.Purge)
            .Map("POST", "/__org/events/publish", events.Publish)
            .Map("POST", "/__org/events/drop", events.Drop)
            .Map("POST", "/__org/events/errors", events.AddError)
            .Map("DELETE", "/__org/events/errors", events.ClearErrors)
            .Map("POST", "/__org/events/publish-errors", events.AddPublishError)
            .Map("DELETE", "/__org/events/calls", events.ClearCalls)
            .Map("POST", "/__org/stop", knobs.Stop);
        return new PathPart(new ControlApi(routes).Handle, "/__org/");
    }
}
