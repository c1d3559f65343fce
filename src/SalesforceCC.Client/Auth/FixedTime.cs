using System.Runtime.CompilerServices;

namespace SalesforceCC.Auth;

/// <summary>Comparison whose duration does not tell where the difference is.</summary>
internal static class FixedTime
{
    /// <summary>Whether a base64 text stands for these bytes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    public static bool Equals(byte[] expected, string base64)
    {
        byte[] actual;
        try
        {
            actual = Convert.FromBase64String(base64);
        }
        catch (FormatException)
        {
            return false;
        }

        if (actual.Length != expected.Length)
            return false;
        int difference = 0;
        for (int i = 0; i < expected.Length; i++)
            difference |= expected[i] ^ actual[i];
        return difference == 0;
    }
}
