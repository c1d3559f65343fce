using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace SalesforceCC.Emulator.Http;

/// <summary>Cutting connections, and remembering that they were cut.</summary>
internal static class CutConnection
{
    private static readonly object s_key = new();

    /// <summary>Ends the connection without (more of) an answer.</summary>
    public static void Cut(this HttpContext context)
    {
        context.Items[s_key] = true;
        context.Abort();
    }

    /// <summary>The same, with a choice of what HTTP/2 has for it: a code for the one stream, or all streams of the connection.</summary>
    public static void Cut(this HttpContext context, int? resetCode, bool connection)
    {
        context.Items[s_key] = true;
        if (connection) context.Features.Get<IConnectionLifetimeFeature>()?.Abort();
        else if (resetCode is { } code && context.Features.Get<IHttpResetFeature>() is { } stream) stream.Reset(code);
        else context.Abort();
    }

    /// <summary>True where nobody will see an answer: cut here, or left by the client.</summary>
    public static bool IsCut(this HttpContext context) =>
        context.Items.ContainsKey(s_key) || context.RequestAborted.IsCancellationRequested;
}
