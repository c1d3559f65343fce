using System.Text;
using SalesforceCC.Client.Tests.Records;
using SalesforceCC.Json;
using SalesforceCC.Records;
using Xunit;

namespace SalesforceCC.Client.Tests.Json;

/// <summary>Strings of every length, since they are looked at and copied in blocks where that is faster.</summary>
public class JsonBytesTests
{
    private const int Lengths = 70;

    [Fact]
    public async Task A_text_of_any_length_comes_back_wherever_a_letter_is_not_ASCII()
    {
        for (int length = 0; length < Lengths; length++)
        {
            for (int place = 0; place <= length; place++)
            {
                string text = place == length ? new string('a', length) : new string('a', place) + 'é' + new string('b', length - place - 1);
                RecordPage page = await Reading.Page($$"""{"records":[{"A":"{{text}}","B":"end"}]}""");
                Assert.Equal(text, page[0].GetValue("A"));
                Assert.Equal("end", page[0].GetValue("B"));
            }
        }
    }

    [Fact]
    public async Task A_byte_that_is_no_UTF8_is_found_wherever_it_is()
    {
        for (int length = 1; length < Lengths; length++)
        {
            for (int place = 0; place < length; place++)
            {
                byte[] text = [.. Enumerable.Repeat((byte)'a', length)];
                text[place] = 0xFF;
                byte[] json = [.. "{\"records\":[{\"A\":\""u8, .. text, .. "\"}]}"u8];
                SfException error = await Assert.ThrowsAsync<SfException>(
                    () => new PageReader(shapes: Reading.NewShapes()).ReadAsync(new MemoryStream(json), null, TestContext.Current.CancellationToken));
                Assert.Contains("UTF-8", error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData("\u0000")]
    [InlineData("\u001F")]
    public void The_first_byte_that_ends_a_run_is_found_wherever_it_is(string stop)
    {
        for (int length = 0; length < Lengths; length++)
        {
            bool isAscii = true;
            byte[] data = Encoding.UTF8.GetBytes(new string(' ', length) + stop + "é\"\\");
            Assert.Equal(length, JsonBytes.IndexOfStop(data, 0, ref isAscii));
            Assert.True(isAscii, "what comes after it does not matter");
            Assert.Equal(length, JsonBytes.IndexOfStop(data, length / 2, ref isAscii));

            byte[] other = Encoding.UTF8.GetBytes(new string('~', length) + 'é' + stop);
            Assert.Equal(length + 2, JsonBytes.IndexOfStop(other, 0, ref isAscii));
            Assert.False(isAscii);
            Assert.Equal(-1, JsonBytes.IndexOfStop(other.AsSpan(0, length + 2), 0, ref isAscii));
        }
    }

    [Theory]
    [InlineData(@"\", 0)]
    [InlineData(@"\n", 2)]
    [InlineData(@"\nx", 2)]
    [InlineData(@"\x", -1)]
    [InlineData(@"\u", 0)]
    [InlineData(@"\u00a", 0)]
    [InlineData(@"\u00af", 6)]
    [InlineData(@"\uAF09x", 6)]
    [InlineData(@"\ug000", -1)]
    [InlineData(@"\u000G", -1)]
    [InlineData(@"\u@000", -1)]
    [InlineData(@"\u00`0", -1)]
    [InlineData(@"\u/000", -1)]
    [InlineData(@"\u:", -1)]
    public void The_length_of_an_escape(string text, int length) =>
        Assert.Equal(length, JsonBytes.EscapeLength(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void A_hexadecimal_digit_has_its_value_and_nothing_else_has_one()
    {
        const string Digits = "0123456789abcdef";
        for (int i = 0; i < 256; i++)
            Assert.Equal(Digits.IndexOf(char.ToLowerInvariant((char)i)), JsonBytes.HexValue((byte)i));
    }

    [Theory]
    [InlineData("", -1, true)]
    [InlineData("-", -1, true)]
    [InlineData("0", 1, true)]
    [InlineData("-0", 2, true)]
    [InlineData("09", -1, false)]
    [InlineData("12,", 2, false)]
    [InlineData("12", 2, true)]
    [InlineData("1.", -1, true)]
    [InlineData("1.,", -1, false)]
    [InlineData("1.5", 3, true)]
    [InlineData("1.5}", 3, false)]
    [InlineData("1e", -1, true)]
    [InlineData("1e+", -1, true)]
    [InlineData("1e+]", -1, false)]
    [InlineData("1E-12 ", 5, false)]
    [InlineData("+1", -1, false)]
    [InlineData(":1", -1, false)]
    public void The_length_of_a_number(string text, int length, bool mayGoOn)
    {
        Assert.Equal(length, JsonBytes.NumberLength(Encoding.ASCII.GetBytes(text), out bool isOpen));
        Assert.Equal(mayGoOn, isOpen);
    }

    [Fact]
    public void A_copy_is_right_whatever_room_there_is_behind_it()
    {
        byte[] bytes = [.. Enumerable.Range(1, 2 * Lengths).Select(i => (byte)i)];
        for (int length = 0; length < Lengths; length++)
        {
            foreach (int behindSource in new[] { 0, 1, 31, 32, 64 })
            {
                foreach (int behindTarget in new[] { 0, 1, 31, 32, 64 })
                {
                    byte[] target = new byte[length + behindTarget];
                    JsonBytes.Copy(bytes.AsSpan(0, length + behindSource), target, length);
                    Assert.Equal(bytes[..length], target[..length]);
                }
            }
        }
    }
}
