using SalesforceCC.Records;

namespace SalesforceCC.Bulk;

/// <summary>The columns that objects of the pipeline need, found as they come: the union over the objects of a job.</summary>
internal sealed class SpoolColumns(ColumnFinder finder)
{
    private readonly Dictionary<string, ColumnTarget> _targets = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<ColumnTarget> _columns = [];

    /// <summary>The columns of the job, in the order of their appearance.</summary>
    public IReadOnlyList<ColumnTarget> OfJob => _columns;

    /// <summary>All columns of all jobs so far.</summary>
    public IReadOnlyCollection<ColumnTarget> All => _targets.Values;

    /// <summary>The types of the object's fields.</summary>
    public ObjectFields Fields => finder.Type.Types;

    /// <summary>What a column stands for; it must be known.</summary>
    public ColumnTarget this[string name] => _targets[name];

    /// <summary>Whether a record that was read has a field that cannot be written back.</summary>
    public bool IsReadOnly(string field) => finder.Type.Field(field) is { } known && !finder.CanWrite(known);

    /// <summary>Learns what columns stand for.</summary>
    /// <exception cref="SfException">INVALID_COLUMNS: all that is wrong with those of a row.</exception>
    public async Task LearnAsync(IEnumerable<string> names, CancellationToken stop)
    {
        List<string> problems = [];
        foreach (string name in names)
        {
            if (!_targets.TryGetValue(name, out ColumnTarget? target))
                target = await finder.FindAsync(name, stop).ConfigureAwait(false);
            if (target.Problem is { } problem)
                problems.Add(problem);
            else
                _targets[name] = target;
        }

        if (problems.Count > 0)
            throw ColumnCheck.Failure(problems);
    }

    /// <summary>The place of a column in the job.</summary>
    public int PlaceOf(ColumnTarget target)
    {
        if (_places.TryGetValue(target.Name!, out int place))
            return place;
        _columns.Add(target);
        return _places[target.Name!] = _columns.Count - 1;
    }

    /// <summary>The next job begins without columns.</summary>
    public void Clear()
    {
        _places.Clear();
        _columns.Clear();
    }
}
