using System.Net;

namespace SalesforceCC;

/// <summary>A failure of a call to Salesforce: what was answered, or why no answer came.</summary>
public class SfException : Exception
{
    /// <summary>Makes a failure.</summary>
    /// <param name="code">Salesforce's own code, or one of <see cref="SfErrorCodes"/>.</param>
    /// <param name="message">What happened, in the server's words where it has some. Never holds a secret.</param>
    /// <param name="inner">The cause.</param>
    public SfException(string code, string message, Exception? inner = null)
        : base(message, inner) => Code = code;

    /// <summary>Salesforce's code (<c>INVALID_FIELD</c>, <c>invalid_client</c>) or one of <see cref="SfErrorCodes"/>.</summary>
    public string Code { get; }

    /// <summary>HTTP status of the answer; null where there was none.</summary>
    public HttpStatusCode? StatusCode { get => Facts.StatusCode; init => Facts = Facts with { StatusCode = value }; }

    /// <summary>All errors that the answer names, the cause before its consequences; empty where it names none.</summary>
    public IReadOnlyList<SfError> Errors { get => Facts.Errors; init => Facts = Facts with { Errors = value }; }

    /// <summary>Fields that the errors are about; empty where Salesforce names none.</summary>
    public IReadOnlyList<string> Fields => [.. Errors.SelectMany(static e => e.Fields).Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// The body of the answer as text, without secrets; null where no answer came. A body of more than 1 MiB ends with a
    /// line that says so.
    /// </summary>
    public string? Body { get => Facts.Body; init => Facts = Facts with { Body = value }; }

    /// <summary>Method and path of the request, without its query.</summary>
    public string? Request { get => Facts.Request; init => Facts = Facts with { Request = value }; }

    /// <summary>The response, where one came: for callers that take any status as a result.</summary>
    internal Http.ErrorResponse? Response { get => Facts.Response; init => Facts = Facts with { Response = value }; }

    /// <summary>How long the server asks to wait.</summary>
    internal TimeSpan? RetryAfter { get => Facts.RetryAfter; init => Facts = Facts with { RetryAfter = value }; }

    /// <summary>The server certainly did not carry the request out, so that it may be sent again whatever it was.</summary>
    internal bool NotExecuted { get => Facts.NotExecuted; init => Facts = Facts with { NotExecuted = value }; }

    /// <summary>The failure may pass; a request that only reads may be sent again.</summary>
    internal bool MayPass { get => Facts.MayPass; set => Facts = Facts with { MayPass = value }; }

    /// <summary>Whoever threw it has tried often enough: nobody further out tries again.</summary>
    internal bool Final { get => Facts.Final; set => Facts = Facts with { Final = value }; }

    /// <summary>The flow whose token request failed; null for all other requests.</summary>
    internal SfFlow? Flow { get => Facts.Flow; set => Facts = Facts with { Flow = value }; }

    /// <summary>The request was a GET, HEAD or OPTIONS.</summary>
    internal bool OfReadingMethod { get => Facts.OfReadingMethod; init => Facts = Facts with { OfReadingMethod = value }; }

    /// <summary>What is copied whole.</summary>
    internal FailureFacts Facts { get; private set; } = FailureFacts.None;

    /// <summary>The same failure in other words.</summary>
    internal SfException WithMessage(string message) => new(Code, message, this) { Facts = Facts };

    /// <summary>The same failure, with more known of it.</summary>
    internal SfException With(Func<FailureFacts, FailureFacts> change) => new(Code, Message, this) { Facts = change(Facts) };

    /// <summary>The same failure once more, for another who waited: whoever shows it adds to it.</summary>
    internal SfException Copy() => new(Code, Message, InnerException) { Facts = Facts };
}
