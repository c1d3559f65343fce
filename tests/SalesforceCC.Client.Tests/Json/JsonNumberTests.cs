using System.Text;
using SalesforceCC.Client.Tests.Records;
using SalesforceCC.Json;
using SalesforceCC.Records;
using Xunit;

namespace SalesforceCC.Client.Tests.Json;

public class JsonNumberTests
{
    public static TheoryData<string, object> Literals => new()
    {
        { "0", 0 },
        { "-0", 0 },
        { "-128", -128 },
        { "-129", -129 },
        { "-127", -127 },
        { "1022", 1022 },
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
        { "-2147483649", -2147483649L },
        { "0.0", 0.0m },
        { "0.9e-30", 9e-31 },
        { "1E2", 100m },
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
    [InlineData("2147483647.0", int.MaxValue)]
    [InlineData("-2147483648.0", int.MinValue)]
    [InlineData("2.147483647E9", int.MaxValue)]
    public void A_whole_number_by_describe_is_an_int(string literal, int expected) =>
        Assert.Equal(expected, Assert.IsType<int>(JsonNumber.ReadInteger(Encoding.UTF8.GetBytes(literal))));

    [Fact]
    public void A_fraction_is_not_cut_off_because_describe_says_whole() =>
        Assert.Equal(5.5m, JsonNumber.ReadInteger("5.5"u8));

    [Theory]
    [InlineData("2147483648.0")]
    [InlineData("-2147483649.0")]
    [InlineData("0.5")]
    public void What_is_no_int_stays_as_it_is_though_describe_says_whole(string literal) =>
        Assert.IsType<decimal>(JsonNumber.ReadInteger(Encoding.UTF8.GetBytes(literal)));

    [Theory]
    [InlineData("7", 7L)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("9223372036854775808", null)]
    [InlineData("7.0", null)]
    [InlineData("7x", null)]
    [InlineData("", null)]
    [InlineData("{", null)]
    public void A_count_is_a_whole_number(string literal, long? expected) =>
        Assert.Equal(expected, JsonNumber.TryReadLong(Encoding.UTF8.GetBytes(literal)));

    [Fact]
    public void What_is_no_number_stays_text() => Assert.Equal("1e", JsonNumber.ReadDecimal("1e"u8));

    [Fact]
    public void A_decimal_keeps_its_scale() =>
        Assert.Equal("300.00", ((decimal)JsonNumber.ReadDecimal("300.00"u8)).ToString(System.Globalization.CultureInfo.InvariantCulture));
}
