using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;

namespace SalesforceCC.Http;

/// <summary>
/// Failed answers in all the forms Salesforce has for them: the REST array, a bare object (Connect), OAuth's pair, XML,
/// plain text (identity), urlencoded (revoke), HTML (the edge, maintenance).
/// </summary>
internal static class ErrorReader
{
    // It looks at a character a few times only, so it has no time limit, which a busy machine would exceed.
    private static readonly Regex s_title = new(
        "<title[^<>]*>([^<]{1,200})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Reads the body and makes the failure of it.</summary>
    public static async Task<SfException> ReadAsync(
        HttpRequestMessage request, HttpResponseMessage response, TimeProvider clock, CancellationToken stop)
    {
        IReadOnlyDictionary<string, IReadOnlyList<string>> headers = ResponseHeaders.Of(response);
        string body = await ErrorBody.BufferAsync(response, stop).ConfigureAwait(false);
        string media = response.Content.Headers.ContentType?.MediaType ?? "";
        ErrorText text = WithoutSecrets(Read(response.StatusCode, response.ReasonPhrase, body), request);
        return new SfException(text.Code, text.Message)
        {
            StatusCode = response.StatusCode,
            Fields = text.Fields,
            Request = RequestName.Of(request),
            Answer = new ErrorAnswer(
                response.StatusCode, headers, body, media.EndsWith("json", StringComparison.OrdinalIgnoreCase)),
            RetryAfter = RetryAfter(response, clock),
            NotExecuted = NotExecuted(text),
            MayPass = MayPass(response.StatusCode),
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
            Fields = text.Fields,
            Request = request,
            NotExecuted = NotExecuted(text),
            MayPass = MayPass(status),
        };
    }

    /// <summary>Code, message and fields of a body; the pure part, for tests and composite answers.</summary>
    internal static ErrorText Read(HttpStatusCode status, string? reason, string body)
    {
        string trimmed = body.Trim().Trim('\uFEFF').Trim();
        ErrorText? read = trimmed.Length == 0 ? null : trimmed[0] switch
        {
            '[' or '{' => FromJson(trimmed),
            '<' => FromXml(trimmed),
            _ => FromForm(trimmed) ?? (trimmed.Length <= 200 ? new ErrorText(CodeOf(status), trimmed) : null),
        };
        if (read is not null)
            return read;

        string what = $"{(int)status} {reason}".TrimEnd();
        if ((int)status is 301 or 302 or 303 or 307 or 308)
            return new ErrorText(SfErrorCodes.UnexpectedRedirect, $"The answer is a redirect ({what}), which is not followed.");
        return new ErrorText(CodeOf(status), trimmed.Length == 0 ? $"The answer is {what}, without a text."
            : status == HttpStatusCode.Ambiguous ? $"More than one record has this external id ({what})."
            : trimmed[0] is '[' or '{' ? $"The answer is {what}, with JSON that names no error."
            : $"The answer is {what}, with a page instead of JSON{Title(trimmed)}.");
    }

    private static ErrorText? FromJson(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Array)
                root = root.EnumerateArray().FirstOrDefault();
            if (root.ValueKind != JsonValueKind.Object)
                return null;

            string? code = Text(root, "errorCode") ?? Text(root, "error") ?? Text(root, "statusCode");
            return code is null
                ? null
                : new ErrorText(code, Text(root, "message") ?? Text(root, "error_description") ?? code, Fields(root));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static ErrorText? FromXml(string body)
    {
        try
        {
            using XmlReader reader = XmlReader.Create(
                new StringReader(body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != "Errors"
                || !reader.ReadToDescendant("Error") || reader.IsEmptyElement)
                return null;

            string? code = null;
            string? message = null;
            reader.Read();
            while (reader.NodeType != XmlNodeType.EndElement)
            {
                if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "errorCode")
                    code = reader.ReadElementContentAsString();
                else if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "message")
                    message = reader.ReadElementContentAsString();
                else
                    reader.Skip();
            }

            return OrNull(code) is null ? null : new ErrorText(code!, OrNull(message) ?? code!);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static ErrorText? FromForm(string body)
    {
        if (!body.StartsWith("error=", StringComparison.Ordinal))
            return null;
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        foreach (string pair in body.Split('&'))
        {
            int equals = pair.IndexOf('=');
            if (equals > 0)
                fields[pair.Substring(0, equals)] = Uri.UnescapeDataString(pair.Substring(equals + 1).Replace('+', ' '));
        }

        fields.TryGetValue("error_description", out string? text);
        return OrNull(fields["error"]) is { } code ? new ErrorText(code, OrNull(text) ?? code) : null;
    }

    private static IReadOnlyList<string> Fields(JsonElement root) =>
        root.TryGetProperty("fields", out JsonElement fields) && fields.ValueKind == JsonValueKind.Array
            ? fields.EnumerateArray().Where(f => f.ValueKind == JsonValueKind.String).Select(f => f.GetString()!).ToArray()
            : [];

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? OrNull(value.GetString())
            : null;

    private static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static ErrorText WithoutSecrets(ErrorText text, HttpRequestMessage? sent) => new(
        SentSecrets.Mask(sent, text.Code),
        SentSecrets.Mask(sent, text.Message),
        [.. text.Fields.Select(f => SentSecrets.Mask(sent, f))]);

    private static string Title(string html) =>
        s_title.Match(html) is { Success: true } match ? $" (\"{WebUtility.HtmlDecode(match.Groups[1].Value).Trim()}\")" : "";

    // 407 is a proxy's, also where it comes as an answer: to plain http, which needs no tunnel.
    private static string CodeOf(HttpStatusCode status) => status == HttpStatusCode.ProxyAuthenticationRequired
        ? SfErrorCodes.ProxyRefused
        : FormattableString.Invariant($"HTTP_{(int)status}");

    private static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider clock)
    {
        if (response.Headers.RetryAfter is not { } after)
            return null;
        TimeSpan? wait = after.Delta ?? after.Date - clock.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <summary>
    /// Refused before anything ran: too many long calls at once, a locked row (the transaction is rolled back). The
    /// daily limit has the same code but another text, and does not pass within minutes.
    /// </summary>
    private static bool NotExecuted(ErrorText text) => text.Code switch
    {
        "REQUEST_LIMIT_EXCEEDED" => text.Message.StartsWith("Concurrent", StringComparison.OrdinalIgnoreCase),
        "UNABLE_TO_LOCK_ROW" => true,
        _ => false,
    };

    private static bool MayPass(HttpStatusCode status) => (int)status is 420 or 429 or 500 or 502 or 503 or 504;
}
