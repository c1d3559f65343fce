#if !NET
using System.Runtime.CompilerServices;

namespace SalesforceCC.Auth;

/// <summary>CryptographicOperations.FixedTimeEquals, which .NET Framework does not have.</summary>
internal static class FixedTime
{
    /// <summary>Whether two arrays have the same bytes, in a time that does not tell where they differ.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    public static bool Equals(byte[] expected, byte[] actual)
    {
        if (actual.Length != expected.Length)
            return false;
        int difference = 0;
        for (int i = 0; i < expected.Length; i++)
            difference |= expected[i] ^ actual[i];
        return difference == 0;
    }
}
#endif
