namespace SalesforceCC.Http;

/// <summary>
/// Where the trace lines of the current caller go. It follows the async flow, so that lines reach the caller whose
/// request it is and nobody else, also when many share one session.
/// </summary>
internal static class RequestTrace
{
    private static readonly AsyncLocal<Action<string>?> s_sink = new();

    /// <summary>Takes one line; called on any thread. Null: nobody listens, and nothing is formatted.</summary>
    public static Action<string>? Sink
    {
        get => s_sink.Value;
        set => s_sink.Value = value;
    }
}
