using System.Text.RegularExpressions;
using FsCheck.Fluent;
using FsCheck.Xunit;
using SalesforceCC.Emulator.Faults;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

public sealed class WildcardTests
{
    [Theory]
    [InlineData("*", "", true)]
    [InlineData("*token", "/services/oauth2/token", true)]
    [InlineData("*token", "/services/oauth2/tokens", false)]
    [InlineData("/services/data/*/query*", "/services/data/v68.0/query/01g-2000", true)]
    [InlineData("/services/data/*/query*", "/services/data/query", false)]
    [InlineData("", "x", false)]
    public void Stars_stand_for_anything(string pattern, string text, bool match) =>
        Assert.Equal(match, Wildcard.IsMatch(pattern, text));

    /// <summary>Over a small alphabet, so that matches are common.</summary>
    [Property(MaxTest = 2000)]
    public FsCheck.Property It_agrees_with_the_regular_expression() => Prop.ForAll(
        Words("ab*").ToArbitrary(),
        Words("ab").ToArbitrary(),
        (pattern, text) =>
        {
            string regex = "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal) + "$";
            return Wildcard.IsMatch(pattern, text) == Regex.IsMatch(text, regex, RegexOptions.NonBacktracking);
        });

    private static FsCheck.Gen<string> Words(string alphabet) =>
        Gen.ListOf(Gen.Elements(alphabet.ToCharArray())).Select(letters => string.Concat(letters));
}
