using System.Collections;

namespace SalesforceCC.Connections;

/// <summary>Connections by name, in any case, in the order of their names.</summary>
internal sealed class ConnectionSet : IEnumerable<SfConnection>
{
    private readonly SortedDictionary<string, SfConnection> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The one of that name.</summary>
    public SfConnection? Find(string name) => _byName.TryGetValue(name, out SfConnection? found) ? found : null;

    /// <summary>Adds one, in place of one of the same name, whose case may be another.</summary>
    public void Put(SfConnection connection)
    {
        _byName.Remove(connection.Name);
        _byName.Add(connection.Name, connection);
    }

    /// <summary>Takes one out.</summary>
    public bool Remove(string name) => _byName.Remove(name);

    /// <inheritdoc/>
    public IEnumerator<SfConnection> GetEnumerator() => _byName.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The failure that there is none of that name, with those that may be meant.</summary>
    public SfException NotFound(string name)
    {
        IReadOnlyList<string> near = NearNames.Of(name, _byName.Keys);
        string hint = near.Count > 0 ? $"There is: {string.Join(", ", near)}."
            : _byName.Count > 0 ? $"Of other names, {_byName.Count} {(_byName.Count == 1 ? "is" : "are")} registered."
            : "None is registered.";
        return new SfException(SfErrorCodes.ConnectionNotFound, $"There is no connection '{name}'. {hint}");
    }
}
