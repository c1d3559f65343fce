using SalesforceCC.Emulator.Apex;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.OAuth;

namespace SalesforceCC.Emulator.Rest;

/// <summary>
/// Everything below <c>/services/data</c>: who may come in, what it costs, and which endpoint answers.
/// </summary>
internal sealed class DataApi(SessionTable sessions, UserDirectory users, ApiUsage usage, ApexOrg apex) : IOrgPart
{
    private const string Root = "/services/data";

    /// <summary>Filled by the APIs, of which composite ones call back into <see cref="Dispatch"/>.</summary>
    public RouteTable Routes { get; } = new();

    public bool Serves(string path) => path == Root || path.StartsWith(Root + "/", StringComparison.Ordinal);

    public Answer Handle(Call call)
    {
        if (call.Path.TrimEnd('/') == Root)
            return new RouteTable().Map("GET", "/", VersionsEndpoint.Get).Invoke("/", call);
        Session session = Admit(call);
        apex.Tick();
        Answer answer = Refuse(call) ?? Dispatch(call with { Caller = session });
        Note(call, session, answer);
        return answer.With("Sforce-Limit-Info", usage.Header);
    }

    public StreamHandler? FindStream(Call call)
    {
        (string version, string rest) = Split(call.Path);
        return Routes.FindStream(rest, call.Method) is { } handler
            ? (_, body, cancel) => StreamAsync(handler, call, version, body, cancel)
            : null;
    }

    /// <summary>Runs the endpoint of a call that has been admitted, and so the parts of a composite call.</summary>
    public Answer Dispatch(Call call)
    {
        try
        {
            (string version, string rest) = Split(call.Path);
            return Routes.Invoke(rest, call with { Version = ApiVersion.Parse(version) });
        }
        catch (SalesforceError e)
        {
            return Answer.Error(e);
        }
        catch (Exception e) when (UnexpectedError.Is(e))
        {
            // Here rather than at the front door, since failed calls count and tell the usage, too.
            return UnexpectedError.ToAnswer(e);
        }
    }

    private async Task<Answer> StreamAsync(
        StreamHandler handler, Call call, string version, Stream body, CancellationToken cancel)
    {
        Session session = Admit(call);
        apex.Tick();
        if (Refuse(call) is { } refusal)
            return refusal.With("Sforce-Limit-Info", usage.Header);
        Answer answer;
        try
        {
            answer = await handler(call with { Caller = session, Version = ApiVersion.Parse(version) }, body, cancel);
        }
        catch (SalesforceError e)
        {
            answer = Answer.Error(e);
        }
        catch (Exception e) when (UnexpectedError.Is(e))
        {
            answer = UnexpectedError.ToAnswer(e);
        }

        Note(call, session, answer);
        return answer.With("Sforce-Limit-Info", usage.Header);
    }

    /// <summary>Counts a call; an answer where it may not go on.</summary>
    private Answer? Refuse(Call call)
    {
        if (!usage.TryCount())
            return Answer.Error(new SalesforceError(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));
        return WantsOtherThanJson(call)
            ? Answer.Error(new SalesforceError(406, "NOT_ACCEPTABLE", "This org answers with JSON only"))
            : null;
    }

    /// <summary>A request that may change rows leaves a debug log, where the user's are wanted.</summary>
    private void Note(Call call, Session session, Answer answer)
    {
        if (call.Method is not "GET" and not "HEAD" && !call.Path.Contains("/tooling/", StringComparison.Ordinal))
            apex.Logs.Request(session.UserId, call.Path, Split(call.Path).Version.TrimStart('v'), answer.Status >= 400);
    }

    private static (string Version, string Resource) Split(string fullPath)
    {
        string path = fullPath.Length <= Root.Length ? "" : fullPath[Root.Length..].TrimStart('/');
        int slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (path, "/") : (path[..slash], path[slash..]);
    }

    /// <summary>An org serves XML, too; here, to answer with JSON instead would be a surprise.</summary>
    private static bool WantsOtherThanJson(Call call)
    {
        string accept = call.Headers.Accept.ToString();
        return accept.Contains("application/xml", StringComparison.OrdinalIgnoreCase) &&
            !accept.Contains("json", StringComparison.OrdinalIgnoreCase) && !accept.Contains("*/*", StringComparison.Ordinal);
    }

    private Session Admit(Call call)
    {
        Session session = sessions.Authenticate(call.Headers);
        if (!session.HasApiScope)
        {
            throw new SalesforceError(
                401, "INVALID_SESSION_ID", "This session is not valid for use with the REST API");
        }

        if (!users.AccessOf(session.UserId).ApiEnabled)
        {
            throw new SalesforceError(
                403, "API_DISABLED_FOR_ORG", "API is not enabled for this Organization or Partner");
        }

        return session;
    }
}
