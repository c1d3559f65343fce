using SalesforceCC.Query;

namespace SalesforceCC.Client.Tests.Query;

/// <summary>That it agrees with another lexer about any text is checked beside the fuzzer.</summary>
public class SoqlTokenizerTests
{
    [Theory]
    [InlineData("SELECT Id,Owner.Name", "Name:SELECT Name:Id Symbol:, Name:Owner Symbol:. Name:Name")]
    [InlineData("a<=-1.5e3", "Name:a Symbol:<= Number:-1.5e3")]
    [InlineData("'it\\'s' ''", "Text:'it\\'s' Text:''")]
    [InlineData("'\\\\'a", "Text:'\\\\' Name:a")]
    [InlineData("2026-01-31 2026-01-31T10:00:00.000+01:00 10:00:00Z", "Date:2026-01-31 DateTime:2026-01-31T10:00:00.000+01:00 Time:10:00:00Z")]
    [InlineData("LAST_N_DAYS:30", "Name:LAST_N_DAYS Symbol:: Number:30")]
    [InlineData("a/*'*/b//'\nc", "Name:a Comment:/*'*/ Name:b Comment://' Name:c")]
    [InlineData("a / b", "Name:a Other:/ Name:b")]
    [InlineData("5abc é", "Other:5abc Other:é")]
    public void A_statement_is_made_of_tokens(string soql, string tokens) => Assert.Equal(
        tokens, string.Join(' ', SoqlTokenizer.Read(soql).Select(t => $"{t.Kind}:{t.Text}")));

    [Theory]
    [InlineData("'abc", SoqlTokenKind.Text)]
    [InlineData("'abc\\", SoqlTokenKind.Text)]
    [InlineData("'abc\\'", SoqlTokenKind.Text)]
    [InlineData("/* abc", SoqlTokenKind.Comment)]
    [InlineData("/*/", SoqlTokenKind.Comment)]
    [InlineData("// abc", SoqlTokenKind.Comment)]
    public void What_is_still_being_typed_is_open_and_goes_to_the_end(string soql, object kind)
    {
        SoqlToken token = SoqlTokenizer.Read("a " + soql)[1];
        Assert.Equal((kind, 2, soql.Length + 2, true), (token.Kind, token.Start, token.End, token.IsOpen));
    }

    [Fact]
    public void A_token_knows_its_place_and_depth()
    {
        const string Statement = " SELECT (SELECT f(x) FROM Cs) FROM A";
        List<SoqlToken> tokens = SoqlTokenizer.Read(Statement);
        Assert.Equal([0, 0, 1, 1, 1, 2, 1, 1, 1, 0, 0, 0], tokens.Select(t => t.Depth));
        Assert.All(tokens, t => Assert.Equal(t.Text, Statement[t.Start..t.End]));
        Assert.Equal(1, tokens[0].Start);
        Assert.True(tokens[^2].Is("from"));
        Assert.False(tokens[^2].Is("fro"));
    }

    [Fact]
    public void A_text_is_no_word_even_if_it_reads_like_one() => Assert.False(SoqlTokenizer.Read("'FROM'")[0].Is("'FROM'"));

    [Fact]
    public void A_parenthesis_too_many_does_no_harm() => Assert.Equal([0, 0, 0], SoqlTokenizer.Read(")) a").Select(t => t.Depth));
}
