using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using SalesforceCC.Records;
using Xunit;

namespace SalesforceCC.Client.Tests.Records;

[Properties(Arbitrary = [typeof(SamplePageText)], MaxTest = 100)]
public class PageReaderProperties
{
    // So many made-up rows would use up the types that other tests look at.
    private static readonly RecordShapes s_shapes = new(int.MaxValue, int.MaxValue, int.MaxValue);

    [Property]
    public async Task Any_page_reads_as_JsonDocument_reads_it_however_its_bytes_arrive(SamplePageText page, PositiveInt[] chunks)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(page.Json);
        using JsonDocument document = JsonDocument.Parse(bytes);
        string[] expected = Expected.OfRows(document.RootElement.GetProperty("records"));

        foreach (int[] sizes in new[] { [], [1], chunks.Select(c => c.Get).ToArray() })
        {
            RecordPage read = await Read(new PageReader(shapes: s_shapes), bytes, sizes);
            Assert.Equal(expected, read.Select(r => Expected.Of((object)r)));
        }
    }

    [Property]
    public async Task A_reader_that_has_seen_other_pages_reads_the_same(SamplePageText first, SamplePageText second)
    {
        PageReader reader = new();
        await Read(reader, Encoding.UTF8.GetBytes(first.Json));
        RecordPage seasoned = await Read(reader, Encoding.UTF8.GetBytes(second.Json));
        RecordPage fresh = await Read(new PageReader(shapes: s_shapes), Encoding.UTF8.GetBytes(second.Json));

        Assert.Equal(fresh.Select(r => Expected.Of((object)r)), seasoned.Select(r => Expected.Of((object)r)));
    }

    [Property]
    public async Task Setting_a_field_changes_no_other(SamplePageText page, NonNegativeInt choice)
    {
        RecordPage read = await Read(new PageReader(shapes: s_shapes), Encoding.UTF8.GetBytes(page.Json));
        foreach (SfRecord record in read.Where(r => r.GetFieldNames().Count > 0))
        {
            string[] before = [.. record.GetFieldNames().Select(f => Expected.Of(record.GetValue(f)))];
            int slot = choice.Get % before.Length;

            record.GetType().GetProperties()[slot].SetValue(record, "set");

            before[slot] = Expected.Of((object)"set");
            Assert.Equal(before, record.GetFieldNames().Select(f => Expected.Of(record.GetValue(f))));
        }
    }

    [Property(MaxTest = 15)]
    public async Task A_page_cut_off_anywhere_is_an_error(SamplePageText page)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(page.Json);
        for (int length = 0; length < bytes.Length; length++)
        {
            SfException error = await Assert.ThrowsAsync<SfException>(() => Read(new PageReader(shapes: s_shapes), bytes[..length]));
            Assert.Equal("INVALID_RESPONSE", error.Code);
        }
    }

    [Property(MaxTest = 200)]
    public async Task What_JsonDocument_refuses_is_refused_and_what_is_read_is_what_it_reads(
        SamplePageText page, NonNegativeInt place, byte with, bool isInserted)
    {
        List<byte> bytes = [.. Encoding.UTF8.GetBytes(page.Json)];
        int position = place.Get % bytes.Count;
        if (isInserted)
            bytes.Insert(position, with);
        else
            bytes[position] = with;
        byte[] damaged = [.. bytes];

        RecordPage? read = null;
        try
        {
            read = await Read(new PageReader(shapes: s_shapes), damaged);
        }
        catch (SfException e) when (e.Code == "INVALID_RESPONSE")
        {
        }

        if (read is null)
            return;
        using JsonDocument document = JsonDocument.Parse(damaged);
        JsonElement records = document.RootElement.EnumerateObject().Last(m => m.Name == "records").Value;
        Assert.Equal(Expected.OfRows(records), read.Select(r => Expected.Of((object)r)));
    }

    private static Task<RecordPage> Read(PageReader reader, byte[] bytes, params int[] chunks) =>
        reader.ReadAsync(new ChunkedStream(bytes, chunks), null, TestContext.Current.CancellationToken);
}
