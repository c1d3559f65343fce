namespace SalesforceCC;

/// <summary>Salesforce ids: 15 characters where case counts, or 18 where the last three stand for the case.</summary>
internal static class SfId
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    /// <summary>Whether the text has the form of an id, with the right last three characters if there are 18.</summary>
    public static bool IsValid(string? id)
    {
        if (id is null || id.Length is not (15 or 18))
            return false;
        foreach (char c in id)
            if (c is not (>= '0' and <= '9' or >= 'a' and <= 'z' or >= 'A' and <= 'Z'))
                return false;
        return id.Length == 15
            || string.Equals(Suffix(id), id.Substring(15), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether bytes have the form of an id, and not of the empty one that rows without an Id of their own have.</summary>
    public static bool IsRecordId(ReadOnlySpan<byte> id)
    {
        if (id.Length is not (15 or 18))
            return false;
        foreach (byte c in id)
            if (c is not (>= (byte)'0' and <= (byte)'9' or >= (byte)'a' and <= (byte)'z' or >= (byte)'A' and <= (byte)'Z'))
                return false;
        return !id.StartsWith("000000000000000"u8);
    }

    /// <summary>The 18-character form; the text itself where it is no id of 15 characters.</summary>
    public static string To18(string id) => id.Length == 15 && IsValid(id) ? id + Suffix(id) : id;

    // Each of the last three characters tells which of five characters are upper case.
    private static string Suffix(string id)
    {
        char[] suffix = new char[3];
        for (int group = 0; group < 3; group++)
        {
            int bits = 0;
            for (int i = 0; i < 5; i++)
                if (id[(group * 5) + i] is >= 'A' and <= 'Z')
                    bits |= 1 << i;
            suffix[group] = Alphabet[bits];
        }

        return new string(suffix);
    }
}
