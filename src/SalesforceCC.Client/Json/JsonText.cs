using System.Text;

namespace SalesforceCC.Json;

/// <summary>Makes strings of JSON text that the cursor has checked.</summary>
internal static class JsonText
{
    /// <summary>Text without escapes.</summary>
    public static string Plain(ReadOnlySpan<byte> text)
    {
#if NET8_0_OR_GREATER
        return Encoding.UTF8.GetString(text);
#else
        if (text.IsEmpty)
            return "";
        unsafe
        {
            fixed (byte* start = text)
                return Encoding.UTF8.GetString(start, text.Length);
        }
#endif
    }

    /// <summary>Text with escapes.</summary>
    /// <remarks>
    /// Half a surrogate pair becomes U+FFFD: such text is legal JSON and occurs where a formula cut an emoji in two,
    /// and no export should die of that.
    /// </remarks>
    public static string Escaped(ReadOnlySpan<byte> text)
    {
        StringBuilder result = new(text.Length);
        while (!text.IsEmpty)
        {
            int escape = text.IndexOf((byte)'\\');
            if (escape != 0)
            {
                int length = escape < 0 ? text.Length : escape;
                result.Append(Plain(text.Slice(0, length)));
                text = text.Slice(length);
                continue;
            }

            if (text[1] != 'u')
            {
                result.Append(Simple(text[1]));
                text = text.Slice(2);
                continue;
            }

            char unit = Unit(text);
            text = text.Slice(6);
            if (char.IsHighSurrogate(unit) && text.Length >= 6 && text[0] == '\\' && text[1] == 'u')
            {
                char low = Unit(text);
                if (char.IsLowSurrogate(low))
                {
                    result.Append(unit).Append(low);
                    text = text.Slice(6);
                    continue;
                }
            }

            result.Append(char.IsSurrogate(unit) ? '\uFFFD' : unit);
        }

        return result.ToString();
    }

    /// <summary>A string as it stands in the data, with or without its quotes' content escaped.</summary>
    public static string Read(ReadOnlySpan<byte> text, bool isEscaped) => isEscaped ? Escaped(text) : Plain(text);

    private static char Simple(byte escaped) => escaped switch
    {
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        _ => (char)escaped,
    };

    private static char Unit(ReadOnlySpan<byte> escape) => (char)(
        (JsonBytes.HexValue(escape[2]) << 12)
        | (JsonBytes.HexValue(escape[3]) << 8)
        | (JsonBytes.HexValue(escape[4]) << 4)
        | JsonBytes.HexValue(escape[5]));
}
