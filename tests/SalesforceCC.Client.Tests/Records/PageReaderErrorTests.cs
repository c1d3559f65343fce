using System.Text;
using SalesforceCC.Records;
using Xunit;
using static SalesforceCC.Client.Tests.Records.Reading;

namespace SalesforceCC.Client.Tests.Records;

public class PageReaderErrorTests
{
    [Theory]
    [InlineData("", "cut off")]
    [InlineData("   ", "cut off")]
    [InlineData("<html><body>We are down for maintenance", "HTML")]
    [InlineData("Service not available", "not a query page")]
    [InlineData("[]", "not a query page")]
    [InlineData("""[{"message":"m","errorCode":"INVALID_FIELD"}]""", "not a query page")]
    [InlineData("{}", "no records array")]
    [InlineData("""{"records":null}""", "array of records")]
    [InlineData("""{"records":{}}""", "array of records")]
    [InlineData("""{"records":[1]}""", "a record")]
    [InlineData("""{"records":[null]}""", "a record")]
    [InlineData("""{"records":[],"records":[]}""", "only one array of records")]
    [InlineData("""{"totalSize":"many","records":[]}""", "totalSize")]
    [InlineData("""{"totalSize":1.5,"records":[]}""", "totalSize")]
    [InlineData("""{"done":"yes","records":[]}""", "done")]
    [InlineData("""{"nextRecordsUrl":5,"records":[]}""", "nextRecordsUrl")]
    [InlineData("""{"done":false,"records":[]}""", "no nextRecordsUrl")]
    [InlineData("""{"records":[{"C":{"totalSize":5,"done":false,"records":[]}}]}""", "child rows")]
    [InlineData("""{"records":[{"A":[{"done":false,"nextRecordsUrl":"/x","records":[]}]}]}""", "rows that stand in an array")]
    [InlineData("""{"records":[]}x""", "the end")]
    [InlineData("""{"records":[]}{"records":[]}""", "the end")]
    [InlineData("""{"records":[],}""", "property name")]
    [InlineData("""{"records":[{},]}""", "a value after ','")]
    [InlineData("""{"records":[{} {}]}""", "',' or ']'")]
    [InlineData("""{"records":[{"A":1,}]}""", "property name")]
    [InlineData("""{"records":[{"A" 1}]}""", "':'")]
    [InlineData("""{"records":[{"A":01}]}""", "a value")]
    [InlineData("""{"records":[{"A":1.}]}""", "a value")]
    [InlineData("""{"records":[{"A":+1}]}""", "a value")]
    [InlineData("""{"records":[{"A":.5}]}""", "a value")]
    [InlineData("""{"records":[{"A":1x}]}""", "',' or '}'")]
    [InlineData("""{"records":[{"A":nul}]}""", "a value")]
    [InlineData("""{"records":[{"A":TRUE}]}""", "a value")]
    [InlineData("""{"records":[{"A":'b'}]}""", "a value")]
    [InlineData("""{"records":[{"A":"\x"}]}""", "escape")]
    [InlineData("""{"records":[{"A":"\u12G4"}]}""", "escape")]
    [InlineData("{\"records\":[{\"A\":\"a\nb\"}]}", "control character")]
    [InlineData("""{"records":[{"A":1]}""", "',' or '}'")]
    [InlineData("""{"records":[{"A":[1}]}""", "',' or ']'")]
    [InlineData("{\"records\":[\u00A0]}", "a record")]
    public async Task What_is_no_page_is_an_error_that_says_why(string json, string reason)
    {
        SfException error = await Assert.ThrowsAsync<SfException>(() => Page(json));

        Assert.Equal("INVALID_RESPONSE", error.Code);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);

