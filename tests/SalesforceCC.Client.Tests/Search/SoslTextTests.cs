using System.Text;
using FsCheck.Xunit;
using SalesforceCC.Search;

namespace SalesforceCC.Client.Tests.Search;

public class SoslTextTests
{
    private const string Reserved = "?&|!{}[]()^~*:\\\"'+-";

    [Theory]
    [InlineData("Marie-Pier", @"Marie\-Pier")]
    [InlineData("El-Guapo", @"El\-Guapo")]
    [InlineData("a+b@x.test", @"a\+b@x.test")]
    [InlineData("O'Neil", @"O\'Neil")]
    [InlineData("{x}", @"\{x\}")]
    [InlineData(@"C:\d", @"C\:\\d")]
    [InlineData("why?", @"why\?")]
    [InlineData("a\r\nb\0c", "a  b c")]
    [InlineData("this and that", "this \"and\" that")]
    [InlineData("OR", "\"OR\"")]
    [InlineData("band notes Oregon", "band notes Oregon")]
    [InlineData("über and öor", "über \"and\" öor")]
    public void Values_are_escaped_once(string value, string sosl) => Assert.Equal(sosl, SoslText.Of(value));

    [Fact]
    public void Within_quotes_and_is_a_word_like_others() => Assert.Equal(@"this and \""that\""", SoslText.Of("this and \"that\"", inQuotes: true));

    [Fact]
    public void Wildcards_are_left_where_they_are_wanted() => Assert.Equal(@"ac*e? \-x", SoslText.Of("ac*e? -x", wildcards: true));

    [Property(MaxTest = 500)]
    public void Any_text_within_quotes_is_read_as_it_was(string? text)
    {
        string value = string.Concat((text ?? "").Select(static c => char.IsControl(c) ? ' ' : c));
        Assert.Equal(value, Unescape(SoslText.Of(value, inQuotes: true)));
    }

    // Two characters of the reserved ones and words of the language make what random text hardly ever has.
    [Property(MaxTest = 500)]
    public void No_reserved_character_is_left_whatever_stands_beside_it(int[]? picks)
    {
        string[] parts = [.. Reserved.Select(static c => c.ToString()), "and", "OR", "not", "x", " ", "ü"];
        string value = string.Concat((picks ?? []).Select(p => parts[(int)((uint)p % (uint)parts.Length)]));
        Assert.Equal(value, Unescape(SoslText.Of(value)));
    }

    [Theory]
    [InlineData("acme")]
    [InlineData("ac*")]
    [InlineData("a?me b")]
    [InlineData(@"\-\-")]
    [InlineData("x AND \"or b\"")]
    [InlineData("acme OR (\"x y\" AND NOT zz*)")]
    [InlineData("Notre")]
    public void A_text_that_Salesforce_takes_whole_is_sent(string text) => SoslText.Check(text);

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a b c")]
    [InlineData("AND OR not")]
    [InlineData("a*")]
    [InlineData("*acme")]
    [InlineData("x AND ?acme")]
    [InlineData("(*acme)")]
    [InlineData("\"*acme\"")]
    public void A_text_that_Salesforce_would_cut_is_refused(string text) =>
        Assert.Equal("INVALID_PARAMETER", Assert.Throws<SfException>(() => SoslText.Check(text)).Code);

    [Theory]
    [InlineData(4_000, true)]
    [InlineData(4_001, false)]
    [InlineData(10_001, false)]
    public void A_text_of_a_certain_length_is_the_longest(int length, bool isTaken)
    {
        Exception? e = Record.Exception(() => SoslText.Check(new string('x', length)));
        Assert.Equal(isTaken, e is null);
    }

    // By the rules of the guide; shares nothing with the code that writes.
    private static string Unescape(string sosl)
    {
        StringBuilder value = new();
        bool inQuotes = false;
        for (int i = 0; i < sosl.Length; i++)
        {
            if (sosl[i] == '\\')
                value.Append(sosl[++i]);
            else if (sosl[i] == '"')
                inQuotes = !inQuotes;
            else if (Reserved.Contains(sosl[i], StringComparison.Ordinal))
                Assert.Fail($"{sosl[i]} has no backslash: {sosl}");
            else
                value.Append(sosl[i]);
        }

        Assert.False(inQuotes);
        return value.ToString();
    }
}
