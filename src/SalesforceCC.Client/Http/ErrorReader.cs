using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace SalesforceCC.Http;

/// <summary>
/// Failed answers in all the forms Salesforce has for them: the REST array, a bare object (Connect), OAuth's pair, XML,
/// plain text (identity), urlencoded (revoke), HTML (the edge, maintenance).
/// </summary>
internal static class ErrorReader
{
    // It looks at a character a few times only, so it has no time limit, which a busy machine would exceed.
    private static readonly Regex s_title = new(
        "<(?:title|h1)(?:\\s[^<>]*)?>([^<]{1,200})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex s_page = new(
        @"\A<(?:!doctype\s+html|(?:html|head|body|title|h1|center|pre|p|meta)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private const int MostQuoted = 2_000;

    /// <summary>Reads the body and makes the failure of it.</summary>
    public static async Task<SfException> ReadAsync(
        HttpRequestMessage request, HttpResponseMessage response, TimeProvider clock, CancellationToken stop)
    {
        IReadOnlyDictionary<string, IReadOnlyList<string>> headers = ResponseHeaders.Of(response);
        string body = await ErrorBody.BufferAsync(response, stop).ConfigureAwait(false);
        string media = response.Content.Headers.ContentType?.MediaType ?? "";
        ErrorText text = WithoutSecrets(Read(response.StatusCode, response.ReasonPhrase, body, media), request);
        return new SfException(text.Code, text.Message)
        {
            StatusCode = response.StatusCode,
            Errors = text.Errors,
            Body = SentSecrets.Mask(request, body),
            Request = RequestName.Of(request),
            Response = new ErrorResponse(
                response.StatusCode, headers, body, media.EndsWith("json", StringComparison.OrdinalIgnoreCase)),
            RetryAfter = FailureVerdict.RetryAfter(response, clock),
            NotExecuted = FailureVerdict.NotExecuted(text),
            MayPass = FailureVerdict.MayPass(response.StatusCode, text, isEmpty: body.Length == 0),
            OfReadingMethod = TransportErrors.Reads(request.Method),
        };
    }

    /// <summary>The failure of a part of a composite request, as if it had come by itself.</summary>
    public static SfException OfSubrequest(HttpStatusCode status, string body, string request)
    {
        ErrorText text = WithoutSecrets(Read(status, reason: null, body), sent: null);
        return new SfException(text.Code, text.Message)
        {
            StatusCode = status,
            Errors = text.Errors,
            Body = SentSecrets.Mask(request: null, body),
            Request = request,
            NotExecuted = FailureVerdict.NotExecuted(text),
            MayPass = FailureVerdict.MayPass(status, text, isEmpty: body.Length == 0),
        };
    }

    /// <summary>Code, message and errors of a body; the pure part, for tests and composite answers.</summary>
    internal static ErrorText Read(HttpStatusCode status, string? reason, string body, string media = "")
    {
        string trimmed = body.Trim().Trim('\uFEFF').Trim();
        string code = CodeOf(status);
        string what = $"{((int)status).ToString(CultureInfo.InvariantCulture)} {reason}".TrimEnd();
        if (trimmed.Length == 0)
            return IsRedirect(status) ? Redirect(what) : new ErrorText(code, $"The answer is {what}, without a text.");

        if (status == HttpStatusCode.Ambiguous && trimmed[0] == '[')
            return new ErrorText(code, $"More than one record has this external id ({what}): {Quote(trimmed)}");

        bool isJson = trimmed[0] is '[' or '{' or '"';
        IReadOnlyList<FoundError> found =
            isJson ? JsonErrors.Find(trimmed) ?? [] : trimmed[0] == '<' ? XmlErrors.Find(trimmed) : FromForm(trimmed);
        if (found.Count > 0)
            return ErrorText.Of(found, code);
        if (IsRedirect(status))
            return Redirect(what);
        if (IsPage(trimmed, media))
            return new ErrorText(code, $"The answer is {what}, with a page instead of JSON{Title(trimmed)}.");
        if (trimmed.Any(static c => c < ' ' && c is not ('\t' or '\r' or '\n' or '\f')))
            return new ErrorText(code, $"The answer is {what}, with something that is not text.");
        return new ErrorText(
            code,
            isJson ? $"The answer is {what}, with JSON that names no error: {Quote(trimmed)}"
            : trimmed[0] == '<' ? $"The answer is {what}, with XML that names no error: {Quote(trimmed)}"
            : Quote(trimmed));
    }

    private static bool IsRedirect(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    private static ErrorText Redirect(string what) =>
        new(SfErrorCodes.UnexpectedRedirect, $"The answer is a redirect ({what}), which is not followed.");

    private static bool IsPage(string text, string media) =>
        text[0] == '<' && (media.EndsWith("html", StringComparison.OrdinalIgnoreCase) || s_page.IsMatch(text));

    /// <summary>What was said, in a length that one reads. The whole is the exception's body.</summary>
    private static string Quote(string text) => text.Length <= MostQuoted
        ? text
        : FormattableString.Invariant($"{text.Substring(0, MostQuoted)}... (the first {MostQuoted} of {text.Length} characters)");

    private static IReadOnlyList<FoundError> FromForm(string body)
    {
        if (!body.StartsWith("error=", StringComparison.Ordinal))
            return [];
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        foreach (string pair in body.Split('&'))
        {
            int equals = pair.IndexOf('=');
            if (equals > 0)
                fields[pair.Substring(0, equals)] = Uri.UnescapeDataString(pair.Substring(equals + 1).Replace('+', ' '));
        }

        fields.TryGetValue("error_description", out string? text);
        return string.IsNullOrWhiteSpace(fields["error"])
            ? []
            : [new FoundError(fields["error"], string.IsNullOrWhiteSpace(text) ? null : text, [])];
    }

    private static ErrorText WithoutSecrets(ErrorText text, HttpRequestMessage? sent) => new(
        SentSecrets.Mask(sent, text.Code),
        SentSecrets.Mask(sent, text.Message),
        [.. text.Errors.Select(e => new SfError(
            SentSecrets.Mask(sent, e.Code), SentSecrets.Mask(sent, e.Message), [.. e.Fields.Select(f => SentSecrets.Mask(sent, f))]))]);

    private static string Title(string html) =>
        s_title.Match(html) is { Success: true } match && WebUtility.HtmlDecode(match.Groups[1].Value).Trim() is { Length: > 0 } title
            ? $" (\"{title}\")"
            : "";

    // 407 is a proxy's, also where it comes as an answer: to plain http, which needs no tunnel.
    private static string CodeOf(HttpStatusCode status) => status == HttpStatusCode.ProxyAuthenticationRequired
        ? SfErrorCodes.ProxyRefused
        : FormattableString.Invariant($"HTTP_{(int)status}");
}
