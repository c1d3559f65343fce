using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Composite;

/// <summary>Runs subrequests one after the other, of which later ones may name results of earlier ones.</summary>
/// <param name="store">What they change.</param>
/// <param name="dispatch">Runs one.</param>
/// <param name="halted">What is said of those that are taken back because of another.</param>
internal sealed class SubrequestRunner(OrgStore store, Handler dispatch, string halted)
{
    /// <summary>Runs all, whatever becomes of each.</summary>
    public List<CompositeResult> RunAll(Call call, IReadOnlyList<Subrequest> subrequests) => Run(call, subrequests, stopAtFailure: false);

    /// <summary>Runs all, or takes all back: the failed one keeps its error, the others are said to have been halted.</summary>
    public List<CompositeResult> RunTogether(Call call, IReadOnlyList<Subrequest> subrequests)
    {
        List<CompositeResult> results = [];
        try
        {
            store.Together(() =>
            {
                results = Run(call, subrequests, stopAtFailure: true);
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

    /// <summary>Runs none: all are said to have been halted.</summary>
    public List<CompositeResult> RunNone(IReadOnlyList<Subrequest> subrequests)
    {
        List<CompositeResult> results = [];
        Halt(results, subrequests);
        return results;
    }

    private List<CompositeResult> Run(Call call, IReadOnlyList<Subrequest> subrequests, bool stopAtFailure)
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

    private void Halt(List<CompositeResult> results, IReadOnlyList<Subrequest> subrequests)
    {
        using Answer answer = Answer.Error(new SalesforceError(400, "PROCESSING_HALTED", halted));
        for (int i = 0; i < subrequests.Count; i++)
        {
            CompositeResult result = CompositeResult.Of(subrequests[i].ReferenceId, answer);
            if (i >= results.Count)
                results.Add(result);
            else if (results[i].IsSuccess)
                results[i] = result;
        }
    }

    /// <summary>Makes the store forget what the parts of one request have written.</summary>
    private sealed class TakenBackException : Exception;
}
