namespace SalesforceCC.Emulator.Data.Schema;

/// <summary>
/// The org's schema while the org runs. It is replaced as a whole, by the writer, once its transaction is committed; who has
/// begun to use one keeps it until the end of the request.
/// </summary>
internal sealed class LiveSchema(OrgSchema first, TimeProvider clock)
{
    private readonly AsyncLocal<Hold?> _held = new();
    private volatile Version _current = new(first, clock.GetUtcNow());
    private volatile Version? _staged;
    private int _writer;

    /// <summary>Told after a change has been committed, on the thread that has made it.</summary>
    public event Action? Changed;

    /// <summary>The schema of this request; outside of requests, that of now.</summary>
    public OrgSchema Current => Seen.Schema;

    /// <summary>When it last changed, in whole seconds: each change has one of its own, or who asks by it would miss one.</summary>
    public DateTimeOffset Modified => Seen.Modified;

    // What the writer has staged is there for the writer only.
    private Version Seen => _staged is { } staged && _writer == Environment.CurrentManagedThreadId
        ? staged
        : _held.Value?.Version ?? _current;

    /// <summary>Whoever asks in this flow gets one and the same schema, unless it changes it itself, until disposed.</summary>
    public IDisposable Keep()
    {
        Hold? before = _held.Value;
        if (before is not null) return new Hold(before.Version);
        Hold hold = new(_current) { End = () => _held.Value = null };
        _held.Value = hold;
        return hold;
    }

    /// <summary>Another schema, for the writer now and for all once it is published.</summary>
    public void Stage(OrgSchema schema)
    {
        DateTimeOffset second = Seen.Modified.AddSeconds(1);
        DateTimeOffset now = clock.GetUtcNow();
        _writer = Environment.CurrentManagedThreadId;
        _staged = new Version(schema, now > second ? now : second);
    }

    /// <summary>What has been staged so far; for <see cref="Undo"/>.</summary>
    public object? Mark() => _staged;

    /// <summary>Forgets what has been staged since, for its transaction was rolled back.</summary>
    public void Undo(object? mark) => _staged = (Version?)mark;

    /// <summary>Makes what has been staged the schema of all.</summary>
    public void Publish()
    {
        if (_staged is not { } staged) return;
        _current = staged;
        _staged = null;
        if (_held.Value is { } held) held.Version = staged;
        Changed?.Invoke();
    }

    private sealed record Version(OrgSchema Schema, DateTimeOffset Modified);

    private sealed class Hold(Version version) : IDisposable
    {
        public Version Version { get; set; } = version;

        public Action? End { get; init; }

        public void Dispose() => End?.Invoke();
    }
}
