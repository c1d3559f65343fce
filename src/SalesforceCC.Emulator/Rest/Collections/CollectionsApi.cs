using SalesforceCC.Emulator.Hosting;

namespace SalesforceCC.Emulator.Rest.Collections;

/// <summary>Rows in lists.</summary>
internal sealed class CollectionsApi : IApi
{
    public void AddTo(Org org, DataApi api)
    {
        CollectionsEndpoint collections = new CollectionsEndpoint(org.Store);
        RetrieveEndpoint retrieve = new RetrieveEndpoint(org.Store);
        api.Routes
            .Map("POST", "/composite/sobjects", collections.Insert)
            .Map("PATCH", "/composite/sobjects", collections.Update)
            .Map("DELETE", "/composite/sobjects", collections.Delete)
            .Map("GET", "/composite/sobjects/{type}", retrieve.Get)
            .Map("POST", "/composite/sobjects/{type}", retrieve.Post)
            .Map("PATCH", "/composite/sobjects/{type}/{field}", collections.Upsert);
    }
}
