namespace SalesforceCC.Emulator.Http;

/// <summary>A part that owns all paths with one of these starts.</summary>
internal sealed class PathPart(Handler handler, params IReadOnlyList<string> starts) : IOrgPart
{
    public bool Serves(string path) => starts.Any(start => path.StartsWith(start, StringComparison.Ordinal));

    public Answer Handle(Call call) => handler(call);
}
