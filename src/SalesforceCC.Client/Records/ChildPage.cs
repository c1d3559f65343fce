namespace SalesforceCC.Records;

/// <summary>The members of a subquery's rows, as they are read: a page within a record.</summary>
internal sealed class ChildPage
{
    public static ReadOnlySpan<byte> Records => "\"records\""u8;

    public SfRecord[]? Rows { get; private set; }

    public long? TotalSize { get; private set; }

    public string? NextRecordsUrl { get; private set; }

    /// <summary>Whether it says that there are more rows.</summary>
    public bool IsUnfinished { get; private set; }

    /// <summary>Looks whether the first name of an object is one that a page starts with.</summary>
    public static bool TryIsLikely(ref JsonCursor cursor, out bool isLikely)
    {
        isLikely = false;
        cursor.Enter();
        bool first = true;
        if (!cursor.TryNextMember(ref first, out bool found))
            return false;
        if (!found)
            return true;
        int start = cursor.Position;
        if (!cursor.TryString(out _))
            return false;
        isLikely = IsMember(cursor.Data.Slice(start, cursor.Position - start));
        return true;
    }

    /// <summary>Takes the array of rows, if rows they are.</summary>
    public void SetRows(object?[] elements)
    {
        SfRecord[] rows = new SfRecord[elements.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            if (elements[i] is not SfRecord row)
                return;
            rows[i] = row;
        }

        Rows = rows;
    }

    /// <summary>Takes another member. False: no page has such a one.</summary>
    public bool TrySet(ReadOnlySpan<byte> rawName, ReadOnlySpan<byte> value)
    {
        if (rawName.SequenceEqual("\"totalSize\""u8))
        {
            TotalSize = JsonNumber.TryReadLong(value);
            return TotalSize is not null;
        }

        if (rawName.SequenceEqual("\"done\""u8))
        {
            IsUnfinished = value.SequenceEqual("false"u8);
            return IsUnfinished || value.SequenceEqual("true"u8);
        }

        if (rawName.SequenceEqual("\"nextRecordsUrl\""u8))
        {
            NextRecordsUrl = value[0] == '"' ? JsonText.Escaped(value.Slice(1, value.Length - 2)) : null;
            return value[0] is (byte)'"' or (byte)'n';
        }

        return IsMember(rawName) && !rawName.SequenceEqual(Records);
    }

    private static bool IsMember(ReadOnlySpan<byte> rawName) =>
        rawName.SequenceEqual("\"totalSize\""u8)
        || rawName.SequenceEqual("\"done\""u8)
        || rawName.SequenceEqual(Records)
        || rawName.SequenceEqual("\"nextRecordsUrl\""u8)
        || rawName.SequenceEqual("\"size\""u8)
        || rawName.SequenceEqual("\"queryLocator\""u8)
        || rawName.SequenceEqual("\"entityTypeName\""u8);
}
