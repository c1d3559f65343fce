using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Tests.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Soql;

/// <summary>What an error shows of a statement: the line where it is, a part of it where the line is long.</summary>
public sealed class ExcerptTests(SharedOrg shared)
{
    private const string Ten = "abcdefghij";
    private const string Forty = Ten + Ten + Ten + Ten;

    [Theory]
    [InlineData("", "", "", "", 1, 1)]
    [InlineData("SELECT Id FROM Account ", " LIMIT 1", "SELECT Id FROM Account ", " LIMIT 1", 1, 24)]
    // The whole line up to column 40, and from then on from a word's start.
    [InlineData("x " + Ten + Ten + Ten + "abcdefg", "", "x " + Ten + Ten + Ten + "abcdefg", "", 1, 40)]
    [InlineData("x " + Ten + Ten + Ten + "abcdefgh", "", Ten + Ten + Ten + "abcdefgh", "", 1, 41)]
    [InlineData("x," + Ten + Ten + Ten + "abcdefghi", "", Ten + Ten + Ten + "abcdefghi", "", 1, 42)]
    [InlineData(" " + Forty, "", Forty, "", 1, 42)]
    [InlineData(Forty, "", Forty, "", 1, 41)]
    [InlineData("x" + Forty, "", Forty, "", 1, 42)]
    [InlineData(Forty + " bc d,e " + Ten, "", "bc d,e " + Ten, "", 1, 59)]
    [InlineData(Forty + ",bc d,e " + Ten, "", "bc d,e " + Ten, "", 1, 59)]
    // What follows, up to thirty characters with the place itself.
    [InlineData("", Ten + Ten + "abcdefghi", "", Ten + Ten + "abcdefghi", 1, 1)]
    [InlineData("", Forty, "", Ten + Ten + "abcdefghi", 1, 1)]
    [InlineData("x ", "\nFROM Account", "x ", "", 1, 3)]
    // Of several lines, the one.
    [InlineData("SELECT Id\nFROM ", " WHERE\nId = null", "FROM ", " WHERE", 2, 6)]
    [InlineData("SELECT Id\r\nFROM ", " WHERE\r\nId = null", "FROM ", " WHERE", 2, 6)]
    [InlineData("SELECT Id\n\n" + Forty, "", Forty, "", 3, 41)]
    [InlineData("SELECT Id\n" + Ten + " " + Forty, "", Forty, "", 2, 52)]
    public void An_error_shows_its_place(string before, string after, string shownBefore, string shownAfter, int row, int column)
    {
        SalesforceError error = Assert.Throws<SalesforceError>(() => shared.Org.Query(before + "#" + after));
        Assert.Equal(
            $"\n{shownBefore}#{shownAfter}\n{new string(' ', shownBefore.Length)}^\nERROR at Row:{row}:Column:{column}\n" +
            $"line {row}:{column} unexpected character '#'",
            error.Message);
    }
}
