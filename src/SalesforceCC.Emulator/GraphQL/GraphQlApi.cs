using SalesforceCC.Emulator.Hosting;
using SalesforceCC.Emulator.Rest;

namespace SalesforceCC.Emulator.GraphQL;

/// <summary>GraphQL for the objects of the User Interface API.</summary>
internal sealed class GraphQlApi : IApi
{
    public void AddTo(Org org, DataApi api) => api.Routes.Map("POST", "/graphql", new GraphQlEndpoint(org.Store, org.GraphQl).Post);
}
