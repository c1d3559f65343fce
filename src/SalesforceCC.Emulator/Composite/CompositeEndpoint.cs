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
    public Answer Post(Call call)
    {
        CompositeRequest request = CompositeRequest.Read(call);
        List<CompositeResult> results = request.AllOrNone
            ? RunTogether(call, request.Subrequests)
            : RunAll(call, request.Subrequests, stopAtFailure: false);
        return Answer.Json(200, new JsonObject
        {
            ["compositeResponse"] = new JsonArray([.. results.Select(r => r.ToJson())]),
        });
    }

    private List<CompositeResult> RunTogether(Call call, List<Subrequest> subrequests)
    {
        List<CompositeResult> results = [];
        try
        {
            store.Together(() =>
            {
                results = RunAll(call, subrequests, stopAtFailure: true);
                if (!results[^1].IsSuccess)
                    throw new TakenBackException();
            });
        }
        catch (TakenBackException)
        {
            Halt(results, subrequests);
        }

        return results;
    }

    private List<CompositeResult> RunAll(Call call, List<Subrequest> subrequests, bool stopAtFailure)
    {
        List<CompositeResult> results = new List<CompositeResult>();
        References references = new References();
        foreach (Subrequest subrequest in subrequests)
        {
            CompositeResult result = Run(call, subrequest, references);
            results.Add(result);
            references.Add(subrequest.ReferenceId, result);
            if (stopAtFailure && !result.IsSuccess)
                break;
        }

        return results;
    }

    private CompositeResult Run(Call call, Subrequest subrequest, References references)
    {
        try
        {
            using Answer answer = Subrequest.OnlyJson(dispatch(subrequest.ToCall(call, references)));
            CompositeResult result = CompositeResult.Of(subrequest.ReferenceId, answer);
            return result with { TookBack = subrequest.IsAllOrNone && result.HasFailedRow };
        }
        catch (SalesforceError e)
        {
            using Answer answer = Answer.Error(e);
            return CompositeResult.Of(subrequest.ReferenceId, answer);
        }
    }

    /// <summary>The failed one keeps its error; those before and after it are said to have been taken back.</summary>
    private static void Halt(List<CompositeResult> results, List<Subrequest> subrequests)
    {
        using Answer halted = Answer.Error(new SalesforceError(
            400,
            "PROCESSING_HALTED",
            "The transaction was rolled back since another operation in the same transaction failed."));
        for (int i = 0; i < subrequests.Count; i++)
        {
            CompositeResult result = CompositeResult.Of(subrequests[i].ReferenceId, halted);
            if (i >= results.Count)
                results.Add(result);
            else if (results[i].IsSuccess)
                results[i] = result;
        }
    }

    /// <summary>Makes the store forget what the parts of one request have written.</summary>
    private sealed class TakenBackException : Exception;
}
