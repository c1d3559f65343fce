using System.Runtime.CompilerServices;
#if NET8_0_OR_GREATER
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
#endif

namespace SalesforceCC.Bulk;

/// <summary>
/// Finds the bytes that CSV is made of, one after the other: quotes, delimiters, carriage returns and line feeds. What lies
/// between them is never looked at byte by byte.
/// </summary>
/// <param name="delimiter">Between values.</param>
internal struct CsvMarks(byte delimiter)
{
    /// <summary>Bytes that must be there behind the last one that is looked at, whatever they are.</summary>
    public const int Padding = 64;

#if NET8_0_OR_GREATER
    private int _block;
    private ulong _bits;

    /// <summary>Begins at a place.</summary>
    /// <param name="buffer">The bytes, with <see cref="Padding"/> behind them.</param>
    /// <param name="start">The place.</param>
    public void Begin(byte[] buffer, int start)
    {
        _block = start;
        _bits = Find(buffer);
    }

    /// <summary>Where the next mark is; at the end or behind it: there is none.</summary>
    /// <param name="buffer">The bytes.</param>
    /// <param name="end">Where they end.</param>
    [MethodImpl(Compiled.AtOnce)]
    public int Next(byte[] buffer, int end)
    {
        while (_bits == 0)
        {
            _block += Padding;
            if (_block >= end)
                return end;
            _bits = Find(buffer);
        }

        int at = _block + BitOperations.TrailingZeroCount(_bits);
        _bits &= _bits - 1;
        return Math.Min(at, end);
    }

    // A bit for each of 64 bytes.
    [MethodImpl(Compiled.AtOnce)]
    private readonly ulong Find(byte[] buffer)
    {
        ReadOnlySpan<byte> bytes = buffer.AsSpan(_block, Padding);
        return FindHalf(bytes) | ((ulong)FindHalf(bytes[(Padding / 2)..]) << (Padding / 2));
    }

    private readonly uint FindHalf(ReadOnlySpan<byte> bytes)
    {
        Vector256<byte> block = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(bytes));
        return (Vector256.Equals(block, Vector256.Create((byte)'"')) | Vector256.Equals(block, Vector256.Create(delimiter))
            | Vector256.Equals(block, Vector256.Create((byte)'\r')) | Vector256.Equals(block, Vector256.Create((byte)'\n'))).ExtractMostSignificantBits();
    }
#else
    private int _at;

    /// <summary>Begins at a place.</summary>
    /// <param name="buffer">The bytes, with <see cref="Padding"/> behind them.</param>
    /// <param name="start">The place.</param>
    public void Begin(byte[] buffer, int start) => _at = start;

    /// <summary>Where the next mark is; at the end or behind it: there is none.</summary>
    /// <param name="buffer">The bytes.</param>
    /// <param name="end">Where they end.</param>
    [MethodImpl(Compiled.AtOnce)]
    public int Next(byte[] buffer, int end)
    {
        int at = _at;
        while (at < end && buffer[at] is not ((byte)'"' or (byte)'\r' or (byte)'\n') && buffer[at] != delimiter)
            at++;
        _at = at + 1;
        return at;
    }
#endif
}
