#if NET8_0_OR_GREATER
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
#endif

namespace SalesforceCC.Bulk;

/// <summary>
/// Records one after the other in which nothing is to be looked at: whole, of as many values as they should have, quoted as
/// they should be, and ending in one way. They are found 64 bytes at a step, without a look at single values.
/// </summary>
internal struct CsvRun
{
    /// <summary>How many records.</summary>
    public int Records { get; private set; }

    /// <summary>Their bytes.</summary>
    public int Length { get; private set; }

    /// <summary>Their lines, as editors count them.</summary>
    public long Lines { get; private set; }

    /// <summary>
    /// The records that a buffer begins with. What is not as it should be, or not there to its end, ends the run in front of
    /// it; <see cref="CsvRecords.Read"/> says what it is.
    /// </summary>
    /// <param name="buffer">The bytes from the start of a record, with <see cref="CsvMarks.Padding"/> behind them.</param>
    /// <param name="end">Where they end.</param>
    /// <param name="delimiter">Between values.</param>
    /// <param name="values">Values of each record.</param>
    /// <param name="isCrLf">Records end with CR and LF, not with LF alone.</param>
    /// <param name="mostRecords">The most records.</param>
    /// <param name="mostBytes">The most bytes.</param>
#if NET8_0_OR_GREATER
    [MethodImpl(Compiled.AtOnce)]
    public static CsvRun Take(ReadOnlySpan<byte> buffer, int end, byte delimiter, int values, bool isCrLf, long mostRecords, long mostBytes)
    {
        const int Size = CsvMarks.Padding;
        const int Last = Size - 1;
        CsvRun run = default;
        int least = isCrLf ? 3 : 2;
        int delimiters = 0;
        long breaks = 0;

        // Of the block before: it ended within quotes (all bits), and its last byte was one behind which a value begins, a
        // closing quote, a carriage return outside quotes, or anywhere.
        ulong within = 0;
        ulong begin = 1;
        ulong closed = 0;
        ulong returned = 0;
        ulong anyReturned = 0;
        for (int at = 0; at < end; at += Size)
        {
            ReadOnlySpan<byte> block = buffer.Slice(at, Size);
            ulong quotes = Find(block, (byte)'"');
            ulong marks = Find(block, delimiter);
            ulong feeds = Find(block, (byte)'\n');
            ulong returns = Find(block, (byte)'\r');
            if (end - at < Size)
            {
                ulong there = (1ul << (end - at)) - 1;
                (quotes, marks, feeds, returns) = (quotes & there, marks & there, feeds & there, returns & there);
            }

            // A byte is within quotes where the number of quotes up to it is odd; the two that stand for one change nothing.
            ulong inside = quotes == 0 ? within : within ^ Odd(quotes);
            ulong opening = quotes & inside;
            ulong closing = quotes & ~inside;
            ulong delimiting = marks & ~inside;
            ulong ending = feeds & ~inside;
            ulong returning = returns & ~inside;
            ulong behindReturn = (returning << 1) | returned;
            ulong wrong = (opening & ~(((delimiting | ending | closing) << 1) | begin))
                | (((closing << 1) | closed) & ~(quotes | marks | feeds | returns))
                | (behindReturn & ~feeds)
                | (isCrLf ? ending & ~behindReturn : returning);
            ulong broken = (returns | (feeds & ~((returns << 1) | anyReturned))) & inside;

            // All that is wrong with a record stands at its end at the latest.
            ulong left = delimiting;
            for (ulong ends = ending & (wrong == 0 ? ulong.MaxValue : (wrong & (~wrong + 1)) - 1); ends != 0; ends &= ends - 1)
            {
                ulong upTo = ends ^ (ends - 1);
                int behind = at + BitOperations.TrailingZeroCount(ends) + 1;
                if (delimiters + BitOperations.PopCount(left & upTo) != values - 1 || behind - run.Length < least || run.Records == mostRecords || behind > mostBytes)
                    return run;
                run.Records++;
                run.Length = behind;
                run.Lines = run.Records + breaks + BitOperations.PopCount(broken & upTo);
                left &= ~upTo;
                delimiters = 0;
            }

            if (wrong != 0)
                return run;
            delimiters += BitOperations.PopCount(left);
            breaks += BitOperations.PopCount(broken);
            within = (ulong)((long)inside >> Last);
            begin = (delimiting | ending | closing) >> Last;
            closed = closing >> Last;
            returned = returning >> Last;
            anyReturned = returns >> Last;
        }

        return run;
    }

    private static ulong Odd(ulong bits)
    {
        for (int shift = 1; shift < CsvMarks.Padding; shift *= 2)
            bits ^= bits << shift;
        return bits;
    }

    private static ulong Find(ReadOnlySpan<byte> block, byte value)
    {
        ref byte start = ref MemoryMarshal.GetReference(block);
        Vector256<byte> wanted = Vector256.Create(value);
        return Vector256.Equals(Vector256.LoadUnsafe(ref start), wanted).ExtractMostSignificantBits()
            | ((ulong)Vector256.Equals(Vector256.LoadUnsafe(ref start, (nuint)Vector256<byte>.Count), wanted).ExtractMostSignificantBits() << Vector256<byte>.Count);
    }
#else
    public static CsvRun Take(ReadOnlySpan<byte> buffer, int end, byte delimiter, int values, bool isCrLf, long mostRecords, long mostBytes) => default;
#endif
}
