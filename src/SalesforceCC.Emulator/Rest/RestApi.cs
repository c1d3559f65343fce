using SalesforceCC.Emulator.Events.Rest;
using SalesforceCC.Emulator.Files;
using SalesforceCC.Emulator.Hosting;
using SalesforceCC.Emulator.Rest.Actions;
using SalesforceCC.Emulator.Rest.Layouts;
using SalesforceCC.Emulator.Rest.ListViews;
using SalesforceCC.Emulator.Rest.Pages;
using SalesforceCC.Emulator.Rest.Tooling;

namespace SalesforceCC.Emulator.Rest;

/// <summary>Rows, queries, describe, limits.</summary>
internal sealed class RestApi : IApi
{
    public void AddTo(Org org, DataApi api)
    {
        ResourcesEndpoint resources = new(org.Issuer);
        LimitsEndpoint limits = new(org.Usage, org.Store, org.Bulk, org.Events);
        DescribeEndpoint describe = new(org.Store, org.Recent);
        RowEndpoint rows = new(org.Store, org.Recent);
        FileEndpoint files = new(org.Store, rows);
        QueryEndpoint query = new(org.Pages, org.Store, new ExplainEndpoint(org.Store, org.ListViews));
        ToolingQueryEndpoint tooling = new(query);
        ExternalIdEndpoint externalIds = new(org.Store, rows, new RelatedRows(org.Store, rows, query), org.Recent);
        ReplicationEndpoint replication = new(org.Store, org.Clock);
        // Before the rows: what they know by name is no id.
        new ListViewEndpoint(org.Store, org.ListViews, org.Recent).AddTo(api.Routes);
        new EventSchemaApi(org.Store, org.Events.Schemas).AddTo(api.Routes);
        new LayoutApi(org.Store).AddTo(api.Routes);
        new PagesApi(org.Store).AddTo(api.Routes);
        new QuickActionApi(org.Store).AddTo(api.Routes);
        InvocableActionApi.AddTo(api.Routes);
        new ToolingRowApi(org.Store, org.Apex, org.Events.ChannelRows, org.Events.ManagedRows).AddTo(api.Routes);
        api.Routes
            .NotServed(
                "/process", "/analytics", "/chatter", "/connect",
                "/ui-api", "/sobjects/*/suggestedArticles", "/sobjects/*/*/suggestedArticles", "/sobjects/*/*/password",
                "/sobjects/*/*/richTextImageFields", "/sobjects/*/relevantItems", "/sobjects/relevantItems", "/metadata/retrieveRequest",
                "/async-queries", "/consent", "/dedupe", "/domino", "/eclair", "/emailConnect", "/folders", "/iot", "/knowledgeManagement",
                "/licensing", "/match", "/mobile", "/nouns", "/payments", "/serviceTemplates", "/smartdatadiscovery", "/support", "/wave")
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
            .MapUpload("POST", "/sobjects/{type}", rows.Create, files.CreateAsync)
            .Map("GET", "/sobjects/{type}/describe", describe.Full)
            .Map("GET", "/sobjects/{type}/updated", replication.Updated)
            .Map("GET", "/sobjects/{type}/deleted", replication.Deleted)
            .Map("GET", "/sobjects/{type}/{id}", rows.Read)
            .Map("POST", "/sobjects/{type}/{id}", externalIds.CreateByIdField)
            .MapUpload("PATCH", "/sobjects/{type}/{id}", rows.Update, files.UpdateAsync)
            .Map("DELETE", "/sobjects/{type}/{id}", rows.Delete)
            .Map("GET", "/sobjects/{type}/{field}/{value}", externalIds.Get)
            .Map("PATCH", "/sobjects/{type}/{field}/{value}", externalIds.Upsert)
            .Map("DELETE", "/sobjects/{type}/{field}/{value}", externalIds.Delete);
    }
}
