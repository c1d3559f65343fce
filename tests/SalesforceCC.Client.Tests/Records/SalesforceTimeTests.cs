using System.Globalization;
using System.Text;
using FsCheck.Xunit;
using SalesforceCC.Records;
using Xunit;

namespace SalesforceCC.Client.Tests.Records;

public class SalesforceTimeTests
{
    [Theory]
    [InlineData("2011-07-07T00:37:00.000+0000", "2011-07-07T00:37:00.0000000+00:00")]
    [InlineData("2011-07-07T00:37:00.123Z", "2011-07-07T00:37:00.1230000+00:00")]
    [InlineData("2011-07-07T00:37:00Z", "2011-07-07T00:37:00.0000000+00:00")]
    [InlineData("2011-07-07T00:37:00.000+00:00", "2011-07-07T00:37:00.0000000+00:00")]
    [InlineData("2011-07-07T00:37:00-0830", "2011-07-07T00:37:00.0000000-08:30")]
    [InlineData("2011-07-07T00:37:00+1400", "2011-07-07T00:37:00.0000000+14:00")]
    [InlineData("2011-07-07T00:37:00-1400", "2011-07-07T00:37:00.0000000-14:00")]
    [InlineData("2024-02-29T23:59:59.9999999+05:30", "2024-02-29T23:59:59.9999999+05:30")]
    [InlineData("1700-01-01T00:00:00.000+0000", "1700-01-01T00:00:00.0000000+00:00")]
    [InlineData("4000-12-31T00:00:00.000+0000", "4000-12-31T00:00:00.0000000+00:00")]
    public void A_moment(string text, string expected)
    {
        Assert.True(SalesforceTime.IsShapeOf(Encoding.UTF8.GetBytes(text)));
        Assert.True(SalesforceTime.TryDateTime(Encoding.UTF8.GetBytes(text), out DateTimeOffset moment));
        Assert.Equal(expected, moment.ToString("O", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("2011-07-07T00:37")]
    [InlineData("2011-07-07T00:37:00")]
    [InlineData("2011-07-07 00:37:00Z")]
    [InlineData("2011-07-07T24:00:00Z")]
    [InlineData("2011-07-07T00:60:00Z")]
    [InlineData("2011-07-07T00:00:00.Z")]
    [InlineData("2011-07-07T00:00:00+1401")]
    [InlineData("2011-07-07T00:00:00+1500")]
    [InlineData("2011-07-07T00:00:00+0160")]
    [InlineData("2011-07-07T00:00:00+00:0")]
    [InlineData("2011-07-07T00:00:00 0000")]
    [InlineData("0001-01-01T00:00:00+0100")]
    [InlineData("9999-12-31T23:59:59-0100")]
    [InlineData("2023-02-29T00:00:00Z")]
    public void No_moment(string text) => Assert.False(SalesforceTime.TryDateTime(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData("2010-1-01")]
    [InlineData("2010-00-01")]
    [InlineData("2010-01-00")]
    [InlineData("2010-01-32")]
    [InlineData("0000-01-01")]
    [InlineData("2010/01/01")]
    [InlineData("20100-1-01")]
    [InlineData("2010-01-0a")]
    [InlineData("+010-01-01")]
    public void No_day(string text)
    {
        Assert.False(SalesforceTime.TryDate(Encoding.UTF8.GetBytes(text), out _));
        Assert.False(SalesforceTime.IsShapeOf(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void A_time_of_day()
    {
        Assert.True(SalesforceTime.TryTime("09:30:00.250Z"u8, out TimeSpan time));
        Assert.Equal(new TimeSpan(0, 9, 30, 0, 250), time);
        Assert.True(SalesforceTime.IsShapeOf("09:30:00Z"u8));
        Assert.False(SalesforceTime.IsShapeOf("09:30:00"u8));
        Assert.False(SalesforceTime.TryTime("9:30:00Z"u8, out _));
        Assert.False(SalesforceTime.TryTime("09:30:00+0100"u8, out _));
    }

    [Property(MaxTest = 1000)]
    public void Any_moment_comes_back(DateTimeOffset moment)
    {
        // Salesforce has milliseconds, and offsets of whole minutes.
        DateTimeOffset expected = new(moment.Ticks - (moment.Ticks % TimeSpan.TicksPerMillisecond), moment.Offset);
        string text = expected.ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

        foreach (string form in new[] { text, text.Remove(text.Length - 3, 1) })
        {
            Assert.True(SalesforceTime.TryDateTime(Encoding.UTF8.GetBytes(form), out DateTimeOffset read));
            Assert.Equal(expected, read);
            Assert.Equal(expected.Offset, read.Offset);
        }
    }
}
