using System.Runtime.CompilerServices;
using System.Text;

namespace SalesforceCC.Json;

/// <summary>A strict JSON reader over the bytes that have arrived so far.</summary>
/// <remarks>
/// Utf8JsonReader yields token by token and cannot be told what is coming. Rows of a query all look alike, so this
/// cursor can be asked "are these the next bytes?", which makes a property name one comparison.
/// <para>
/// Every Try method answers false for one reason only: the bytes ended and more may come. The caller then goes back to
/// a copy of the cursor it took earlier. What can never become JSON throws <c>INVALID_RESPONSE</c>.
/// </para>
/// </remarks>
internal ref struct JsonCursor
{
    private readonly ReadOnlySpan<byte> _data;
    private readonly JsonSource _source;
    private int _position;
    private int _depth;

    public JsonCursor(ReadOnlySpan<byte> data, JsonSource source, int depth)
    {
        _data = data;
        _source = source;
        _position = 0;
        _depth = depth;
    }

    /// <summary>The bytes the positions refer to.</summary>
    public readonly ReadOnlySpan<byte> Data => _data;

    public readonly int Position => _position;

    public readonly bool IsAtEnd => _position == _data.Length;

    /// <summary>How many objects and arrays are open.</summary>
    public readonly int Depth => _depth;

    /// <summary>Looks at the next byte that is not white space, and stays on it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPeek(out byte next)
    {
        if ((uint)_position < (uint)_data.Length)
        {
            next = _data[_position];
            if (next > (byte)' ')
                return true;
        }

        return TryPeekSlowly(out next);
    }

    /// <summary>Steps over exactly these bytes, if they are what comes next and all there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryMatch(ReadOnlySpan<byte> expected)
    {
        // The position is never beyond the end.
        if (!_data.Slice(_position).StartsWith(expected))
            return false;
        _position += expected.Length;
        return true;
    }

    /// <summary>Undoes the last byte of a match.</summary>
    public void StepBack() => _position--;

    /// <summary>Goes into an object or array, whose opening byte comes next.</summary>
    public void Enter()
    {
        if (++_depth > _source.MaxDepth)
            throw _source.Wrong(_position, $"at most {_source.MaxDepth} levels of nesting");
        _position++;
    }

    /// <summary>Goes to the next member of the open object: to the quote of its name, or out of the object.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryNextMember(ref bool first, out bool found)
    {
        // The compact form is what Salesforce sends.
        int position = _position;
        if (!first && position + 1 < _data.Length && _data[position] == ',' && _data[position + 1] == '"')
        {
            _position = position + 1;
            found = true;
            return true;
        }

        return TryNextMemberSlowly(ref first, out found);
    }

    /// <summary>Goes to the next element of the open array, or out of the array.</summary>
    public bool TryNextElement(ref bool first, out bool found)
    {
        found = false;
        if (!TryPeek(out byte next))
            return false;
        if (next == ']' && (first || next != ','))
        {
            _position++;
            _depth--;
            return true;
        }

        if (!first)
        {
            if (next != ',')
                throw _source.Malformed(_position, "',' or ']'");
            _position++;
            if (!TryPeek(out next))
                return false;
            if (next == ']')
                throw _source.Malformed(_position, "a value after ','");
        }

        first = false;
        found = true;
        return true;
    }

    /// <summary>Steps over the name of the next member to its value, of which the first byte is told.</summary>
    /// <param name="first">No member has been read yet.</param>
    /// <param name="found">There is one; otherwise the object has ended.</param>
    /// <param name="name">The name, in its quotes.</param>
    /// <param name="value">The first byte of the value.</param>
    public bool TryNextName(ref bool first, out bool found, out ReadOnlySpan<byte> name, out byte value)
    {
        name = default;
        value = 0;
        if (!TryNextMember(ref first, out found))
            return false;
        if (!found)
            return true;
        int start = _position;
        if (!TryString(out _))
            return false;
        name = _data.Slice(start, _position - start);
        return TryColon() && TryPeek(out value);
    }

    /// <summary>Steps over the colon after a name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryColon()
    {
        if ((uint)_position < (uint)_data.Length && _data[_position] == ':')
        {
            _position++;
            return true;
        }

        if (!TryPeek(out byte next))
            return false;
        if (next != ':')
            throw _source.Malformed(_position, "':'");
        _position++;
        return true;
    }

    /// <summary>
    /// Steps over a string, whose opening quote comes next. It is checked: control characters, escapes and UTF-8.
    /// </summary>
    public bool TryString(out bool isEscaped)
    {
        int start = _position + 1;
        int position = start;
        bool isAscii = true;
        isEscaped = false;
        while (true)
        {
            int stop = JsonBytes.IndexOfStop(_data, position, ref isAscii);
            if (stop < 0)
                return End("the rest of a string");
            byte found = _data[stop];
            if (found == '"')
            {
                if (!isAscii && !JsonBytes.IsUtf8(_data.Slice(start, stop - start)))
                    throw _source.Malformed(start, "valid UTF-8 in the string");
                _position = stop + 1;
                return true;
            }

            if (found != '\\')
                throw _source.Malformed(stop, "no control character in a string");
            isEscaped = true;
            int length = JsonBytes.EscapeLength(_data.Slice(stop));
            if (length == 0)
                return End("the rest of an escape sequence");
            if (length < 0)
                throw _source.Malformed(stop, "an escape sequence");
            position = stop + length;
        }
    }

    /// <summary>Steps over a number.</summary>
    public bool TryNumber()
    {
        int length = JsonBytes.NumberLength(_data.Slice(_position), out bool isOpen);
        if (isOpen && (length < 0 || !_source.IsComplete))
            return End("the rest of a number");
        if (length < 0)
            throw _source.Malformed(_position, "a value");
        _position += length;
        return true;
    }

    /// <summary>Steps over <c>true</c>, <c>false</c> or <c>null</c>.</summary>
    public bool TryLiteral(ReadOnlySpan<byte> literal)
    {
        if (TryMatch(literal))
            return true;
        ReadOnlySpan<byte> rest = _data.Slice(_position);
        if (rest.Length < literal.Length && literal.StartsWith(rest))
            return End(Encoding.ASCII.GetString(literal.ToArray()));
        throw _source.Malformed(_position, "a value");
    }

    /// <summary>Steps over any value.</summary>
    public bool TrySkip()
    {
        if (!TryPeek(out byte next))
            return false;
        switch (next)
        {
            case (byte)'"':
                return TryString(out _);
            case (byte)'t':
                return TryLiteral("true"u8);
            case (byte)'f':
                return TryLiteral("false"u8);
            case (byte)'n':
                return TryLiteral("null"u8);
            case (byte)'{':
                return TrySkipObject();
            case (byte)'[':
                return TrySkipArray();
            default:
                return TryNumber();
        }
    }

    /// <summary>The failure that names this place.</summary>
    public readonly SfException Malformed(string expected) => _source.Malformed(_position, expected);

    public readonly SfException Wrong(string expected) => _source.Wrong(_position, expected);

    /// <summary>Steps over white space, maybe to the end of the bytes.</summary>
    public void SkipSpace()
    {
        while (_position < _data.Length
            && _data[_position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            _position++;
    }

    /// <summary>The bytes ended: false while more may come, else a failure.</summary>
    public readonly bool End(string expected) =>
        _source.IsComplete ? throw _source.Truncated(_data.Length, expected) : false;

    // Its depth is bounded by Enter.
    private bool TrySkipObject()
    {
        Enter();
        for (bool first = true; ;)
        {
            if (!TryNextMember(ref first, out bool found))
                return false;
            if (!found)
                return true;
            if (!TryString(out _) || !TryColon() || !TrySkip())
                return false;
        }
    }

    private bool TrySkipArray()
    {
        Enter();
        for (bool first = true; ;)
        {
            if (!TryNextElement(ref first, out bool found))
                return false;
            if (!found)
                return true;
            if (!TrySkip())
                return false;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryPeekSlowly(out byte next)
    {
        SkipSpace();
        next = IsAtEnd ? (byte)0 : _data[_position];
        return !IsAtEnd || End("more");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryNextMemberSlowly(ref bool first, out bool found)
    {
        found = false;
        if (!TryPeek(out byte next))
            return false;
        if (next == '}')
        {
            _position++;
            _depth--;
            return true;
        }

        if (!first)
        {
            if (next != ',')
                throw _source.Malformed(_position, "',' or '}'");
            _position++;
            if (!TryPeek(out next))
                return false;
        }

        if (next != '"')
            throw _source.Malformed(_position, "a property name");
        first = false;
        found = true;
        return true;
    }

}
