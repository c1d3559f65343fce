using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// The sessions of one runspace. They are never the process's: in a host that runs many runspaces, nobody may come upon
/// somebody else's org.
/// </summary>
internal sealed class SessionTable
{
    private static readonly ConditionalWeakTable<Runspace, SessionTable> s_byRunspace = new();

    private readonly List<SfSession> _sessions = [];
    private readonly HashSet<SfSession> _guests = [];
    private SfSession? _default;

    /// <summary>The table of the runspace that this thread runs.</summary>
    public static SessionTable Here => s_byRunspace.GetValue(Runspace.DefaultRunspace, static _ => new SessionTable());

    /// <summary>Open sessions, oldest first.</summary>
    public IReadOnlyList<SfSession> All
    {
        get
        {
            _sessions.RemoveAll(static s => s.IsClosed);
            Mark();
            return _sessions;
        }
    }

    /// <summary>The one that commands use when they are given none.</summary>
    public SfSession? Default => _default is { IsClosed: false } ? _default : null;

    /// <summary>
    /// Adds a session in place of one of the same name. The other is not closed: whoever holds the object may use it on.
    /// </summary>
    public void Add(SfSession session, bool makeDefault)
    {
        if (Find(session.Name) is { } old)
        {
            makeDefault |= old == _default;
            old.IsDefault = false;
            _sessions.Remove(old);
        }

        _sessions.Add(session);
        if (makeDefault)
            Select(session);
    }

    /// <summary>Makes a session the default, also one that another runspace has made.</summary>
    public void Select(SfSession session)
    {
        if (!_sessions.Contains(session))
        {
            Add(session, makeDefault: false);
            _guests.Add(session);
        }

        _default = session;
        Mark();
    }

    /// <summary>The open session of that name, in any case.</summary>
    public SfSession? Find(string name) =>
        All.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Closes a session. No other takes its place as default: which org is meant must never change by itself.</summary>
    public void Remove(SfSession session)
    {
        _sessions.Remove(session);
        session.IsDefault = false;
        session.Dispose();
    }

    /// <summary>Closes all that were made here; those of other runspaces are theirs.</summary>
    public void Clear()
    {
        foreach (SfSession session in _sessions.Where(s => !_guests.Contains(s)).ToArray())
            Remove(session);
        _sessions.Clear();
        _guests.Clear();
        _default = null;
    }

    // The object may be in the tables of other runspaces too, where another may be the default.
    private void Mark()
    {
        foreach (SfSession session in _sessions)
            session.IsDefault = session == _default;
    }
}
