using System.Runtime.ExceptionServices;
using Polly;

namespace SalesforceCC.Http;

/// <summary>
/// Repeats requests that have failed, as <see cref="RetryPolicy"/> says. Nothing else of the road names a type of Polly: a
/// process in which no request fails does not load it.
/// </summary>
internal sealed class Retries(RoadOptions options, Governor? governor)
{
    private readonly ResiliencePipeline _policy = RetryPolicy.Create(options, governor);

    /// <summary>Goes on after a first attempt.</summary>
    /// <param name="request">The request.</param>
    /// <param name="failure">What came of the first attempt.</param>
    /// <param name="attempt">Makes another.</param>
    /// <param name="stop">Ends it at once.</param>
    public async Task<T> GoOnAsync<T>(
        ApiRequest request, ExceptionDispatchInfo failure, Func<CancellationToken, Task<T>> attempt, CancellationToken stop)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, stop);
        context.Properties.Set(RetryPolicy.RequestKey, request);
        ExceptionDispatchInfo? first = failure;
        try
        {
            return await _policy.ExecuteAsync(
                async c =>
                {
                    // The policy's first attempt is the one that has been made.
                    ExceptionDispatchInfo? made = first;
                    first = null;
                    made?.Throw();
                    return await attempt(c.CancellationToken).ConfigureAwait(false);
                },
                context).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }
}
