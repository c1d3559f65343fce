namespace SalesforceCC.Auth;

/// <summary>
/// The threads of all who wait for one piece of work, as one: what must be done on a caller's thread is done on the first
/// that is free. So nobody waits for a thread that itself waits for him.
/// </summary>
internal sealed class CallerThreads : ICallerThread
{
    private static readonly AsyncLocal<ICallerThread?> s_current = new();

    private readonly List<ICallerThread> _members = [];
    private readonly List<IErrand> _open = [];

    /// <summary>The thread that the running async flow works for, also on other threads; null where nobody lends one.</summary>
    public static ICallerThread? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>Runs work on the thread of the running flow's caller.</summary>
    /// <param name="work">What to do; its token ends with <paramref name="stop"/> and when the thread is needed elsewhere.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="InvalidOperationException">There is no such thread.</exception>
    public static Task<T> RunAsync<T>(Func<CancellationToken, T> work, CancellationToken stop) =>
        new Errand<T>(Current ?? throw new InvalidOperationException("No caller lends a thread."), work, stop).RunAsync();

    /// <summary>One more waits.</summary>
    public void Add(ICallerThread member)
    {
        IErrand[] open;
        lock (_members)
        {
            _members.Add(member);
            open = [.. _open];
        }

        foreach (IErrand errand in open)
            member.Offer(new Share(this, member, errand));
    }

    /// <summary>He waits no more: nothing that is not begun is done on his thread.</summary>
    public void Remove(ICallerThread member)
    {
        lock (_members)
            _members.Remove(member);
    }

    public void Offer(IErrand errand)
    {
        ICallerThread[] members;
        lock (_members)
        {
            _open.RemoveAll(e => e.IsDone || e == errand);
            _open.Add(errand);
            members = [.. _members];
        }

        foreach (ICallerThread member in members)
            member.Offer(new Share(this, member, errand));
    }

    private bool Has(ICallerThread member)
    {
        lock (_members)
            return _members.Contains(member);
    }

    private sealed class Share(CallerThreads all, ICallerThread member, IErrand errand) : IErrand
    {
        public bool IsDone => errand.IsDone || !all.Has(member);

        public void Do(CancellationToken lent)
        {
            if (!IsDone)
                errand.Do(lent);
        }
    }
}
