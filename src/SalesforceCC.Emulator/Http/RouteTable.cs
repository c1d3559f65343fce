using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Http;

/// <summary>
/// Methods and paths with their handlers; <c>{name}</c> stands for one segment. The first pattern that fits a path
/// decides, so literal patterns stand before variable ones. ASP.NET's own routing is not used because subrequests of a
/// composite call are routed as well, and because Salesforce's 404 and 405 have bodies.
/// </summary>
internal sealed class RouteTable
{
    private readonly List<Route> _routes = [];
    private readonly List<string[]> _notServed = [];

    public RouteTable Map(string method, string pattern, Handler handler)
    {
        Route? route = _routes.Find(r => r.Pattern == pattern);
        if (route is null)
            _routes.Add(route = new Route(pattern));
        route.Handlers.Add(method, handler);
        return this;
    }

    /// <summary>A resource whose body is read as it arrives; it cannot be a part of a composite call.</summary>
    public RouteTable MapStream(string method, string pattern, StreamHandler handler)
    {
        Map(method, pattern, _ => throw new SalesforceError(
            400, "INVALID_INPUT", "The resource cannot be used in a composite request: its body is no JSON"));
        _routes.Find(r => r.Pattern == pattern)!.Streams.Add(method, handler);
        return this;
    }

    /// <summary>
    /// The same resource as a call by itself, whose body is read as it arrives; as a part of a composite call, the handler
    /// that is mapped answers.
    /// </summary>
    public RouteTable MapUpload(string method, string pattern, Handler handler, StreamHandler upload)
    {
        Map(method, pattern, handler);
        _routes.Find(r => r.Pattern == pattern)!.Streams.Add(method, upload);
        return this;
    }

    /// <summary>The handler that reads the body of a call as it arrives; null where none does.</summary>
    public StreamHandler? FindStream(string path, string method)
    {
        string[] segments = path.Trim('/').Split('/');
        foreach (Route route in _routes)
        {
            if (route.Match(segments) is not { } values)
                continue;
            return route.Streams.TryGetValue(method, out StreamHandler? handler)
                ? (call, body, cancel) => handler(call with { Values = values }, body, cancel)
                : null;
        }

        return null;
    }

    /// <summary>
    /// Resources that Salesforce has and this org has not, with all below them: they say so, instead of being taken for
    /// the id of a row or the name of a key.
    /// </summary>
    public RouteTable NotServed(params ReadOnlySpan<string> prefixes)
    {
        foreach (string prefix in prefixes)
            _notServed.Add(prefix.Trim('/').Split('/'));
        return this;
    }

    /// <summary>Runs the handler for a path (which may be only the tail of the call's own path).</summary>
    public Answer Invoke(string path, Call call)
    {
        string[] segments = path.Trim('/').Split('/');
        if (_notServed.Exists(prefix => StartsWith(segments, prefix)))
            throw new SalesforceError(404, "NOT_FOUND", "The requested resource does not exist: the embedded org does not serve it");
        foreach (Route route in _routes)
        {
            if (route.Match(segments) is { } values)
                return route.HandlerFor(call.Method)(call with { Values = values });
        }

        throw NotFound();
    }

    public static SalesforceError NotFound() => new(404, "NOT_FOUND", "The requested resource does not exist");

    private static bool StartsWith(string[] path, string[] prefix)
    {
        if (path.Length < prefix.Length)
            return false;
        for (int i = 0; i < prefix.Length; i++)
        {
            if (prefix[i] != "*" && prefix[i] != path[i])
                return false;
        }

        return true;
    }

    private sealed class Route(string pattern)
    {
        private readonly string[] _segments = pattern.Trim('/').Split('/');

        public string Pattern { get; } = pattern;

        public Dictionary<string, Handler> Handlers { get; } = [];

        public Dictionary<string, StreamHandler> Streams { get; } = [];

        public Handler HandlerFor(string method)
        {
            if (Handlers.TryGetValue(method, out Handler? handler))
                return handler;
            if (method == "HEAD" && Handlers.TryGetValue("GET", out handler))
                return handler;
            IEnumerable<string> allowed = Handlers.Keys.SelectMany(m => m == "GET" ? ["GET", "HEAD"] : new[] { m });
            throw new SalesforceError(
                405,
                "METHOD_NOT_ALLOWED",
                $"HTTP Method '{method}' not allowed. Allowed are {string.Join(',', allowed)}");
        }

        public Dictionary<string, string>? Match(string[] path)
        {
            if (path.Length != _segments.Length)
                return null;
            Dictionary<string, string> values = new Dictionary<string, string>();
            for (int i = 0; i < path.Length; i++)
            {
                if (_segments[i].StartsWith('{'))
                {
                    if (path[i].Length == 0)
                        return null;
                    values.Add(_segments[i][1..^1], Uri.UnescapeDataString(path[i]));
                }
                else if (path[i] != _segments[i])
                {
                    return null;
                }
            }

            return values;
        }
    }
}
