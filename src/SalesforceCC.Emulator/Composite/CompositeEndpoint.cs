using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Composite;

/// <summary>
/// <c>POST /composite</c>: up to 25 subrequests one after the other, of which later ones may name results of earlier
/// ones. The whole is answered with 200, whatever becomes of the parts.
/// </summary>
internal sealed class CompositeEndpoint(OrgStore store, Handler dispatch)
{
    private readonly SubrequestRunner _runner = new(
        store, dispatch, "The transaction was rolled back since another operation in the same transaction failed.");

    public Answer Post(Call call)
    {
        CompositeRequest request = CompositeRequest.Read(call);
        List<CompositeResult> results = request.AllOrNone
            ? _runner.RunTogether(call, request.Subrequests)
            : _runner.RunAll(call, request.Subrequests);
        return Answer.Json(200, Body(results));
    }

    /// <summary>The results as composites and graphs have them.</summary>
    public static JsonObject Body(IEnumerable<CompositeResult> results) => new()
    {
        ["compositeResponse"] = new JsonArray([.. results.Select(r => r.ToJson())]),
    };
}
