using System.Runtime.InteropServices;
using System.Security;
using System.Text;

namespace SalesforceCC.Auth;

/// <summary>The characters of a SecureString as bytes that the holder clears.</summary>
internal static class SecretBytes
{
    /// <summary>The secret in UTF-8. The caller clears the array after use.</summary>
    public static unsafe byte[] Utf8(SecureString secret)
    {
        if (secret.Length == 0)
            return [];

        IntPtr text = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            char* chars = (char*)text;
            byte[] bytes = Allocate(Encoding.UTF8.GetByteCount(chars, secret.Length));
            fixed (byte* target = bytes)
                Encoding.UTF8.GetBytes(chars, secret.Length, target, bytes.Length);
            return bytes;
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(text);
        }
    }

    /// <summary>An array that the garbage collector does not copy about, where the runtime can do that.</summary>
    public static byte[] Allocate(int length) =>
#if NET
        GC.AllocateUninitializedArray<byte>(length, pinned: true);
#else
        new byte[length];
#endif

    /// <summary>Overwrites the bytes.</summary>
    public static void Clear(byte[] bytes) => Array.Clear(bytes, 0, bytes.Length);

    /// <summary>
    /// A copy that lives as long as its holder wants, whatever the caller does with the original: a session needs its
    /// secrets again when its token ends, hours later.
    /// </summary>
    /// <param name="secret">The secret.</param>
    /// <param name="trim">White space round it is a slip, as of a file that ends in a line break: it is left out.</param>
    /// <exception cref="SfException">SECRET_UNAVAILABLE: the caller has disposed it already.</exception>
    public static unsafe SecureString Copy(SecureString secret, bool trim = false)
    {
        try
        {
            if (!trim || secret.Length == 0)
            {
                SecureString whole = secret.Copy();
                whole.MakeReadOnly();
                return whole;
            }

            IntPtr text = Marshal.SecureStringToGlobalAllocUnicode(secret);
            try
            {
                char* chars = (char*)text;
                int from = 0;
                int to = secret.Length;
                while (from < to && IsBlank(chars[from]))
                    from++;
                while (to > from && IsBlank(chars[to - 1]))
                    to--;
                SecureString trimmed = to > from ? new SecureString(chars + from, to - from) : new SecureString();
                trimmed.MakeReadOnly();
                return trimmed;
            }
            finally
            {
                Marshal.ZeroFreeGlobalAllocUnicode(text);
            }
        }
        catch (ObjectDisposedException e)
        {
            throw new SfException(SfErrorCodes.SecretUnavailable, "The secret was disposed before it was used.", e);
        }
    }

    /// <summary>A key or name without the white space round it.</summary>
    public static string Trim(string text) => text.Trim().Trim('\uFEFF', '\u200B', '\0').Trim();

    // Marks of byte order and of no width count, too: editors leave them.
    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\uFEFF' or '\u200B' or '\0';

    /// <summary>A read-only SecureString of a text.</summary>
    public static SecureString Protect(string text)
    {
        SecureString secure = new();
        foreach (char c in text)
            secure.AppendChar(c);
        secure.MakeReadOnly();
        return secure;
    }
}
