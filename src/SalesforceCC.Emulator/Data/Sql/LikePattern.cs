using System.Text;

namespace SalesforceCC.Emulator.Data.Sql;

/// <summary>
/// A LIKE pattern: <c>%</c> is any run of characters, <c>_</c> exactly one, a backslash takes the next character as
/// itself. Case does not count, in any alphabet. Matching takes at most text times pattern steps.
/// </summary>
internal sealed class LikePattern
{
    private const int Run = -1;
    private const int One = -2;
    private const int End = -3;

    private readonly int[] _units;

    private LikePattern(int[] units) => _units = units;

    public static LikePattern Parse(string pattern)
    {
        List<int> units = new(pattern.Length);
        bool escaped = false;
        foreach (Rune rune in pattern.EnumerateRunes())
        {
            if (!escaped && rune.Value == '\\')
            {
                escaped = true;
                continue;
            }
            if (escaped || rune.Value is not ('%' or '_')) units.Add(Rune.ToUpperInvariant(rune).Value);
            else if (rune.Value == '_') units.Add(One);
            else if (units.Count == 0 || units[^1] != Run) units.Add(Run);
            escaped = false;
        }
        return new LikePattern([.. units]);
    }

    public bool Matches(ReadOnlySpan<byte> utf8)
    {
        int unit = 0, at = 0, retryUnit = -1, retryAt = 0;
        while (at < utf8.Length)
        {
            int expected = unit < _units.Length ? _units[unit] : End;
            int actual = TextOrder.NextUpper(utf8[at..], out int length);
            if (expected == Run)
            {
                retryUnit = ++unit;
                retryAt = at;
            }
            else if (expected == One || expected == actual)
            {
                unit++;
                at += length;
            }
            else if (retryUnit >= 0)
            {
                // Let the last % swallow one character more and try again from there.
                TextOrder.NextUpper(utf8[retryAt..], out length);
                at = retryAt += length;
                unit = retryUnit;
            }
            else
            {
                return false;
            }
        }
        while (unit < _units.Length && _units[unit] == Run) unit++;
        return unit == _units.Length;
    }
}
