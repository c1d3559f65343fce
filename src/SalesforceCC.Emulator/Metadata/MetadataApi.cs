using SalesforceCC.Emulator.Hosting;
using SalesforceCC.Emulator.Rest;

namespace SalesforceCC.Emulator.Metadata;

/// <summary>Deployments over REST.</summary>
internal sealed class MetadataApi : IApi
{
    public void AddTo(Org org, DataApi api)
    {
        DeployEndpoint deploy = new(
            org.Store, org.Users, new Deployer(org.Store, new AppCatalog(org.Apps)), org.Clock);
        api.Routes
            .MapStream("POST", "/metadata/deployRequest", deploy.PostAsync)
            .Map("GET", "/metadata/deployRequest/{id}", deploy.Get)
            .Map("PATCH", "/metadata/deployRequest/{id}", deploy.Patch);
    }
}
