using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Control;

/// <summary>What the org does with files.</summary>
internal sealed class FileKnobs(OrgStore store)
{
    /// <summary><c>{"ranges":true}</c>: what is left out stays.</summary>
    public Answer Set(Call call)
    {
        JsonObject order = ControlJson.ReadObject(call);
        store.Rules.Files = ControlJson.Merge(store.Rules.Files, order);
        return ControlJson.Answer(store.Rules.Files);
    }
}
