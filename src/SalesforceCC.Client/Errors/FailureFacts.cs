using System.Net;

namespace SalesforceCC;

/// <summary>
/// All that is known of a failure but its code and text, in one piece: who says a failure in other words, or adds to it,
/// copies the piece and cannot forget a part.
/// </summary>
internal sealed record FailureFacts
{
    public static FailureFacts None { get; } = new();

    public HttpStatusCode? StatusCode { get; init; }

    public IReadOnlyList<SfError> Errors { get; init; } = [];

    public string? Body { get; init; }

    public string? Request { get; init; }

    public Http.ErrorResponse? Response { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public bool NotExecuted { get; init; }

    public bool MayPass { get; init; }

    public bool Final { get; init; }

    public SfFlow? Flow { get; init; }

    public bool OfReadingMethod { get; init; }
}
