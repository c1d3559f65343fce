using SalesforceCC.Http;

namespace SalesforceCC;

/// <summary>Parts of a session that only some sessions have. Each is made once, by the first who wants it.</summary>
internal sealed class OwnedParts : IDisposable
{
    private readonly object _lock = new();
    private readonly Dictionary<string, object> _parts = new(StringComparer.Ordinal);
    private bool _closed;

    /// <summary>A part.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="make">Makes it. It must not wait for anything.</param>
    /// <exception cref="SfException">SESSION_CLOSED.</exception>
    public T Get<T>(string name, Func<T> make)
        where T : class
    {
        lock (_lock)
        {
            if (_closed)
                throw Road.Closed();
            if (!_parts.TryGetValue(name, out object? part))
                _parts.Add(name, part = make());
            return (T)part;
        }
    }

    /// <summary>Disposes what there is, and makes nothing more.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _closed = true;
            foreach (IDisposable part in _parts.Values.OfType<IDisposable>())
                part.Dispose();
            _parts.Clear();
        }
    }
}
