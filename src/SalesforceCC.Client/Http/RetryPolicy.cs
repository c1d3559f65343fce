using System.Globalization;
using System.Net;
using Polly;
using Polly.Retry;

namespace SalesforceCC.Http;

/// <summary>
/// Which failures are tried again, and when. What was certainly not carried out may be replayed whatever it was; a
/// failure that may pass only for requests that may be carried out twice. A write whose fate is unknown is left to its
/// owner.
/// </summary>
internal static class RetryPolicy
{
    /// <summary>A wait longer than this is the user's decision, not ours.</summary>
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(5);

    public static ResiliencePropertyKey<ApiRequest> RequestKey { get; } = new("SalesforceCC.Request");

    /// <param name="options">How often, and at which intervals.</param>
    /// <param name="governor">Who makes all others wait when Salesforce says so; null: nobody.</param>
    public static ResiliencePipeline Create(RoadOptions options, Governor? governor)
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
            ShouldHandle = arguments =>
            {
                if (arguments.Outcome.Exception is SfException { RetryAfter: { } wait } e && IsOverload(e) && wait <= s_longestWait)
                    governor?.Pause(wait);
                return new(ShouldRetry(arguments));
            },
            DelayGenerator = static arguments => new((arguments.Outcome.Exception as SfException)?.RetryAfter),
            OnRetry = arguments =>
            {
                SfException? e = arguments.Outcome.Exception as SfException;
                if (e is { RetryAfter: null } && IsOverload(e))
                    governor?.Pause(arguments.RetryDelay);
                RequestTrace.Sink?.Invoke(string.Format(
                    CultureInfo.InvariantCulture, "{0}: trying again in {1:0.0} s", e?.Code, arguments.RetryDelay.TotalSeconds));
                return default;
            },
        };
        if (options.Randomizer is { } randomizer)
            retry.Randomizer = randomizer;
        return new ResiliencePipelineBuilder { TimeProvider = options.Clock }.AddRetry(retry).Build();
    }

    // Too much at once, which is a matter of all requests, and not of this one: 403 with "ConcurrentRequests Limit
    // exceeded", 429; and 503 where it says when to come back.
    private static bool IsOverload(SfException e) => e.StatusCode switch
    {
        HttpStatusCode.Forbidden => e.NotExecuted,
        (HttpStatusCode)429 => true,
        HttpStatusCode.ServiceUnavailable => e.RetryAfter is not null,
        _ => false,
    };

    private static bool ShouldRetry(RetryPredicateArguments<object> arguments)
    {
        if (arguments.Outcome.Exception is not SfException { Final: false } e || e.RetryAfter > s_longestWait
            || !arguments.Context.Properties.TryGetValue(RequestKey, out ApiRequest? request)
            || request.Repeat == Repeat.Never || request.Body is { CanOpen: false })
            return false;
        if (e.NotExecuted)
            return true;

        // 420: the edge knows no route to this host. It does not learn one quickly.
        if ((int?)e.StatusCode == 420 && arguments.AttemptNumber >= 2)
            return false;
        return e.MayPass && (request.Repeat == Repeat.Idempotent || (request.Repeat == Repeat.ByMethod && request.Reads));
    }
}
