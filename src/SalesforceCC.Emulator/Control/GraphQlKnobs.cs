using System.Text.Json.Nodes;
using SalesforceCC.Emulator.GraphQL;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Control;

/// <summary>How GraphQL answers.</summary>
internal sealed class GraphQlKnobs(GraphQlOrg org)
{
    /// <summary><c>{"pageRows":4}</c>: what is left out stays, null takes it away.</summary>
    public Answer Set(Call call)
    {
        JsonObject order = ControlJson.ReadObject(call);
        org.Settings = ControlJson.Merge(org.Settings, order);
        return ControlJson.Answer(org.Settings);
    }
}
