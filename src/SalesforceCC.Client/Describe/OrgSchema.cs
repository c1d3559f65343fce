using System.Collections.Concurrent;

namespace SalesforceCC.Describe;

/// <summary>
/// The objects of an org and their fields, as the session's user may see them. Each is asked for once in a session, until
/// an error shows that it has changed, or somebody wants to see it as it is now.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="root">Before paths: empty, or that of the Tooling API.</param>
internal sealed class OrgSchema(SfSession session, string root = "")
{
    /// <summary>How old what users are shown may be. What is older is asked for again, if it has changed.</summary>
    public static readonly TimeSpan ShownAge = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Described<ObjectDescription>> _objects = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The list of objects.</summary>
    public Described<SfObject[]> Objects { get; } = new(session, root + "sobjects", DescribeReader.ReadListAsync);

    /// <summary>The object, if it is known already. Never waits.</summary>
    public ObjectDescription? TryGet(string name) => _objects.TryGetValue(name, out Described<ObjectDescription>? known) ? known.Known : null;

    /// <summary>An object, of which nothing needs to be known yet.</summary>
    public Described<ObjectDescription> this[string name] => _objects.GetOrAdd(
        name, n => new(session, $"{root}sobjects/{Uri.EscapeDataString(n)}/describe", (body, stop) => DescribeReader.ReadObjectAsync(n, body, stop)));

    /// <summary>The object: what is known of it, or asked for now.</summary>
    /// <exception cref="SfException">Any failure of the call.</exception>
    public Task<ObjectDescription> GetAsync(string name, CancellationToken stop) => this[name].GetAsync(stop);

    /// <summary>Does not trust any more in what is known of an object.</summary>
    public void Doubt(string name)
    {
        if (_objects.TryGetValue(name, out Described<ObjectDescription>? known))
            known.Doubt();
    }
}
