using SalesforceCC.Cmdlets.Commands;
using SalesforceCC.Http;
using SalesforceCC.Rest;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>The parameters of Invoke-SfRest as a request.</summary>
internal static class RestRequests
{
    /// <summary>Headers that the session sets, and no user.</summary>
    private static readonly string[] s_ours = ["Authorization", "Host", "Content-Length", "Transfer-Encoding", "Accept-Encoding"];

    /// <summary>Checks the parameters and makes the request of them.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER, INVALID_PATH or FOREIGN_ORIGIN, before anything is sent.</exception>
    public static ApiRequest From(InvokeSfRestCommand command, SfSession session)
    {
        RequestBody? body = RestBody.Of(command, session);
        string method = command.Method.ToUpperInvariant();
        if (body is not null && method is "GET" or "HEAD")
            throw Invalid($"-Method {method} takes no body.");
        if (command.OutFile is not null && command.Paginate)
            throw Invalid("-OutFile writes one answer and -Paginate reads many: leave one of them out.");
        return new ApiRequest
        {
            Method = new HttpMethod(method),
            Url = RestPath.WithQuery(session.Resolve(command.Path), RestText.Query(command.Query)),
            Headers = RestText.Headers(command.Headers).Select(h => Check(h, command.Anonymous)).ToArray(),
            Body = body,
            Token = command.Anonymous ? TokenUse.None : TokenUse.Session,
            IdleTimeout = command.TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
    }

    /// <summary>The page after the first: sent like it, but for the body.</summary>
    public static ApiRequest Next(ApiRequest first, Uri url) => new()
    {
        Method = HttpMethod.Get,
        Url = url,
        Headers = first.Headers,
        Token = first.Token,
        IdleTimeout = first.IdleTimeout,
    };

    // Without the session's token, a header in its place is the user's own affair: OAuth takes Basic at some endpoints.
    private static KeyValuePair<string, string> Check(KeyValuePair<string, string> header, bool anonymous)
    {
        if (s_ours.Contains(header.Key, StringComparer.OrdinalIgnoreCase)
            && !(anonymous && header.Key.Equals(s_ours[0], StringComparison.OrdinalIgnoreCase)))
            throw Invalid($"The header {header.Key} comes from the session; leave it out of -Headers.");
        return CheckText(header, "-Headers");
    }

    /// <summary>A header that can be sent.</summary>
    /// <param name="header">The header.</param>
    /// <param name="place">Where the user has written it.</param>
    /// <exception cref="SfException">INVALID_PARAMETER: it cannot.</exception>
    public static KeyValuePair<string, string> CheckText(KeyValuePair<string, string> header, string place)
    {
        if (header.Key.Length == 0 || header.Key.Any(static c => c is <= ' ' or > '~' or ':')
            || header.Value.Any(static c => c is (< ' ' and not '\t') or > '~'))
            throw Invalid($"The header '{header.Key}' in {place} has a name or value that no header can have.");
        return header;
    }

    private static SfException Invalid(string message) => new(SfErrorCodes.InvalidParameter, message);
}
