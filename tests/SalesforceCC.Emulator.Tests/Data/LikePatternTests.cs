using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using SalesforceCC.Emulator.Data.Sql;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Data;

public sealed class LikePatternTests
{
    [Theory]
    [InlineData("%", "", true)]
    [InlineData("_", "", false)]
    [InlineData("", "", true)]
    [InlineData("abc", "ABC", true)]
    [InlineData("a%c", "abbbc", true)]
    [InlineData("a%c", "abbbd", false)]
    [InlineData("%b%b%", "abba", true)]
    [InlineData("%ab", "acb", false)]
    [InlineData("%ab", "aab", true)]
    [InlineData("ab%bx", "abx", false)]
    [InlineData("ab%bx", "abcbx", true)]
    [InlineData("_b", "ab", true)]
    [InlineData("_b", "aab", false)]
    [InlineData("müller%", "MÜLLER GmbH", true)]
    [InlineData("m_ller", "Müller", true)]
    [InlineData("muller", "Müller", false)]
    [InlineData("_", "🧭", true)]
    [InlineData(@"100\%", "100%", true)]
    [InlineData(@"100\%", "1000", false)]
    [InlineData(@"a\_b", "a_b", true)]
    [InlineData(@"a\_b", "axb", false)]
    [InlineData(@"%\\%", @"C:\Depot", true)]
    [InlineData(@"%\\%", "C:/Depot", false)]
    public void Matches_as_soql_does(string pattern, string text, bool expected) =>
        Assert.Equal(expected, Matches(pattern, text));

    [Property(MaxTest = 500)]
    public Property Agrees_with_a_regular_expression()
    {
        // A small alphabet makes patterns hit often, and includes all that is special to either side.
        Gen<char> alphabet = Gen.Elements('a', 'B', 'ä', '%', '_', '\\', '.', '*');
        Arbitrary<string> pattern = Arb.From(Gen.ListOf(alphabet).Select(c => string.Concat(c)));
        Arbitrary<string> text = Arb.From(Gen.ListOf(Gen.Elements('A', 'b', 'Ä', '%', '_', '\\', '.')).Select(c => string.Concat(c)));
        return Prop.ForAll(pattern, text, (p, t) => Matches(p, t) == Reference(p, t));
    }

    [Fact]
    public void Many_runs_take_no_time()
    {
        string pattern = string.Concat(Enumerable.Repeat("%a", 200)) + "b";
        Assert.False(Matches(pattern, new string('a', 5_000)));
    }

    private static bool Matches(string pattern, string text) =>
        LikePattern.Parse(pattern).Matches(Encoding.UTF8.GetBytes(text));

    private static bool Reference(string pattern, string text)
    {
        StringBuilder regex = new StringBuilder("^");
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\')
            {
                if (++i < pattern.Length) regex.Append(Regex.Escape(pattern[i].ToString()));
            }
            else
            {
                regex.Append(pattern[i] switch { '%' => ".*", '_' => ".", var c => Regex.Escape(c.ToString()) });
            }
        }
        return Regex.IsMatch(
            text, regex.Append("\\z").ToString(), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }
}
