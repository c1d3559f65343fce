using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.OAuth;

namespace SalesforceCC.Emulator.Rest;

/// <summary>
/// Everything below <c>/services/data</c>: who may come in, what it costs, and which endpoint answers.
/// </summary>
internal sealed class DataApi(SessionTable sessions, UserDirectory users, ApiUsage usage)
{
    private const string Root = "/services/data";

    /// <summary>Filled after construction, because composite endpoints call back into <see cref="Dispatch"/>.</summary>
    public RouteTable Routes { get; } = new();

    public Answer Handle(Call call)
    {
        if (call.Path.TrimEnd('/') == Root)
            return new RouteTable().Map("GET", "/", VersionsEndpoint.Get).Invoke("/", call);

        var session = Admit(call);
        if (!usage.TryCount())
        {
            return Answer.Error(new SalesforceError(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."))
                .With("Sforce-Limit-Info", usage.Header);
        }

        if (WantsOtherThanJson(call))
        {
            return Answer.Error(new SalesforceError(406, "NOT_ACCEPTABLE", "This org answers with JSON only"))
                .With("Sforce-Limit-Info", usage.Header);
        }

        return Dispatch(call with { Caller = session }).With("Sforce-Limit-Info", usage.Header);
    }

    /// <summary>Runs the endpoint of a call that has been admitted, and so the parts of a composite call.</summary>
    public Answer Dispatch(Call call)
    {
        try
        {
            var path = call.Path[Root.Length..].TrimStart('/');
            var slash = path.IndexOf('/', StringComparison.Ordinal);
            var (version, rest) = slash < 0 ? (path, "/") : (path[..slash], path[slash..]);
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

    /// <summary>An org serves XML, too; here, to answer with JSON instead would be a surprise.</summary>
    private static bool WantsOtherThanJson(Call call)
    {
        var accept = call.Headers.Accept.ToString();
        return accept.Contains("application/xml", StringComparison.OrdinalIgnoreCase) &&
            !accept.Contains("json", StringComparison.OrdinalIgnoreCase) && !accept.Contains("*/*", StringComparison.Ordinal);
    }

    private Session Admit(Call call)
    {
        var session = sessions.Authenticate(call.Headers);
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
