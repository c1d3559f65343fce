using SalesforceCC.Emulator.Rest;

namespace SalesforceCC.Emulator.Hosting;

/// <summary>An API of the org. It adds its resources to those below <c>/services/data/vNN.0</c>.</summary>
internal interface IApi
{
    void AddTo(Org org, DataApi api);
}
