#if NET8_0_OR_GREATER
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
#endif

namespace SalesforceCC.Bulk;

/// <summary>
/// Counts the rows of CSV that comes in pieces, cut anywhere: line breaks outside quotes. Two quotes that stand for one
/// change nothing. Empty lines are no rows.
/// </summary>
internal sealed class CsvRowCounter
{
    private long _length;
    private long _lineStart;
    private byte _last;
    private bool _inQuotes;
    private long _rows;

    /// <summary>What came last ends within quotes.</summary>
    public bool IsOpen => _inQuotes;

    /// <summary>What came last is not a line's end.</summary>
    public bool IsInLine => _length > _lineStart;

    /// <summary>Rows so far; the last needs no line break.</summary>
    public long Rows => _rows + (IsInLine && !IsEmpty(_length, _last) ? 1 : 0);

    /// <summary>Counts a piece.</summary>
    public void Add(ReadOnlySpan<byte> csv)
    {
        int position = 0;
#if NET8_0_OR_GREATER
        position = AddBlocks(csv);
#endif
        for (; position < csv.Length; position++)
        {
            if (csv[position] == '"')
                _inQuotes = !_inQuotes;
            else if (csv[position] == '\n' && !_inQuotes)
                EndLine(csv, position);
        }

        _length += csv.Length;
        if (csv.Length > 0)
            _last = csv[csv.Length - 1];
    }

#if NET8_0_OR_GREATER
    /// <summary>Counts 64 bytes at a step; a bit stands for each.</summary>
    private int AddBlocks(ReadOnlySpan<byte> csv)
    {
        const int Size = 64;
        int position = 0;
        for (; position + Size <= csv.Length; position += Size)
        {
            ulong quotes = Find(csv, position, (byte)'"');
            ulong breaks = Find(csv, position, (byte)'\n');
            if (breaks != 0)
            {
                // Whether a byte is within quotes: the number of quotes up to it is odd.
                ulong within = quotes;
                for (int shift = 1; shift < Size; shift *= 2)
                    within ^= within << shift;
                breaks &= _inQuotes ? within : ~within;
                for (; breaks != 0; breaks &= breaks - 1)
                    EndLine(csv, position + BitOperations.TrailingZeroCount(breaks));
            }

            _inQuotes ^= (BitOperations.PopCount(quotes) & 1) != 0;
        }

        return position;
    }

    private static ulong Find(ReadOnlySpan<byte> csv, int position, byte value)
    {
        ref byte start = ref MemoryMarshal.GetReference(csv);
        Vector128<byte> wanted = Vector128.Create(value);
        ulong found = 0;
        for (int i = 0; i < 4; i++)
        {
            Vector128<byte> block = Vector128.LoadUnsafe(ref start, (nuint)(position + (i * Vector128<byte>.Count)));
            found |= (ulong)Vector128.Equals(block, wanted).ExtractMostSignificantBits() << (i * Vector128<byte>.Count);
        }

        return found;
    }
#endif

    private void EndLine(ReadOnlySpan<byte> csv, int position)
    {
        if (!IsEmpty(_length + position, position == 0 ? _last : csv[position - 1]))
            _rows++;
        _lineStart = _length + position + 1;
    }

    private bool IsEmpty(long end, byte before)
    {
        long length = end - _lineStart;
        return length == 0 || (length == 1 && before == '\r');
    }
}
