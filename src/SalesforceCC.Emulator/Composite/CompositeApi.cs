using SalesforceCC.Emulator.Hosting;
using SalesforceCC.Emulator.Rest;

namespace SalesforceCC.Emulator.Composite;

/// <summary>Several requests in one.</summary>
internal sealed class CompositeApi : IApi
{
    public void AddTo(Org org, DataApi api)
    {
        CompositeEndpoint composite = new CompositeEndpoint(org.Store, api.Dispatch);
        BatchEndpoint batch = new BatchEndpoint(api.Dispatch);
        GraphEndpoint graphs = new GraphEndpoint(org.Store, api.Dispatch);
        api.Routes
            .Map("POST", "/composite", composite.Post)
            .Map("POST", "/tooling/composite", composite.Post)
            .Map("POST", "/composite/batch", batch.Post)
            .Map("POST", "/composite/graph", graphs.Post)
            .Map("POST", "/composite/tree/{type}", new TreeEndpoint(org.Store).Post);
    }
}
