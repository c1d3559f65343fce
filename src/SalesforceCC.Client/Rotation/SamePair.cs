using SalesforceCC.Auth;

namespace SalesforceCC.Rotation;

/// <summary>Compares pairs without making texts of their secrets.</summary>
internal static class SamePair
{
    /// <summary>Key and secret are the same; the domain beside them does not count.</summary>
    public static bool Is(ClientCredential one, ClientCredential other)
    {
        if (one.ClientId != other.ClientId || one.ClientSecret.Length != other.ClientSecret.Length)
            return false;
        byte[] first = SecretBytes.Utf8(one.ClientSecret);
        byte[] second = SecretBytes.Utf8(other.ClientSecret);
        try
        {
            return first.AsSpan().SequenceEqual(second);
        }
        finally
        {
            SecretBytes.Clear(first);
            SecretBytes.Clear(second);
        }
    }
}
