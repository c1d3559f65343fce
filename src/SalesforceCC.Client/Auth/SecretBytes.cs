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
