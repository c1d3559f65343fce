namespace SalesforceCC.Json;

/// <summary>
/// A response that is read while its bytes arrive: an object, of whose members some are arrays of many elements, or such an
/// array by itself. A step that runs out of bytes is taken again from its start when more have come, so that no more of the
/// JSON is held than the longest element.
/// </summary>
/// <param name="isArray">The array stands by itself.</param>
internal abstract class JsonPieces(bool isArray = false)
{
    private Step _step;
    private bool _isFirst = true;
    private int _depth;

    private enum Step
    {
        Start,
        Members,
        Elements,
        End,
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <exception cref="SfException">INVALID_RESPONSE.</exception>
    public async Task ReadAsync(Stream stream, JsonSource source, CancellationToken stop)
    {
        using PageBuffer buffer = new(stream);
        do
        {
            source.IsComplete = !await buffer.FillAsync(stop).ConfigureAwait(false);
            source.Offset = buffer.Consumed;
            buffer.Consume(Read(buffer.Unread, source));
        }
        while (!source.IsComplete);
    }

    /// <summary>
    /// Reads it where it stands in something else. False: the bytes ended, and the cursor is where reading goes on when more
    /// have come.
    /// </summary>
    public bool TryRead(ref JsonCursor cursor, JsonSource source)
    {
        while (_step != Step.End)
        {
            JsonCursor start = cursor;
            bool isFirst = _isFirst;
            if (!TryStep(ref cursor, source))
            {
                _isFirst = isFirst;
                cursor = start;
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads a member of the object: the value, or with <see cref="EnterElements"/> the beginning of an array.</summary>
    /// <param name="cursor">Stands on the value.</param>
    /// <param name="name">The name, in its quotes.</param>
    /// <param name="first">The first byte of the value.</param>
    protected abstract bool TryMember(ref JsonCursor cursor, ReadOnlySpan<byte> name, byte first);

    /// <summary>Reads an element of the array, of which the first byte is told.</summary>
    protected abstract bool TryElement(ref JsonCursor cursor, byte first);

    /// <summary>Goes into the array that comes next; its elements are the steps that follow.</summary>
    protected void EnterElements(ref JsonCursor cursor)
    {
        cursor.Enter();
        _isFirst = true;
        _step = Step.Elements;
    }

    private int Read(ReadOnlySpan<byte> data, JsonSource source)
    {
        JsonCursor cursor = new(data, source, _depth);
        if (TryRead(ref cursor, source))
            JsonEdge.TryEnd(ref cursor, source);
        _depth = cursor.Depth;
        return cursor.Position;
    }

    private bool TryStep(ref JsonCursor cursor, JsonSource source) => _step switch
    {
        Step.Start => TryStart(ref cursor, source),
        Step.Members => TryNextMember(ref cursor),
        _ => TryNextElement(ref cursor),
    };

    private bool TryStart(ref JsonCursor cursor, JsonSource source)
    {
        if (!JsonEdge.TryStart(ref cursor, source, isArray ? '[' : '{'))
            return false;
        cursor.Enter();
        _step = isArray ? Step.Elements : Step.Members;
        return true;
    }

    private bool TryNextMember(ref JsonCursor cursor)
    {
        if (!cursor.TryNextName(ref _isFirst, out bool found, out ReadOnlySpan<byte> name, out byte first))
            return false;
        if (found)
            return TryMember(ref cursor, name, first);
        _step = Step.End;
        return true;
    }

    private bool TryNextElement(ref JsonCursor cursor)
    {
        if (!cursor.TryNextElement(ref _isFirst, out bool found))
            return false;
        if (found)
            return cursor.TryPeek(out byte first) && TryElement(ref cursor, first);
        _isFirst = false;
        _step = isArray ? Step.End : Step.Members;
        return true;
    }
}
