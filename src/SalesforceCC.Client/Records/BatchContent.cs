using SalesforceCC.Json;

namespace SalesforceCC.Records;

/// <summary>
/// The answer to a composite batch of query pages on its way in:
/// <c>{hasErrors, results[{statusCode, result}]}</c>, in any order. Reading stops after each part.
/// </summary>
internal sealed class BatchContent(Func<PageContent> newPage)
{
    private BatchPart _part = new();
    private Step _step;
    private bool _isFirst = true;
    private int _depth;
    private bool _hasResults;

    private enum Step
    {
        Start,
        Members,
        Results,
        Part,
        Page,
        Whole,
        End,
    }

    /// <summary>The part at which reading has stopped; null: it goes on when more bytes have come.</summary>
    public BatchPart? Whole => _step == Step.Whole ? _part : null;

    /// <summary>Reads as far as the bytes go, or to the end of a part, and tells how many of them are done with.</summary>
    public int Read(ReadOnlySpan<byte> data, JsonSource source)
    {
        JsonCursor cursor = new(data, source, _depth);
        if (_step == Step.Whole)
            _step = Step.Results;
        while (_step != Step.Whole)
        {
            // A step that runs out of bytes is taken again from here; a page keeps what it has.
            JsonCursor start = cursor;
            bool isFirst = _isFirst;
            bool isPage = _step == Step.Page;
            bool isEnd = _step == Step.End;
            if (!TryStep(ref cursor, source))
            {
                _isFirst = isFirst;
                if (!isPage)
                    cursor = start;
                break;
            }

            if (isEnd)
                break;
        }

        _depth = cursor.Depth;
        return cursor.Position;
    }

    private bool TryStep(ref JsonCursor cursor, JsonSource source)
    {
        switch (_step)
        {
            case Step.Start:
                if (!JsonEdge.TryStart(ref cursor, source, '{'))
                    return false;
                cursor.Enter();
                _step = Step.Members;
                return true;

            case Step.Members:
                return TryMember(ref cursor);

            case Step.Results:
                return TryElement(ref cursor);

            case Step.Part:
                return TryPartMember(ref cursor);

            case Step.Page:
                if (!_part.Content!.TryRead(ref cursor, source))
                    return false;
                _step = Step.Part;
                return true;

            default:
                if (!_hasResults)
                    throw JsonSource.Invalid("The batch has no results array.");
                return JsonEdge.TryEnd(ref cursor, source);
        }
    }

    private bool TryMember(ref JsonCursor cursor)
    {
        if (!cursor.TryNextName(ref _isFirst, out bool found, out ReadOnlySpan<byte> name, out byte next))
            return false;
        if (!found)
        {
            _step = Step.End;
            return true;
        }

        if (!name.SequenceEqual("\"results\""u8))
            return cursor.TrySkip();
        if (next != '[' || _hasResults)
            throw cursor.Wrong("one array of results");
        cursor.Enter();
        _hasResults = true;
        _isFirst = true;
        _step = Step.Results;
        return true;
    }

    private bool TryElement(ref JsonCursor cursor)
    {
        if (!cursor.TryNextElement(ref _isFirst, out bool found))
            return false;
        if (!found)
        {
            _isFirst = false;
            _step = Step.Members;
            return true;
        }

        if (!cursor.TryPeek(out byte next))
            return false;
        if (next != '{')
            throw cursor.Wrong("a result");
        cursor.Enter();
        _part = new BatchPart();
        _isFirst = true;
        _step = Step.Part;
        return true;
    }

    private bool TryPartMember(ref JsonCursor cursor)
    {
        if (!cursor.TryNextName(ref _isFirst, out bool found, out ReadOnlySpan<byte> name, out byte next))
            return false;
        if (!found)
        {
            _isFirst = false;
            if (_part.Status is < 200 or > 299)
                _part.Content = null;
            _step = Step.Whole;
            return true;
        }

        // Only a page is an object: errors are arrays.
        if (name.SequenceEqual("\"result\""u8) && next == '{' && _part.Status is 0 or (>= 200 and < 300))
        {
            if (_part.Content is not null)
                throw cursor.Wrong("only one result");
            _part.Content = newPage();
            _isFirst = false;
            _step = Step.Page;
            return true;
        }

        int start = cursor.Position;
        if (!cursor.TrySkip())
            return false;
        if (name.SequenceEqual("\"statusCode\""u8))
            _part.Status = JsonNumber.TryReadLong(cursor.Data.Slice(start, cursor.Position - start)) is { } status and > 0 and < 1000
                ? (int)status
                : throw cursor.Wrong("a status before this place");
        return true;
    }
}
