using SalesforceCC.Values;

namespace SalesforceCC.Records;

/// <summary>Finds out which fields are dates and times, for one reader. Asks describe only when it has to.</summary>
/// <remarks>
/// While a page is being read only this matters: does a text have the shape of a date, in a field whose type is not
/// known? Then describe is started, runs beside the download, and is awaited before the page is handed out. Values are
/// made when they are read, so nothing has to be converted afterwards.
/// </remarks>
internal sealed class RecordTyping
{
    private readonly IFieldTypeSource? _source;
    private readonly IReadOnlyDictionary<string, (string Object, string Field)>? _aliases;
    private readonly Dictionary<string, Task<IReadOnlyDictionary<string, FieldType>?>> _asked =
        new(StringComparer.OrdinalIgnoreCase);

    private readonly List<RecordLayout> _waiting = [];
    private CancellationToken _cancellation;
    private int _page;

    /// <summary>Makes one reader's typing.</summary>
    /// <param name="source">Describe; null reads raw: no describe, and dates stay text.</param>
    /// <param name="aliases">The fields behind the columns of an aggregate query, by alias.</param>
    public RecordTyping(
        IFieldTypeSource? source, IReadOnlyDictionary<string, (string Object, string Field)>? aliases)
    {
        _source = source;
        _aliases = aliases;
    }

    public void BeginPage(CancellationToken cancellation)
    {
        _page++;
        _cancellation = cancellation;
        _waiting.Clear();
    }

    /// <summary>
    /// Whether records may still be given this layout. One that was handed out with an earlier page and could learn
    /// more is left to that page's records as it is.
    /// </summary>
    public bool IsCurrent(RecordLayout layout) => layout.IsSettled || layout.Page == _page;

    public RecordLayout NewLayout(ShapeNode end, byte[]? rawType)
    {
        string[] fields = end.FieldNames();
        string objectName = ObjectNames.Of(rawType, fields);
        FieldType[] types = new FieldType[fields.Length];
        RecordLayout layout = new(RecordShapes.Get(objectName, fields), rawType, types, _page, isSettled: false);
        if (_source is null || rawType is null || objectName == ObjectNames.None)
        {
            layout.IsSettled = true;
        }
        else if (objectName == ObjectNames.Aggregate)
        {
            layout.IsSettled = ApplyAliases(layout);
        }
        else
        {
            for (int i = 0; i < fields.Length; i++)
                types[i] = FieldTypes.OfAuditField(fields[i]);
            if (Known(objectName) is { } known)
                Apply(layout, known);
        }

        return layout;
    }

    /// <summary>Asks describe if a value of the row needs it.</summary>
    public void Check(RecordLayout layout, ReadOnlySpan<byte> data, RecordFrame frame)
    {
        FieldType[] types = layout.Types;
        for (int i = 0; i < types.Length; i++)
        {
            ref readonly Slot slot = ref frame.Slots[i];
            if (types[i] != FieldType.Unknown || slot.Length < 10 || slot.Kind != SlotKind.Literal
                || data[slot.Start] != '"' || !SalesforceTime.IsShapeOf(data.Slice(slot.Start + 1, slot.Length - 1)))
                continue;
            Ask(layout, i);
            if (layout.IsAsked)
                return;
        }
    }

    /// <summary>Waits for the answers and gives them to the layouts of this page.</summary>
    public async Task SettleAsync()
    {
        foreach (RecordLayout layout in _waiting)
        {
            if (layout.Shape.ObjectName == ObjectNames.Aggregate)
            {
                foreach (string alias in layout.Shape.FieldNames)
                {
                    if (_aliases!.TryGetValue(alias, out (string Object, string Field) origin)
                        && _asked.TryGetValue(origin.Object, out Task<IReadOnlyDictionary<string, FieldType>?>? asked))
                        await asked.ConfigureAwait(false);
                }

                layout.IsSettled = ApplyAliases(layout);
            }
            else if (await _asked[layout.Shape.ObjectName].ConfigureAwait(false) is { } known)
            {
                Apply(layout, known);
            }
            else
            {
                // Could not be described: its text stays text, and nobody asks again.
                layout.IsSettled = true;
            }
        }
    }

    private static void Apply(RecordLayout layout, IReadOnlyDictionary<string, FieldType> known)
    {
        for (int i = 0; i < layout.Types.Length; i++)
        {
            if (layout.Types[i] == FieldType.Unknown && known.TryGetValue(layout.Shape.FieldNames[i], out FieldType type))
                layout.Types[i] = type;
        }

        layout.IsSettled = true;
    }

    // True when there is nothing more to learn.
    private bool ApplyAliases(RecordLayout layout)
    {
        bool isComplete = true;
        for (int i = 0; _aliases is not null && i < layout.Types.Length; i++)
        {
            if (!_aliases.TryGetValue(layout.Shape.FieldNames[i], out (string Object, string Field) origin))
                continue;
            FieldType type = FieldTypes.OfAuditField(origin.Field);
            if (type == FieldType.Unknown && Known(origin.Object) is { } known)
                known.TryGetValue(origin.Field, out type);
            else if (type == FieldType.Unknown && !IsAnswered(origin.Object))
                isComplete = false;
            layout.Types[i] = type;
        }

        return isComplete;
    }

    private void Ask(RecordLayout layout, int slot)
    {
        string objectName = layout.Shape.ObjectName;
        if (objectName == ObjectNames.Aggregate)
        {
            if (_aliases is null
                || !_aliases.TryGetValue(layout.Shape.FieldNames[slot], out (string Object, string Field) origin))
                return;
            objectName = origin.Object;
        }
        else
        {
            layout.IsAsked = true;
        }

        // A page may be read again after a failure, and describe asked again with it.
        if (!_asked.TryGetValue(objectName, out Task<IReadOnlyDictionary<string, FieldType>?>? asked)
            || asked.IsFaulted || asked.IsCanceled)
            _asked[objectName] = _source!.GetAsync(objectName, _cancellation);
        if (!_waiting.Contains(layout))
            _waiting.Add(layout);
    }

    private bool IsAnswered(string objectName) =>
        _asked.TryGetValue(objectName, out Task<IReadOnlyDictionary<string, FieldType>?>? asked)
        && asked.Status == TaskStatus.RanToCompletion;

    private IReadOnlyDictionary<string, FieldType>? Known(string objectName)
    {
        if (_source!.TryGet(objectName) is { } known)
            return known;
#pragma warning disable VSTHRD002, VSTHRD103, CA1849 // The task has completed.
        return IsAnswered(objectName) ? _asked[objectName].Result : null;
#pragma warning restore VSTHRD002, VSTHRD103, CA1849
    }
}
