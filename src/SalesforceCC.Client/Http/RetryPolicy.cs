using Polly;
using Polly.Retry;

namespace SalesforceCC.Http;

/// <summary>
/// Which failures are tried again, and when. What was certainly not carried out may be replayed whatever it was; a
/// failure that may pass only for requests that do nothing but read. A write whose fate is unknown is left to its owner.
/// </summary>
internal static class RetryPolicy
{
    /// <summary>A wait longer than this is the user's decision, not ours.</summary>
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(5);

    public static ResiliencePropertyKey<Replay> ReplayKey { get; } = new("SalesforceCC.Replay");

    public static ResiliencePipeline Create(RoadOptions options)
    {
        if (options.MaximumRetryCount <= 0)
            return ResiliencePipeline.Empty;

        RetryStrategyOptions retry = new()
        {
            MaxRetryAttempts = options.MaximumRetryCount,
            Delay = options.RetryInterval,
            MaxDelay = s_longestWait,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = arguments => new(ShouldRetry(arguments)),
            DelayGenerator = arguments => new((arguments.Outcome.Exception as SfException)?.RetryAfter),
            OnRetry = arguments =>
            {
                RequestTrace.Sink?.Invoke(
                    $"{(arguments.Outcome.Exception as SfException)?.Code}: trying again in {arguments.RetryDelay.TotalSeconds:0.0} s");
                return default;
            },
        };
        if (options.Randomizer is { } randomizer)
            retry.Randomizer = randomizer;
        return new ResiliencePipelineBuilder { TimeProvider = options.Clock }.AddRetry(retry).Build();
    }

    private static bool ShouldRetry(RetryPredicateArguments<object> arguments)
    {
        if (arguments.Outcome.Exception is not SfException { Final: false } e || e.RetryAfter > s_longestWait)
            return false;
        if (e.NotExecuted)
            return true;

        // 420: the edge knows no route to this host. It does not learn one quickly.
        if ((int?)e.StatusCode == 420 && arguments.AttemptNumber >= 2)
            return false;
        return e.MayPass
            && arguments.Context.Properties.TryGetValue(ReplayKey, out Replay replay)
            && (replay == Replay.Safe || e.OfReadingMethod);
    }
}
