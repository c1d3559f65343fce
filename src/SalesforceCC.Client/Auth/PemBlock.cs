using System.Text;

namespace SalesforceCC.Auth;

/// <summary>Finds a block of PEM (RFC 7468), from bytes that never become a string.</summary>
internal static class PemBlock
{
    private static readonly byte[] s_begin = Encoding.ASCII.GetBytes("-----BEGIN ");
    private static readonly byte[] s_end = Encoding.ASCII.GetBytes("-----END ");
    private static readonly byte[] s_dashes = Encoding.ASCII.GetBytes("-----");

    /// <summary>The first block of a wanted label, decoded; null where there is none, or it is not base64.</summary>
    public static (string Label, byte[] Content)? Find(byte[] pem, Func<string, bool> wanted)
    {
        for (int at = 0; (at = IndexOf(pem, s_begin, at)) >= 0; at += s_begin.Length)
        {
            int from = at + s_begin.Length;
            int dashes = IndexOf(pem, s_dashes, from);
            int end = dashes < 0 ? -1 : IndexOf(pem, s_end, dashes);
            if (end < 0)
                return null;
            string label = Encoding.ASCII.GetString(pem, from, dashes - from);
            if (wanted(label))
                return Decode(pem, dashes + s_dashes.Length, end) is { } content ? (label, content) : null;
        }

        return null;
    }

    /// <summary>The labels of all blocks.</summary>
    public static IReadOnlyList<string> Labels(byte[] pem)
    {
        List<string> labels = [];
        for (int at = 0; (at = IndexOf(pem, s_begin, at)) >= 0; at += s_begin.Length)
        {
            int from = at + s_begin.Length;
            if (IndexOf(pem, s_dashes, from) is >= 0 and int dashes && dashes - from <= 40)
                labels.Add(Encoding.ASCII.GetString(pem, from, dashes - from));
        }

        return labels;
    }

    private static byte[]? Decode(byte[] pem, int from, int to)
    {
        char[] text = new char[to - from];
        try
        {
            int length = 0;
            for (int i = from; i < to; i++)
                if (pem[i] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                    text[length++] = (char)pem[i];
            return Convert.FromBase64CharArray(text, 0, length);
        }
        catch (FormatException)
        {
            return null;
        }
        finally
        {
            Array.Clear(text, 0, text.Length);
        }
    }

    private static int IndexOf(byte[] text, byte[] word, int from)
    {
        int index = text.AsSpan(from).IndexOf(word);
        return index < 0 ? -1 : from + index;
    }
}
