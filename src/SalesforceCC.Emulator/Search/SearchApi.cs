using SalesforceCC.Emulator.Hosting;
using SalesforceCC.Emulator.Rest;

namespace SalesforceCC.Emulator.Search;

/// <summary>Rows by the words in them: SOSL, and the same search with parameters.</summary>
internal sealed class SearchApi : IApi
{
    public void AddTo(Org org, DataApi api)
    {
        SearchEndpoint search = new SearchEndpoint(new SearchRunner(org.Store));
        api.Routes
            .Map("GET", "/search", search.Sosl)
            .Map("GET", "/parameterizedSearch", search.Parameters)
            .Map("POST", "/parameterizedSearch", search.Body);
    }
}