        // In pieces it is the same error.
        SfException again = await Assert.ThrowsAsync<SfException>(() => Page(json, null, 1));
        Assert.Equal(error.Message.Length < 60 ? error.Message : error.Message[..20], error.Message.Length < 60 ? again.Message : again.Message[..20]);
    }

    [Fact]
    public async Task A_page_cut_off_anywhere_is_an_error_and_never_a_shorter_page()
    {
        string whole = PageOf(
            "Account",
            """ "Id":"1","N":-1.5e3,"B":true,"Z":null,"E":"a\u00e9é\n","P":{"attributes":{"type":"U","url":"/u"},"Name":"x"} """,
            """ "Id":"2","N":12,"B":false,"Z":null,"E":"😀","C":{"totalSize":1,"done":true,"records":[{"V":[1,2]}]} """);
        byte[] bytes = Encoding.UTF8.GetBytes(whole);
        Assert.Equal(2, (await Page(whole)).Count);

        for (int length = 0; length < bytes.Length; length++)
        {
            byte[] part = bytes[..length];
            foreach (int chunk in new[] { int.MaxValue, 7 })
            {
                SfException error = await Assert.ThrowsAsync<SfException>(
                    () => new PageReader(shapes: Reading.NewShapes()).ReadAsync(new ChunkedStream(part, chunk), null, TestContext.Current.CancellationToken));
                Assert.Equal("INVALID_RESPONSE", error.Code);
                Assert.Contains("cut off", error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(1000)]
    public async Task An_error_names_its_place_however_the_bytes_arrive(int chunk)
    {
        const string Json = """{"totalSize":3,"done":true,"records":[{"A":1},{"B":[true,{"x":"y"}]},{"C":?}]}""";
        byte[] bytes = Encoding.UTF8.GetBytes(Json);
        int place = Json.IndexOf('?', StringComparison.Ordinal);

        SfException wrong = await Assert.ThrowsAsync<SfException>(
            () => new PageReader(shapes: Reading.NewShapes()).ReadAsync(new ChunkedStream(bytes, chunk), null, TestContext.Current.CancellationToken));
        SfException cut = await Assert.ThrowsAsync<SfException>(
            () => new PageReader(shapes: Reading.NewShapes()).ReadAsync(new ChunkedStream(bytes[..place], chunk), null, TestContext.Current.CancellationToken));

        Assert.Contains($"expected at byte {place}.", wrong.Message, StringComparison.Ordinal);
        Assert.Contains($"ends after {place} bytes", cut.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"A\":tru", "where true was expected")]
    [InlineData("{\"A\":\"a", "where the rest of a string was expected")]
    [InlineData("{\"A\":\"\\", "where the rest of an escape sequence was expected")]
    [InlineData("{\"A\":-", "where the rest of a number was expected")]
    [InlineData("{\"A\":", "where more was expected")]
    [InlineData("1]}", "a record was expected at byte 12")]
    [InlineData("{},\"x\"]}", "a record was expected at byte 15")]
    public async Task What_is_no_record_is_an_error_that_says_where(string rows, string reason)
    {
        foreach (int chunk in new[] { 1, 100 })
        {
            SfException error = await Assert.ThrowsAsync<SfException>(() => new PageReader(shapes: Reading.NewShapes()).ReadAsync(
                new ChunkedStream(Encoding.UTF8.GetBytes("{\"records\":[" + rows), chunk), null, TestContext.Current.CancellationToken));

            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("<html>", true)]
    [InlineData("busy", false)]
    public async Task Other_text_is_shown_by_its_start(string start, bool isPage)
    {
        string text = start + new string('.', 100);

        SfException error = await Assert.ThrowsAsync<SfException>(() => Page(text));

        Assert.Equal(isPage, error.Message.Contains("HTML or XML", StringComparison.Ordinal));
        Assert.EndsWith($"It starts: {text[..60]}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(10)]
    public async Task Nesting_has_a_limit_that_counts_like_that_of_other_readers(int limit)
    {
        string Nested(int levels) =>
            $"{{\"records\":[{{\"A\":{new string('[', levels)}{new string(']', levels)}}}]}}";

        await Page(Nested(limit - 3), new PageReader(maxDepth: limit, shapes: Reading.NewShapes()));
        SfException error = await Assert.ThrowsAsync<SfException>(
            () => Page(Nested(limit - 2), new PageReader(maxDepth: limit, shapes: Reading.NewShapes())));

        Assert.Contains("nesting", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_thousand_levels_are_an_error_and_not_the_end_of_the_process()
    {
        foreach (string open in new[] { "[", "{\"a\":", "{\"records\":[" })
        {
            string deep = string.Concat(Enumerable.Repeat(open, 10_000));
            foreach (string json in new[] { $"{{\"records\":[{{\"A\":{deep}", $"{{\"x\":{deep}", deep })
                Assert.Equal("INVALID_RESPONSE", (await Assert.ThrowsAsync<SfException>(() => Page(json))).Code);
        }
    }

    [Theory]
    [InlineData(0x80)]
    [InlineData(0xC3)]
    [InlineData(0xFF)]
    [InlineData(0xED, 0xA0, 0x80)]
    public async Task Bytes_that_are_no_text_are_an_error(params int[] bytes)
    {
        foreach (string where in new[] { "{\"records\":[{\"A\":\"$\"}]}", "{\"records\":[{\"$\":1}]}", "{\"$\":1,\"records\":[]}" })
        {
            string[] parts = where.Split('$');
            byte[] json = [.. Encoding.UTF8.GetBytes(parts[0]), .. bytes.Select(b => (byte)b), .. Encoding.UTF8.GetBytes(parts[1])];

            SfException error = await Assert.ThrowsAsync<SfException>(
                () => new PageReader(shapes: Reading.NewShapes()).ReadAsync(new MemoryStream(json), null, TestContext.Current.CancellationToken));

            Assert.Contains("UTF-8", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_byte_order_mark_is_passed_over()
    {
        byte[] json = [0xEF, 0xBB, 0xBF, .. """{"records":[{"A":1}]}"""u8];

        foreach (int chunk in new[] { 1, 100 })
            Assert.Single(await new PageReader(shapes: Reading.NewShapes()).ReadAsync(new ChunkedStream(json, chunk), null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_stream_that_breaks_breaks_the_reading_with_its_own_error()
    {
        GatedStream stream = new("""{"records":["""u8.ToArray(), "]}"u8.ToArray(), Task.FromException(new IOException("reset")));

        await Assert.ThrowsAsync<IOException>(() => new PageReader(shapes: Reading.NewShapes()).ReadAsync(stream, null, TestContext.Current.CancellationToken));
    }
}
