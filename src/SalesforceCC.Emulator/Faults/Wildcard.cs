namespace SalesforceCC.Emulator.Faults;

/// <summary>Patterns in which <c>*</c> stands for any characters, slashes too.</summary>
internal static class Wildcard
{
    public static bool IsMatch(string pattern, string text)
    {
        (int p, int t, int star, int retry) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                retry = t;
            }
            else if (p < pattern.Length && pattern[p] == text[t])
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                // The last star takes one character more.
                p = star + 1;
                t = ++retry;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
            p++;
        return p == pattern.Length;
    }
}
