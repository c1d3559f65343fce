using SalesforceCC.Values;

namespace SalesforceCC.Records;

/// <summary>Finds out which fields are dates and times, for one reader. Asks describe only when it has to.</summary>
/// <remarks>
/// While a page is being read only this matters: does a text have the shape of a date, in a field whose type is not
/// known? Then describe is started, runs beside the download, and is awaited before the page is handed out. Values are
/// made when they are read, so nothing has to be converted afterwards.
/// </remarks>
/// <param name="source">Describe; null reads raw: no describe, and dates stay text.</param>
/// <param name="origin">The org the rows come from.</param>
/// <param name="shapes">Where types are emitted.</param>
internal sealed class RecordTyping(IFieldTypeSource? source, RecordOrigin? origin, RecordShapes shapes)
{
    private readonly FieldLookup? _fields = source is null ? null : new FieldLookup(source);
    private readonly List<RecordLayout> _waiting = [];
    private int _page;

    /// <summary>Objects whose describe failed since the last page.</summary>
    public IReadOnlyList<DescribeFailure> Failures => _fields?.Failures ?? [];

    public void BeginPage(CancellationToken cancellation)
    {
        _page++;
        _waiting.Clear();
        _fields?.BeginPage(cancellation);
    }

    /// <summary>
    /// Whether records may still be given this layout. One that was handed out with an earlier page and could learn
    /// more is left to that page's records as it is.
    /// </summary>
    public bool IsCurrent(RecordLayout layout) => layout.Next is null && (layout.IsSettled || layout.Page == _page);

    /// <summary>The layout of records that end at a node.</summary>
    /// <param name="end">The last field.</param>
    /// <param name="rawType">The bytes of <c>attributes.type</c>.</param>
    /// <param name="last">Theirs on an earlier page.</param>
    public RecordLayout NewLayout(ShapeNode end, byte[]? rawType, RecordLayout? last)
    {
        string[] names = end.FieldNames();
        string objectName = ObjectNames.Of(rawType, names);
        bool isAggregate = objectName == ObjectNames.Aggregate;
        bool hasId = rawType is null || isAggregate || names.Contains("Id", StringComparer.OrdinalIgnoreCase);
        FieldType[] types = new FieldType[names.Length + (hasId ? 0 : 1)];
        Selection? selection = end.Selection;
        for (int i = 0; i < names.Length; i++)
        {
            if (selection?.Find(names[i]) is not { } column)
                continue;
            if (column.Children is not null)
                types[i] = FieldType.Children;
            else if (source is not null && rawType is not null)
                types[i] = column.Type;
        }

        bool isSettled = _fields is null || rawType is null || objectName == ObjectNames.None
            || _fields.Learn(objectName, names, types, selection);
        RecordLayout layout = new(shapes.Get(objectName, names, types), rawType, types, origin, _page, isSettled)
        {
            Selection = selection,
        };
        for (int i = 0; last is not null && i < types.Length; i++)
        {
            if (types[i] == FieldType.Unknown && last.Types[i] == FieldType.Number)
                types[i] = FieldType.Number;
        }

        return layout;
    }

    /// <summary>The layout for a row with a value that is not what its property holds, such as text for a number.</summary>
    public RecordLayout LooseOf(RecordLayout layout) => layout.Loose ??= new RecordLayout(
        shapes.Get(layout.Shape.ObjectName, [.. layout.Shape.FieldNames]), layout.RawType, layout.Types, origin, layout.Page, isSettled: true);

    /// <summary>Asks describe if a value of the row needs it.</summary>
    public void Check(RecordLayout layout, ReadOnlySpan<byte> data, RecordFrame frame)
    {
        FieldType[] types = layout.Types;
        int count = layout.Shape.FieldNames.Count;
        for (int i = 0; i < count; i++)
        {
            ref readonly Slot slot = ref frame.Slots[i];
            if (types[i] != FieldType.Unknown || slot.Length == 0 || slot.Kind != SlotKind.Literal)
                continue;
            ReadOnlySpan<byte> value = data.Slice(slot.Start, slot.Length);
            if (value[0] == '"')
            {
                if (slot.Length >= 10 && SalesforceTime.IsShapeOf(value.Slice(1))
                    && _fields!.TryAsk(layout.Shape.ObjectName, layout.Shape.FieldNames[i], layout.Selection))
                {
                    layout.IsAsked = true;
                    _waiting.Add(layout);
                    return;
                }
            }
            else if (value.IndexOf((byte)'.') > 0)
            {
                // A fraction in one row makes the column one of decimals, also where another row has none.
                types[i] = FieldType.Number;
            }
        }
    }

    /// <summary>Waits for the answers and gives them to the layouts of this page.</summary>
    /// <returns>Whether there are records that can have properties with types now.</returns>
    public async Task<bool> SettleAsync()
    {
        if (_waiting.Count == 0)
            return false;
        await _fields!.SettleAsync().ConfigureAwait(false);
        bool isRetyped = false;
        foreach (RecordLayout layout in _waiting)
        {
            string[] names = [.. layout.Shape.FieldNames];
            string objectName = layout.Shape.ObjectName;
            layout.IsSettled = _fields.Learn(objectName, names, layout.Types, layout.Selection);
            RecordShape shape = shapes.Get(objectName, names, layout.Types);
            if (ReferenceEquals(shape, layout.Shape) || !shape.IsTyped)
                continue;
            layout.Next = new RecordLayout(shape, layout.RawType, layout.Types, origin, layout.Page, layout.IsSettled)
            {
                Selection = layout.Selection,
            };
            isRetyped = true;
        }

        return isRetyped;
    }
}
