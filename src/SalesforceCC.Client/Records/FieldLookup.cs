namespace SalesforceCC.Records;

/// <summary>Field types for one reader: what is known, what has been asked, and what could not be found out.</summary>
internal sealed class FieldLookup(IFieldTypeSource source)
{
    private readonly Dictionary<string, Task<ObjectFields>> _asked = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ObjectFields> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _failed = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<DescribeFailure> _failures = [];
    private readonly List<List<string>> _wanted = [];
    private CancellationToken _cancellation;

    /// <summary>Objects whose describe failed since the last page.</summary>
    public IReadOnlyList<DescribeFailure> Failures => _failures.ToArray();

    public void BeginPage(CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _failures.Clear();
        _wanted.Clear();
    }

    /// <summary>Fills in what is known of the types.</summary>
    /// <returns>Whether there is nothing more to learn.</returns>
    public bool Learn(string objectName, string[] names, FieldType[] types, Selection? selection)
    {
        bool isComplete = true;
        for (int i = 0; i < names.Length; i++)
        {
            if (types[i] is not (FieldType.Unknown or FieldType.Number) || Path(objectName, names[i], selection) is not { } path)
                continue;
            FieldType? type = TypeOf(path, out _);
            isComplete &= type is not null;
            if (type is { } known and not FieldType.Unknown)
                types[i] = known;
        }

        return isComplete;
    }

    /// <summary>Asks for what is needed to know the type of a field. False: nobody can know it.</summary>
    public bool TryAsk(string objectName, string name, Selection? selection)
    {
        if (Path(objectName, name, selection) is not { } path)
            return false;

        // Another query of the session may have learned it since the row's layout was made.
        if (TypeOf(path, out string missing) is { } known)
            return known != FieldType.Unknown;
        _wanted.Add(path);
        _ = Ask(missing, path);
        return true;
    }

    /// <summary>Waits until what was asked for is known, as far as it can be.</summary>
    public async Task SettleAsync()
    {
        foreach (List<string> path in _wanted)
        {
            // A refusal that the session knows already is still this query's to tell.
            _ = TypeOf(path, out string first);
            if (_asked.TryGetValue(first, out Task<ObjectFields>? own) && own.Status != TaskStatus.RanToCompletion)
                await TryWaitAsync(first, own).ConfigureAwait(false);

            // Through parents, one describe leads to the next; and one that lacks the field is made once more.
            for (int calls = 0; calls <= path.Count && TypeOf(path, out string missing) is null; calls++)
            {
                // What is under way, or has failed, was asked for by this page.
                if (!_asked.TryGetValue(missing, out Task<ObjectFields>? asked) || asked.Status == TaskStatus.RanToCompletion)
                    asked = Ask(missing, path);
                if (!await TryWaitAsync(missing, asked).ConfigureAwait(false))
                    break;
            }
        }
    }

    private Task<ObjectFields> Ask(string objectName, List<string> path)
    {
        // This query's own call may have been refused since: the session knows, and nobody has waited for it yet.
        if (Known(objectName) is { IsRefused: true } && _asked.TryGetValue(objectName, out Task<ObjectFields>? own) && !own.IsCanceled)
            return own;
        if (Known(objectName) is not null)
            return _asked[objectName] = source.GetWithAsync(objectName, path[path.Count - 1], _cancellation);

        // A page may be read again after a failure, and describe asked again with it.
        if (!_asked.TryGetValue(objectName, out Task<ObjectFields>? asked) || asked.IsFaulted || asked.IsCanceled)
            _asked[objectName] = asked = source.GetAsync(objectName, _cancellation);
        return asked;
    }

    private async Task<bool> TryWaitAsync(string objectName, Task<ObjectFields> asked)
    {
        try
        {
            // What was learned holds for the whole query, whatever the session forgets meanwhile.
            _known[objectName] = await asked.ConfigureAwait(false);
            return true;
        }
        catch (SfException e) when (!IsOfAccess(e))
        {
            // The rows are there: they do not depend on their types. Nobody asks again during this query.
            if (_failed.Add(objectName))
                _failures.Add(new DescribeFailure(objectName, e));
            return false;
        }
    }

    // Where the token is refused, the next page would be, too.
    private static bool IsOfAccess(SfException e) => e.Flow is not null || (int?)e.StatusCode == 401;

    /// <summary>The object and the path to the field behind a column; null where a column has none.</summary>
    private static List<string>? Path(string objectName, string name, Selection? selection)
    {
        SelectedColumn? column = selection?.Find(name);
        bool isAggregate = objectName == ObjectNames.Aggregate;
        if (column?.Field is { } field)
            return [isAggregate ? selection!.ObjectName : objectName, .. field];
        return isAggregate || column is { Type: not FieldType.Unknown } ? null : [objectName, name];
    }

    /// <summary>The type of a field; null where the object <paramref name="missing"/> must be described to know it.</summary>
    private FieldType? TypeOf(List<string> path, out string missing)
    {
        missing = path[0];
        string field = path[path.Count - 1];
        if (FieldTypes.OfCommonField(field) is var common and not FieldType.Unknown)
            return common;
        for (int i = 1; i < path.Count - 1; i++)
        {
            if (Known(missing) is not { } fields)
                return null;
            if (fields.ParentOf(path[i]) is not { } parent)
                return FieldType.Unknown;
            missing = parent;
        }

        return Known(missing)?.TypeOf(field) ?? (_failed.Contains(missing) ? FieldType.Unknown : null);
    }

    private ObjectFields? Known(string objectName) =>
        _known.TryGetValue(objectName, out ObjectFields? fields)
            ? fields
            : source.TryGet(objectName) ?? (_failed.Contains(objectName) ? ObjectFields.None : null);
}
