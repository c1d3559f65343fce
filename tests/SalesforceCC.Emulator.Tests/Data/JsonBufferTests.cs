using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Xunit;
using SalesforceCC.Emulator.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Data;

public sealed class JsonBufferTests
{
    [Property]
    public bool Any_text_reads_back(NonNull<string> text)
    {
        // Half a surrogate pair cannot be stored as UTF-8 in the first place.
        string clean = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get));
        using JsonBuffer json = new JsonBuffer();
        json.Text(clean);
        return JsonSerializer.Deserialize<string>(json.Written) == clean;
    }

    [Property]
    public bool Any_number_reads_back(NormalFloat number)
    {
        using JsonBuffer json = new JsonBuffer();
        json.Double(number.Get);
        string text = Encoding.ASCII.GetString(json.Written);
        return text.Contains('.', StringComparison.Ordinal) &&
            double.Parse(text, CultureInfo.InvariantCulture) == number.Get;
    }

    [Theory]
    [InlineData(70_000)]
    [InlineData(500_000)]
    public void What_is_longer_than_the_buffer_has_room(int length)
    {
        using JsonBuffer json = new JsonBuffer();
        json.Raw("["u8);
        json.Text(new string('x', length));
        json.Raw(","u8);
        json.Text(new string('y', length));
        json.Raw("]"u8);
        Assert.Equal([new string('x', length), new string('y', length)], JsonSerializer.Deserialize<string[]>(json.Written)!);
    }

    [Theory]
    [InlineData(0, "0.0")]
    [InlineData(300, "300.0")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(19.99, "19.99")]
    [InlineData(1999.9, "1999.9")]
    [InlineData(0.125, "0.125")]
    [InlineData(0.001, "0.001")]
    [InlineData(0.0005, "5.0E-4")]
    [InlineData(9999999.99, "9999999.99")]
    [InlineData(10000000, "1.0E7")]
    [InlineData(-38900000, "-3.89E7")]
    [InlineData(123456789.12, "1.2345678912E8")]
    public void Numbers_look_like_salesforces(double number, string expected)
    {
        using JsonBuffer json = new JsonBuffer();
        json.Double(number);
        Assert.Equal(expected, Encoding.ASCII.GetString(json.Written));
    }
}
