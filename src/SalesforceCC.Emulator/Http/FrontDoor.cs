using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.OAuth;

namespace SalesforceCC.Emulator.Http;

/// <summary>Leads each request to its part of the org and turns every failure into an answer.</summary>
internal sealed class FrontDoor(Origins origins, Handler control, Handler identity, Handler data)
{
    /// <summary>Documented for the URI alone and, once more, for the URI and all headers together.</summary>
    private const int MaxTargetAndHeaders = 16_384;

    public async Task HandleAsync(HttpContext context)
    {
        using var answer = await AnswerAsync(context);
        await AnswerSender.SendAsync(context, answer);
    }

    private async Task<Answer> AnswerAsync(HttpContext context)
    {
        try
        {
            if (TooLong(context.Request, CallReader.TargetOf(context)) is { } refusal)
                return refusal;
            var call = await CallReader.ReadAsync(context, origins);
            return PartFor(call.Path)(call);
        }
        catch (SalesforceError e)
        {
            return Answer.Error(e);
        }
        catch (OAuthError e)
        {
            return e.ToAnswer();
        }
        catch (InvalidDataException)
        {
            return Answer.Error(new SalesforceError(400, "JSON_PARSER_ERROR", "The entity body is not valid gzip"));
        }
        catch (Exception e) when (UnexpectedError.Is(e))
        {
            return UnexpectedError.ToAnswer(e);
        }
    }

    private Handler PartFor(string path)
    {
        if (path == "/services/data" || path.StartsWith("/services/data/", StringComparison.Ordinal))
            return data;
        if (path.StartsWith("/__org/", StringComparison.Ordinal))
            return control;
        if (path.StartsWith("/services/oauth2/", StringComparison.Ordinal) ||
            path.StartsWith("/id/", StringComparison.Ordinal) ||
            path.StartsWith("/.well-known/", StringComparison.Ordinal))
        {
            return identity;
        }

        return _ => Answer.Text(404, "<html><head><title>URL No Longer Exists</title></head></html>", "text/html");
    }

    private static Answer? TooLong(HttpRequest request, string target)
    {
        // The limits are documented, the bodies are not: the edge answers, and the edge speaks HTML.
        if (target.Length > MaxTargetAndHeaders)
            return Answer.Text(414, "<html><body><h1>414 URI Too Long</h1></body></html>", "text/html");
        var total = target.Length;
        foreach (var (name, values) in request.Headers)
        {
            foreach (var value in values)
                total += name.Length + (value?.Length ?? 0) + 4;
        }

        return total > MaxTargetAndHeaders
            ? Answer.Text(431, "<html><body><h1>431 Request Header Fields Too Large</h1></body></html>", "text/html")
            : null;
    }
}
