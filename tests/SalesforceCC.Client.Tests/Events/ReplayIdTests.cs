using SalesforceCC.Events;

namespace SalesforceCC.Client.Tests.Events;

public sealed class ReplayIdTests
{
    [Fact]
    public void Are_bytes_in_hex() => Assert.Equal("00000000005a94f00000", ReplayId.ToText([0, 0, 0, 0, 0, 0x5a, 0x94, 0xf0, 0, 0]));

    [Theory]
    [InlineData("00000000005a94f00000")]
    [InlineData("00000000005A94F0")]
    [InlineData("ff")]
    public void Are_read_in_either_case(string text) =>
        Assert.Equal(text.ToLowerInvariant(), ReplayId.ToText(ReplayId.TryParse(text)));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("5935344")]
    [InlineData("Latest")]
    [InlineData("0x00")]
    [InlineData("-1")]
    public void Are_no_other_text(string text) => Assert.Null(ReplayId.TryParse(text));
}
