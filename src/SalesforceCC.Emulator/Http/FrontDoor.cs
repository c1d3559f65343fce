using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.OAuth;

namespace SalesforceCC.Emulator.Http;

/// <summary>Leads each request to its part of the org and turns every failure into an answer.</summary>
/// <param name="origins">Where the org can be reached.</param>
/// <param name="parts">The parts; the first that serves a path answers.</param>
internal sealed class FrontDoor(Origins origins, IReadOnlyList<IOrgPart> parts)
{
    /// <summary>Documented for the URI alone and, once more, for the URI and all headers together.</summary>
    private const int MaxTargetAndHeaders = 16_384;

    public async Task HandleAsync(HttpContext context)
    {
        using Answer answer = await AnswerAsync(context);
        await AnswerSender.SendAsync(context, answer);
    }

    private async Task<Answer> AnswerAsync(HttpContext context)
    {
        try
        {
            if (TooLong(context.Request, CallReader.TargetOf(context)) is { } refusal)
                return refusal;
            Call call = CallReader.Read(context, origins);
            if (parts.FirstOrDefault(p => p.Serves(call.Path)) is not { } part)
                return Answer.Text(404, "<html><head><title>URL No Longer Exists</title></head></html>", "text/html");
            if (part.FindStream(call) is not { } stream)
                return part.Handle(await CallReader.ReadAsync(context, origins));
            // How much is taken is the handler's to say.
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                size.MaxRequestBodySize = null;
            await using Stream body = CallReader.OpenBody(context.Request);
            return await stream(call, body, context.RequestAborted);
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

    private static Answer? TooLong(HttpRequest request, string target)
    {
        // The limits are documented, the edge answers, and the edge speaks HTML; of the bodies, one is recorded.
        if (target.Length > MaxTargetAndHeaders)
            return Answer.Text(414, "<h1>Bad Message 414</h1><pre>reason: URI Too Long</pre>", "text/html");
        int total = target.Length;
        foreach ((string? name, StringValues values) in request.Headers)
        {
            foreach (string? value in values)
                total += name.Length + (value?.Length ?? 0) + 4;
        }

        return total > MaxTargetAndHeaders
            ? Answer.Text(431, "<html><body><h1>431 Request Header Fields Too Large</h1></body></html>", "text/html")
            : null;
    }
}
