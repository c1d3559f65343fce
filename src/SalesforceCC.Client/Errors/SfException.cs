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
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>Fields the error is about; empty where Salesforce names none.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Method and path of the request, without its query.</summary>
    public string? Request { get; init; }

    /// <summary>The answer, where one came: what -SkipHttpErrorCheck hands out.</summary>
    internal Http.ErrorAnswer? Answer { get; init; }

    /// <summary>How long the server asks to wait.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>The server certainly did not carry the request out, so that it may be sent again whatever it was.</summary>
    internal bool NotExecuted { get; init; }

    /// <summary>The failure may pass; a request that only reads may be sent again.</summary>
    internal bool MayPass { get; init; }

    /// <summary>Whoever threw it has tried often enough: nobody further out tries again.</summary>
    internal bool Final { get; set; }

    /// <summary>The flow whose token request failed; null for all other requests.</summary>
    internal string? Flow { get; set; }

    /// <summary>The request was a GET, HEAD or OPTIONS.</summary>
    internal bool OfReadingMethod { get; init; }

    /// <summary>The same failure in other words.</summary>
    internal SfException WithMessage(string message) => new(Code, message, this)
    {
        StatusCode = StatusCode,
        Fields = Fields,
        Request = Request,
        Answer = Answer,
        RetryAfter = RetryAfter,
        NotExecuted = NotExecuted,
        MayPass = MayPass,
        OfReadingMethod = OfReadingMethod,
    };
}
