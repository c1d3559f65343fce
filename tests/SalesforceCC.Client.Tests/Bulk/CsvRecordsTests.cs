using System.Text;
using FsCheck;
using FsCheck.Xunit;
using SalesforceCC.Bulk;

namespace SalesforceCC.Client.Tests.Bulk;

/// <summary>The borders of records are found whatever is in them, and wherever the bytes of a read end.</summary>
public sealed class CsvRecordsTests
{
    private static readonly string[] s_pieces = ["a", "\"", "\"\"", "\n", "\r\n", "\r", ",", ";", "ä", "😀", " ", "", "#N/A", "\0", "\uFEFF"];

    [Property(MaxTest = 2000)]
    public async Task Records_are_those_that_the_package_reads_and_their_bytes_are_all(NonEmptyArray<NonEmptyArray<NonEmptyArray<byte>>> rows, bool crlf, bool semicolon, PositiveInt block, byte before)
    {
        CsvDialect dialect = new(semicolon ? ';' : ',', crlf);
        CsvWriter writer = new(dialect);

        // What comes moves to any place of the 64 bytes that are looked at together.
        writer.AddRow([new string('x', 1 + before)]);
        foreach (NonEmptyArray<NonEmptyArray<byte>> row in rows.Get)
            writer.AddRow(row.Get.Select(static v => string.Concat(v.Get.Select(static p => s_pieces[p % s_pieces.Length]))));
        byte[] bytes = writer.Take();

        List<string> expected = [];
        using (CsvRows reader = new(new MemoryStream(bytes), dialect))
            while (await reader.ReadAsync(Guard.Stop))
                expected.Add(string.Join("|", reader.ToArray()));

        Assert.Equal(expected, Read(bytes, dialect.Delimiter, 1 + (block.Get % 40), out byte[] joined).Select(static r => string.Join("|", r)));
        Assert.Equal(bytes, joined);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", 2)]
    [InlineData("a,b\n1,2", 2)]
    [InlineData("a\r\nb\r\n", 2)]
    [InlineData("\"a\nb\",c\n1,2", 2)]
    [InlineData("\"a\r\nb\"\r\n\"\"\"\"", 2)]
    [InlineData("\"\"", 1)]
    [InlineData("", 0)]
    public void Each_place_where_a_read_can_end_gives_the_same_records(string text, int count)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int block = 1; block <= bytes.Length + 1; block++)
        {
            Assert.Equal(count, Read(bytes, ',', block, out byte[] joined).Count);
            Assert.Equal(bytes, joined);
        }
    }

    [Theory]
    [InlineData("a\nb\"c\n", "line 2 has a quote within a value")]
    [InlineData("a,b\n1,x\"y\"\n", "line 2 has a quote within a value")]
    [InlineData("a\n\"b\" \n", "line 2 has text behind the closing quote")]
    [InlineData("a\n\"b\nc\"d\n", "line 3 has text behind the closing quote")]
    [InlineData("a\n\"b\n", "line 2 has an opening quote without a closing one")]
    [InlineData("a\rb\n", "line 1 has a carriage return")]
    [InlineData("a\n\"b\"\rc\n", "line 2 has a carriage return")]
    [InlineData("a\nb\r", "line 2 has a carriage return")]
    [InlineData("\"a\r\nb\rc\"\n\"x\n", "line 4 has an opening quote")]
    public void What_salesforce_would_fail_a_job_for_is_found_with_its_line(string text, string expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int block = 1; block <= bytes.Length + 1; block++)
        {
            SfException e = Assert.Throws<SfException>(() => Read(bytes, ',', block, out _));
            Assert.Equal(SfErrorCodes.InvalidCsv, e.Code);
            Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(new byte[] { (byte)'a', (byte)'\n', 0xE4, (byte)'\n' }, "line 2 is not UTF-8: its byte 2 is 0xE4")]
    [InlineData(new byte[] { 0xC0, 0x80 }, "byte 0 is 0xC0")]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80, (byte)'\n' }, "byte 0 is 0xED")]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 }, "byte 0 is 0xF4")]
    [InlineData(new byte[] { (byte)'"', (byte)'\n', 0xFF, (byte)'"' }, "line 2 is not UTF-8: its byte 2 is 0xFF")]
    [InlineData(new byte[] { (byte)'a', 0xF0, 0x9F, 0x98 }, "byte 1 is 0xF0")]
    public void Bytes_that_are_no_characters_are_named(byte[] bytes, string expected)
    {
        for (int block = 1; block <= bytes.Length + 1; block++)
            Assert.Contains(expected, Assert.Throws<SfException>(() => Read(bytes, ',', block, out _)).Message, StringComparison.Ordinal);
    }

    [Property(MaxTest = 2000)]
    public void The_check_of_UTF_8_agrees_with_the_decoder(byte[] bytes, byte[] more)
    {
        byte[] mixed = [.. "aaaaaaaaä€😀"u8, .. bytes, .. "ÿ"u8, .. more];
        bool isValid = true;
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(mixed);
        }
        catch (DecoderFallbackException)
        {
            isValid = false;
        }

        Assert.Equal(isValid, Utf8.FirstInvalid(mixed) < 0);
    }

    [Property(MaxTest = 1000)]
    public void Line_breaks_become_one_kind(NonEmptyArray<byte> pieces, bool crlf)
    {
        string text = string.Concat(pieces.Get.Select(static p => s_pieces[p % s_pieces.Length]));
        string ending = crlf ? "\r\n" : "\n";
        string expected = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\n", ending, StringComparison.Ordinal);
        using MemoryStream written = new();
        LineBreaks.Write(Encoding.UTF8.GetBytes(text), crlf, written);

        Assert.Equal(expected, Encoding.UTF8.GetString(written.ToArray()));
        Assert.Equal(text != expected, LineBreaks.HasOther(Encoding.UTF8.GetBytes(text), crlf));
        Assert.Equal(expected, new SentColumn("x", 0, LineBreak: ending).ValueOf(text));
    }

    private static List<List<string>> Read(byte[] bytes, char delimiter, int block, out byte[] joined)
    {
        List<List<string>> rows = [];
        using MemoryStream all = new();
        using CsvRecords records = new(new MemoryStream(bytes), delimiter, "file", block: block);
        while (records.Read())
        {
            Assert.Equal(all.Length, records.Offset);
            all.Write(bytes, (int)records.Offset, records.Length);
            List<string> values = CsvValues.Texts(records.Current, (byte)delimiter);
            Assert.Equal(values.Count, records.Values);
            rows.Add(values);
        }

        joined = all.ToArray();
        return rows;
    }
}
