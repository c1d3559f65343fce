using System.Text;

namespace SalesforceCC.Auth;

/// <summary>
/// PEM as it comes out of pipelines, vaults and editors: in UTF-16, on one line with <c>\n</c> in place of line ends, or
/// as the base64 of the whole. The bytes never become a string.
/// </summary>
internal static class PemText
{
    private static readonly byte[] s_begin = Encoding.ASCII.GetBytes("-----BEGIN ");

    /// <summary>The text in its usual form. The caller clears it; it may be the array given.</summary>
    public static byte[] Normalize(byte[] text)
    {
        byte[] narrow = Narrow(text);
        byte[] pem = narrow.AsSpan().IndexOf(s_begin) >= 0 ? narrow : Unpack(narrow);
        if (narrow != text && narrow != pem)
            SecretBytes.Clear(narrow);
        if (pem.AsSpan().IndexOf((byte)'\\') < 0)
            return pem;

        byte[] lines = BreakLines(pem);
        if (pem != text)
            SecretBytes.Clear(pem);
        return lines;
    }

    // PEM is ASCII: each second byte of it in UTF-16 is zero, whether or not a mark says so.
    private static byte[] Narrow(byte[] text)
    {
        int zeros = text.Count(static b => b == 0);
        if (text.Length < 4 || zeros < (text.Length / 2) - 2 || text[0] == 0x30)
            return text;
        byte[] narrow = SecretBytes.Allocate(text.Length - zeros);
        int length = 0;
        foreach (byte b in text)
            if (b != 0)
                narrow[length++] = b;
        return narrow;
    }

    /// <summary>What base64 holds, if that is PEM or DER; else the text itself.</summary>
    private static byte[] Unpack(byte[] text)
    {
        char[] characters = new char[text.Length];
        byte[]? inside = null;
        try
        {
            int length = 0;
            foreach (byte b in text)
                if (b is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'"' or (byte)'\''))
                    characters[length++] = (char)b;
            inside = length < 16 ? null : Convert.FromBase64CharArray(characters, 0, length);
        }
        catch (FormatException)
        {
            // It is something else, which is named later.
        }
        finally
        {
            Array.Clear(characters, 0, characters.Length);
        }

        if (inside is null)
            return text;
        byte[] narrow = Narrow(inside);
        if (narrow != inside)
            SecretBytes.Clear(inside);
        if (narrow.AsSpan().IndexOf(s_begin) >= 0 || narrow[0] == 0x30)
            return narrow;
        SecretBytes.Clear(narrow);
        return text;
    }

    private static byte[] BreakLines(byte[] pem)
    {
        byte[] lines = SecretBytes.Allocate(pem.Length);
        for (int i = 0; i < pem.Length; i++)
            if (pem[i] == (byte)'\\' && i + 1 < pem.Length && pem[i + 1] is (byte)'n' or (byte)'r')
                (lines[i], lines[++i]) = ((byte)' ', (byte)'\n');
            else
                lines[i] = pem[i];
        return lines;
    }
}
