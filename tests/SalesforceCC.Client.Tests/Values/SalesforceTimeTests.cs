using System.Globalization;
using System.Text;
using FsCheck.Xunit;
using SalesforceCC.Records;
using SalesforceCC.Values;
using Xunit;

namespace SalesforceCC.Client.Tests.Values;

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
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.0000000+00:00")]
    [InlineData("0001-01-01T01:00:00+0100", "0001-01-01T01:00:00.0000000+01:00")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999+00:00")]
    [InlineData("9999-12-31T22:59:59.9999999-0100", "9999-12-31T22:59:59.9999999-01:00")]
    [InlineData("2011-07-07T00:37:00.5Z", "2011-07-07T00:37:00.5000000+00:00")]
    public void A_moment(string text, string expected)
    {
        Assert.True(SalesforceTime.IsShapeOf(Encoding.UTF8.GetBytes(text)));
        Assert.True(SalesforceTime.TryDateTime(Encoding.UTF8.GetBytes(text), out DateTimeOffset moment));
        Assert.Equal(expected, moment.ToString("O", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("2011-07-07T00:37:00.000+0000")]
    [InlineData("2024-02-28T23:59:59.999+0000")]
    [InlineData("0001-12-28T09:19:29.909+0000")]
    public void The_quick_look_at_a_moment_says_what_reading_it_says(string usual)
    {
        byte[] text = Encoding.ASCII.GetBytes(usual);
        Assert.True(SalesforceTime.IsDateTime(text));
        for (int i = 0; i < text.Length; i++)
        {
            byte before = text[i];
            for (int other = 0; other <= byte.MaxValue; other++)
            {
                text[i] = (byte)other;
                Assert.Equal(SalesforceTime.TryDateTime(text, out _), SalesforceTime.IsDateTime(text));
            }

            text[i] = before;
        }
    }

    [Theory]
    [InlineData(0, "0000")]
    [InlineData(2, "11")]
    [InlineData(5, "02")]
    [InlineData(8, "30")]
    [InlineData(11, "23")]
    public void The_quick_look_knows_all_years_months_days_and_hours(int at, string digits)
    {
        foreach (string month in new[] { "01", "02", "12" })
        {
            for (int i = 0; i < (digits.Length == 4 ? 10_000 : 100); i++)
            {
                string part = i.ToString(CultureInfo.InvariantCulture).PadLeft(digits.Length, '0');
                byte[] text = Encoding.ASCII.GetBytes($"2023-{month}-27T10:00:00.000+0000".Remove(at, digits.Length).Insert(at, part));
                Assert.Equal(SalesforceTime.TryDateTime(text, out _), SalesforceTime.IsDateTime(text));
            }
        }
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
    [InlineData("2011-07-07T")]
    [InlineData("2011-07-07TZ")]
    [InlineData("2011-07-07T00:00:00")]
    [InlineData("2011-07-07T00:00:00.000")]
    [InlineData("2011-07-07T00:00:00.000z")]
    [InlineData("2011-07-07T00:00:60Z")]
    [InlineData("2011-07-07T00-00:00Z")]
    [InlineData("2011-07-07T00:00-00Z")]
    [InlineData("2011-07-07T00:00:00+000")]
    [InlineData("2011-07-07T00:00:00+00:000")]
    [InlineData("2011-07-07T00:00:00+0:000")]
    [InlineData("2011-13-07T00:00:00Z")]
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
    [InlineData("2010-13-01")]
    [InlineData("2010/01-01")]
    [InlineData("2010-01/01")]
    [InlineData("2010-04-31")]
    [InlineData("2010-01-010")]
    [InlineData("2010-01-0")]
    public void No_day(string text)
    {
        Assert.False(SalesforceTime.TryDate(Encoding.UTF8.GetBytes(text), out _));
        Assert.False(SalesforceTime.IsShapeOf(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("0004-02-29")]
    [InlineData("2010-01-31")]
    [InlineData("2010-12-01")]
    [InlineData("9999-12-31")]
    public void A_day(string text)
    {
        Assert.True(SalesforceTime.IsShapeOf(Encoding.UTF8.GetBytes(text)));
        Assert.True(SalesforceTime.TryDate(Encoding.UTF8.GetBytes(text), out DateTime date));
        Assert.Equal(text, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Assert.Equal(DateTimeKind.Unspecified, date.Kind);
    }

    // Text of that length is common, and to ask describe because of it would cost a call.
    [Theory]
    [InlineData("12:30:00ZZ")]
    [InlineData("12:30:000Z")]
    [InlineData("12.30:00.0Z")]
    [InlineData("12:30.00.0Z")]
    [InlineData("12:30:00.0z")]
    [InlineData("ab:cd:efghZ")]
    [InlineData("24:00:00.000Z")]
    [InlineData("        Z")]
    [InlineData("123456789Z")]
    [InlineData("1234-67890")]
    [InlineData("1234-6789012345Z")]
    [InlineData("09:00:00")]
    public void Text_that_is_none_of_them(string text) => Assert.False(SalesforceTime.IsShapeOf(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("00:00:00", true)]
    [InlineData("23:59:59.999Z", true)]
    [InlineData("23:59:59Z", true)]
    [InlineData("23:59:59.Z", false)]
    [InlineData("23:59:59.9x", false)]
    [InlineData("23:59:59ZZ", false)]
    [InlineData("23:59:59x", false)]
    [InlineData("23:60:59", false)]
    [InlineData("23:59:60", false)]
    [InlineData("3:59:59", false)]
    public void A_time_of_day_or_none(string text, bool isTime)
    {
        Assert.Equal(isTime, SalesforceTime.TryTime(Encoding.UTF8.GetBytes(text), out TimeSpan time));
        Assert.Equal(isTime ? TimeSpan.Parse(text.TrimEnd('Z'), CultureInfo.InvariantCulture) : TimeSpan.Zero, time);
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
