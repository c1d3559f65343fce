using System.Globalization;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest;

/// <summary>
/// Conditional requests ("Conditional Requests" in the REST API Developer Guide): what may not have changed since the
/// client has seen it, or must have.
/// </summary>
/// <param name="LastModified">When it last changed. Headers have no fractions of a second.</param>
/// <param name="ETag">Its version, which conditions may name; null for all but accounts, which alone have one.</param>
internal sealed record Preconditions(DateTimeOffset LastModified, string? ETag = null)
{
    /// <summary>
    /// Describes are sent with an ETag, too, though a condition cannot name it ("sObject Describe" takes dates only).
    /// </summary>
    public static Preconditions OfSchema(OrgStore store, Call call)
    {
        uint tag = (uint)store.SchemaModified.ToUnixTimeSeconds() * 2_654_435_761;
        string packed = call.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase) ? "--gzip" : "";
        return new Preconditions(store.SchemaModified) { Shown = FormattableString.Invariant($"\"{tag:x8}{packed}\"") };
    }

    private string? Shown { get; init; } = ETag;

    private readonly DateTimeOffset _modified = DateTimeOffset.FromUnixTimeSeconds(LastModified.ToUnixTimeSeconds());

    /// <summary>412 or 304 where a condition of the request does not hold; null where all do.</summary>
    public Answer? Check(Call call)
    {
        // "Conditional Requests": on writes, a condition that cannot be read is refused. Its code is from memory.
        if (call.Method is not ("GET" or "HEAD") && Unreadable(call.Headers.IfUnmodifiedSince) is { } header)
            throw new SalesforceError(400, "INVALID_INPUT", $"The date of a condition cannot be read: {header}");
        if (Fails(call))
            return With(Answer.Empty(412));
        bool known = ETag is not null && call.Headers.IfNoneMatch.Count > 0
            ? Names(call.Headers.IfNoneMatch.ToString())
            : Parse(call.Headers.IfModifiedSince) is { } since && _modified <= since;
        return known && (call.Method is "GET" or "HEAD") ? With(Answer.Empty(304)) : null;
    }

    /// <summary>An answer that is made only if the conditions hold.</summary>
    public Answer Apply(Call call, Func<Answer> make) => Check(call) ?? With(make());

    /// <summary>The same answer with the headers that a later request may name.</summary>
    public Answer With(Answer answer)
    {
        if (Shown is not null)
            answer.With("ETag", Shown);
        return answer.With("Last-Modified", _modified.ToString("R", CultureInfo.InvariantCulture));
    }

    private bool Fails(Call call) =>
        (ETag is not null && call.Headers.IfMatch.Count > 0 && !Names(call.Headers.IfMatch.ToString())) ||
        (Parse(call.Headers.IfUnmodifiedSince) is { } before && _modified > before);

    private bool Names(string header) =>
        header.Split(',', StringSplitOptions.TrimEntries).Any(tag => tag == "*" || tag == ETag);

    private static string? Unreadable(string? header) => string.IsNullOrEmpty(header) || Parse(header) is not null ? null : header;

    private static DateTimeOffset? Parse(string? header) => DateTimeOffset.TryParse(
        header, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date) ? date : null;
}
