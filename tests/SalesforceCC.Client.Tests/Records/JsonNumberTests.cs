using System.Text;
using SalesforceCC.Records;
using Xunit;

namespace SalesforceCC.Client.Tests.Records;

public class JsonNumberTests
{
    public static TheoryData<string, object> Literals => new()
    {
        { "0", 0 },
        { "-0", 0 },
        { "-128", -128 },
        { "1023", 1023 },
        { "1024", 1024 },
        { "2147483647", int.MaxValue },
        { "-2147483648", int.MinValue },
        { "2147483648", 2147483648L },
        { "-9223372036854775808", long.MinValue },
        { "9223372036854775808", 9223372036854775808m },
        { "79228162514264337593543950336", 79228162514264337593543950336d },
        { "23.0", 23.0m },
        { "-0.5", -0.5m },
        { "1e3", 1000m },
        { "1.5E-2", 0.015m },
        { "0e5", 0m },
        { "1e29", 1e29 },
        { "1e-40", 1e-40 },
        { "0.1", 0.1m },
    };

    [Theory]
    [MemberData(nameof(Literals))]
    public void The_literal_decides(string literal, object expected)
    {
        object value = JsonNumber.Read(Encoding.UTF8.GetBytes(literal));

        Assert.IsType(expected.GetType(), value);
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("5", 5)]
    [InlineData("5.0", 5)]
    [InlineData("-5e1", -50)]
    public void A_whole_number_by_describe_is_an_int(string literal, int expected) =>
        Assert.Equal(expected, Assert.IsType<int>(JsonNumber.ReadInteger(Encoding.UTF8.GetBytes(literal))));

    [Fact]
    public void A_fraction_is_not_cut_off_because_describe_says_whole() =>
        Assert.Equal(5.5m, JsonNumber.ReadInteger("5.5"u8));

    [Fact]
    public void A_decimal_keeps_its_scale() =>
        Assert.Equal("300.00", ((decimal)JsonNumber.ReadDecimal("300.00"u8)).ToString(System.Globalization.CultureInfo.InvariantCulture));
}
