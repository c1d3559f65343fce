namespace SalesforceCC.Bulk;

/// <summary>Line breaks within values, which may be of another kind than those between lines.</summary>
internal static class LineBreaks
{
    private const byte Return = (byte)'\r';
    private const byte Feed = (byte)'\n';

    /// <summary>Whether a record has a line break of the other kind than its lines.</summary>
    public static bool HasOther(ReadOnlySpan<byte> record, bool isCrLf)
    {
        if (!isCrLf)
            return record.IndexOf(Return) >= 0;
        for (int at = 0; record.Slice(at).IndexOfAny(Return, Feed) is >= 0 and int next; at += 2)
        {
            at += next;
            if (record[at] == Feed || at + 1 == record.Length || record[at + 1] != Feed)
                return true;
        }

        return false;
    }

    /// <summary>Writes a value with all its line breaks made one kind.</summary>
    public static void Write(ReadOnlySpan<byte> value, bool isCrLf, Stream target)
    {
        while (value.IndexOfAny(Return, Feed) is >= 0 and int next)
        {
            Write(value.Slice(0, next), target);
            if (isCrLf)
                target.WriteByte(Return);
            target.WriteByte(Feed);
            value = value.Slice(next + (value[next] == Return && next + 1 < value.Length && value[next + 1] == Feed ? 2 : 1));
        }

        Write(value, target);
    }

    /// <summary>Writes bytes.</summary>
    public static void Write(ReadOnlySpan<byte> bytes, Stream target) =>
#if NET
        target.Write(bytes);
#else
        target.Write(bytes.ToArray(), 0, bytes.Length);
#endif
}
