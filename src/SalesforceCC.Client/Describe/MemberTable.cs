using System.Text;
using SalesforceCC.Json;

namespace SalesforceCC.Describe;

/// <summary>The members of one kind of object in a describe that are kept; all others are read over.</summary>
internal sealed class MemberTable
{
    private readonly byte[][] _quoted;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public MemberTable(params string[] names)
    {
        _quoted = [.. names.Select(static n => Encoding.UTF8.GetBytes($"\"{n}\""))];
        for (int i = 0; i < names.Length; i++)
            _places[names[i]] = i;
    }

    /// <summary>What is kept of the objects that stand in arrays of these members.</summary>
    public MemberTable? Elements { get; init; }

    /// <summary>How many members are kept.</summary>
    public int Count => _quoted.Length;

    /// <summary>The place of a member's value.</summary>
    public int this[string name] => _places[name];

    /// <summary>Reads an object, whose opening brace comes next. False: the bytes ended.</summary>
    /// <param name="cursor">Where it stands.</param>
    /// <param name="what">What it is part of, for errors.</param>
    /// <param name="row">What is kept.</param>
    public bool TryRead(ref JsonCursor cursor, string what, out DescribeRow? row)
    {
        row = null;
        object?[] values = new object?[_quoted.Length];
        int expected = 0;
        cursor.Enter();
        for (bool first = true; ;)
        {
            if (!cursor.TryNextName(ref first, out bool found, out ReadOnlySpan<byte> name, out byte next))
                return false;
            if (!found)
                break;
            int place = Find(name, expected);
            if (place < 0)
            {
                if (!cursor.TrySkip())
                    return false;
                continue;
            }

            if (!TryValue(ref cursor, next, what, out values[place]))
                return false;
            expected = place + 1;
        }

        row = new DescribeRow(this, values, what);
        return true;
    }

    /// <summary>The place of a name in its quotes, -1: it is not kept. They nearly always come in the same order.</summary>
    public int Find(ReadOnlySpan<byte> name, int expected)
    {
        if (expected < _quoted.Length && name.SequenceEqual(_quoted[expected]))
            return expected;
        for (int i = 0; i < _quoted.Length; i++)
            if (name.SequenceEqual(_quoted[i]))
                return i;
        return name.IndexOf((byte)'\\') >= 0 && _places.TryGetValue(JsonText.Escaped(name.Slice(1, name.Length - 2)), out int place) ? place : -1;
    }

    /// <summary>Reads a text, number, flag or null; an array of them; or an array of objects.</summary>
    public bool TryValue(ref JsonCursor cursor, byte next, string what, out object? value)
    {
        value = null;
        return next switch
        {
            (byte)'[' => TryArray(ref cursor, what, out value),
            (byte)'{' => cursor.TrySkip(),
            _ => JsonScalar.TryRead(ref cursor, next, out value),
        };
    }

    private bool TryArray(ref JsonCursor cursor, string what, out object? value)
    {
        value = null;
        List<object?> elements = [];
        cursor.Enter();
        for (bool first = true; ;)
        {
            if (!cursor.TryNextElement(ref first, out bool found))
                return false;
            if (!found)
                break;
            if (!cursor.TryPeek(out byte next))
                return false;
            object? element = null;
            if (next == '{' && Elements is not null)
            {
                if (!Elements.TryRead(ref cursor, what, out DescribeRow? row))
                    return false;
                element = row;
            }
            else if (next is (byte)'{' or (byte)'[')
            {
                if (!cursor.TrySkip())
                    return false;
            }
            else if (!JsonScalar.TryRead(ref cursor, next, out element))
            {
                return false;
            }

            elements.Add(element);
        }

        value = elements;
        return true;
    }
}
