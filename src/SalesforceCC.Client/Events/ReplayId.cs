namespace SalesforceCC.Events;

/// <summary>
/// The place of an event in the bus: bytes that mean nothing but to Salesforce. As text they are lower-case hex. They are not
/// numbers: nobody may compute with them, or say which of two is the later.
/// </summary>
internal static class ReplayId
{
    private const string Digits = "0123456789abcdef";

    /// <summary>As text.</summary>
    public static string ToText(ReadOnlySpan<byte> id)
    {
        Span<char> text = id.Length <= 32 ? stackalloc char[id.Length * 2] : new char[id.Length * 2];
        for (int i = 0; i < id.Length; i++)
        {
            text[i * 2] = Digits[id[i] >> 4];
            text[(i * 2) + 1] = Digits[id[i] & 15];
        }

        return text.ToString();
    }

    /// <summary>The bytes of a text; null: it is not such a text.</summary>
    public static byte[]? TryParse(string text)
    {
        if (text.Length is 0 or > 128 || text.Length % 2 != 0)
            return null;
        byte[] id = new byte[text.Length / 2];
        for (int i = 0; i < text.Length; i++)
        {
            int digit = Digits.IndexOf(char.ToLowerInvariant(text[i]));
            if (digit < 0)
                return null;
            id[i / 2] = (byte)((id[i / 2] << 4) | digit);
        }

        return id;
    }
}
