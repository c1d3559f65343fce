using System.Collections.Concurrent;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.OAuth;

/// <summary>
/// All living sessions. Each token request opens a new one and leaves the others alone; whether real orgs hand the same
/// token out twice is not known.
/// </summary>
internal sealed class SessionTable(TimeProvider clock, UserDirectory users)
{
    private readonly ConcurrentDictionary<string, Session> _sessions = new();
    private readonly Lock _countdownLock = new();
    private int _requestsUntilExpiry;

    public TimeSpan Lifetime { get; set; }

    public void Add(Session session)
    {
        // Rare enough to scan, and keeps an org that runs for days from hoarding dead tokens.
        if (_sessions.Count > 10_000)
            RemoveWhere(s => !s.IsAlive(clock.GetUtcNow()));
        _sessions[session.Token] = session;
    }

    /// <summary>
    /// The living session of a token; null where there is none. It ends with the user's right to log in: of frozen
    /// users that is a choice, not an observation.
    /// </summary>
    public Session? Find(string token)
    {
        if (!_sessions.TryGetValue(token, out Session? session) || !session.IsAlive(clock.GetUtcNow()))
            return null;
        if (users.MayLogIn(session.UserId))
            return session;
        RemoveWhere(s => s.UserId == session.UserId);
        return null;
    }

    public bool Remove(string token) =>
        _sessions.TryRemove(token, out Session? session) && session.IsAlive(clock.GetUtcNow());

    public void ExpireAll() => _sessions.Clear();

    /// <summary>The next so many API requests still pass.</summary>
    public void ExpireAfter(int requests)
    {
        lock (_countdownLock)
            _requestsUntilExpiry = requests;
    }

    /// <summary>The session of an API request.</summary>
    /// <exception cref="SalesforceError">401 in its two forms.</exception>
    public Session Authenticate(IHeaderDictionary headers)
    {
        string header = headers.Authorization.ToString();
        if (header.Length == 0)
            throw Expired();
        int space = header.IndexOf(' ', StringComparison.Ordinal);

        // Code and text of a malformed header are from memory of live orgs.
        if (space < 0 || !(Is(header[..space], "Bearer") || Is(header[..space], "OAuth")))
            throw new SalesforceError(401, "INVALID_AUTH_HEADER", "INVALID_HEADER_TYPE");
        return Use(header[(space + 1)..].Trim()) ?? throw Expired();

        static bool Is(string scheme, string name) => scheme.Equals(name, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The living session of a token that an API request brings; null where there is none.</summary>
    public Session? Use(string token)
    {
        Session? session = Find(token);
        if (session is null)
            return null;
        session.Touch(clock.GetUtcNow());
        CountDown();
        return session;
    }

    private static SalesforceError Expired() => new(401, "INVALID_SESSION_ID", "Session expired or invalid");

    private void CountDown()
    {
        lock (_countdownLock)
        {
            if (_requestsUntilExpiry == 0 || --_requestsUntilExpiry > 0)
                return;
        }

        ExpireAll();
    }

    private void RemoveWhere(Func<Session, bool> condition)
    {
        foreach ((string? token, Session? session) in _sessions)
        {
            if (condition(session))
                _sessions.TryRemove(token, out _);
        }
    }
}
