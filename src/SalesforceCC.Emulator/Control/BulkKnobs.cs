using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Bulk;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Control;

/// <summary>How jobs of the Bulk API go.</summary>
internal sealed class BulkKnobs(BulkOrg bulk)
{
    /// <summary><c>{"polls":2,"shuffle":true,"failAfter":400}</c>: what is left out stays, null takes it away.</summary>
    public Answer Set(Call call)
    {
        JsonObject order = ControlJson.ReadObject(call);
        bulk.Settings = ControlJson.Merge(bulk.Settings, order);
        return ControlJson.Answer(bulk.Settings);
    }
}
