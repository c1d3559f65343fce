using System.Text;
using FsCheck;
using FsCheck.Xunit;
using SalesforceCC.Emulator.Data.Sql;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Data;

public sealed class TextOrderTests
{
    [Fact]
    public void Upper_case_letters_sort_by_their_code_points()
    {
        string[] sorted = ["100 %", "Arzt", "Berg", "berg 2", "Emil", "Zo", "Zoë", "Ärzte", "Åsen", "élan", "株式会社", "𐐨"];
        Assert.Equal(sorted, sorted.Reverse().Order(Comparer<string>.Create(Compare)));
    }

    [Theory]
    [InlineData("abc", "ABC", true)]
    [InlineData("MÖSER", "möser", true)]
    [InlineData("Müller", "Muller", false)]
    [InlineData("a", "a ", false)]
    public void Equal_means_equal_but_for_case(string left, string right, bool equal) =>
        Assert.Equal(equal, Compare(left, right) == 0);

    [Property]
    public bool Turns_around(NonNull<string> left, NonNull<string> right) =>
        Math.Sign(Compare(left.Get, right.Get)) == -Math.Sign(Compare(right.Get, left.Get));

    [Property]
    public bool Is_an_order(NonNull<string> a, NonNull<string> b, NonNull<string> c)
    {
        string[] sorted = [.. new[] { a.Get, b.Get, c.Get }.Order(Comparer<string>.Create(Compare))];
        return Compare(sorted[0], sorted[2]) <= 0;
    }

    private static int Compare(string left, string right) =>
        TextOrder.Compare(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
