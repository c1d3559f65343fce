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

    /// <summary>True where nobody will see an answer: cut here, or left by the client.</summary>
    public static bool IsCut(this HttpContext context) =>
        context.Items.ContainsKey(s_key) || context.RequestAborted.IsCancellationRequested;
}
