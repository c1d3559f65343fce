using System.Net;
using System.Text;

namespace SalesforceCC.Client.Tests.Support;

/// <summary>A request as it arrived at the server.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query as they were sent; host and port of a CONNECT.</param>
/// <param name="Headers">Headers by name, in any case.</param>
/// <param name="Body">The body, after its transfer encoding.</param>
internal sealed record ReceivedRequest(
    string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Path => Target.Split('?')[0];

    /// <summary>Method and path, which is what scripts are told apart by.</summary>
    public string Line => $"{Method} {Path}";

    public string Text => Encoding.UTF8.GetString(Body);

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>A field of the query.</summary>
    public string? Query(string name) =>
        Target.Contains('?', StringComparison.Ordinal) ? Field(Target[(Target.IndexOf('?', StringComparison.Ordinal) + 1)..], name) : null;

    /// <summary>A field of the form in the body.</summary>
    public string? Form(string name) => Field(Text, name);

    private static string? Field(string form, string name) =>
        form.Split('&').Select(f => f.Split('=', 2)).FirstOrDefault(f => f[0] == name) is [_, { } value]
            ? WebUtility.UrlDecode(value)
            : null;
}
