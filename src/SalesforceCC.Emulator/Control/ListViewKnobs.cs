using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.Rest.ListViews;

namespace SalesforceCC.Emulator.Control;

/// <summary>Adds list views, which no served API does.</summary>
internal sealed class ListViewKnobs(ListViewTable views)
{
    public Answer Add(Call call) => ControlJson.Answer(views.Add(ControlJson.Read<ListView>(call)));
}
