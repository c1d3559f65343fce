using System.IO.Compression;
using System.Text.Json;
using SalesforceCC.Records;

namespace SalesforceCC.Benchmarks;

/// <summary>How fast pages in memory become records, beside what else there is.</summary>
internal static class PageBenchmark
{
    public static async Task RunAsync(int rows, int rounds)
    {
        byte[][] pages = SamplePages.Create(rows);
        byte[][] packed = [.. pages.Select(SamplePages.Gzip)];
        Console.WriteLine(
            $"{rows} rows in {pages.Length} pages, {pages.Sum(p => (long)p.Length) / rows} bytes of JSON a row, "
            + $"{packed.Sum(p => (long)p.Length) / rows} compressed; {Environment.ProcessorCount} processors");

        await new Race("Pages in memory", rows)
            .Add("Utf8JsonReader alone", () => Tokens(pages))
            .Add("records", () => Records(pages, new SampleTypes(), _ => { }))
            .Add("records, raw", () => Records(pages, null, _ => { }))
            .Add("records, one value read of each", () => Records(pages, new SampleTypes(), r => r.Get(1)))
            .Add("records, all 18 values read", () => Records(pages, new SampleTypes(), ReadAll))
            .Add("JsonDocument a page", () => Documents(pages))
            .Add("JsonSerializer to Dictionary", () => Dictionaries(pages))
            .RunAsync(rounds);

        await new Race("The same, compressed", rows)
            .Add("gunzip alone", () => Gunzip(packed))
            .Add("records", () => PackedRecords(packed, new SampleTypes()))
            .Add("JsonSerializer to Dictionary", () => PackedDictionaries(packed))
            .RunAsync(rounds);
    }

    /// <summary>The reader alone, for a profiler.</summary>
    public static async Task ProfileAsync(int rows, int rounds)
    {
        byte[][] pages = SamplePages.Create(rows);
        await new Race("Pages in memory", rows)
            .Add("Utf8JsonReader alone", () => Tokens(pages))
            .Add("records", () => Records(pages, new SampleTypes(), _ => { }))
            .RunAsync(rounds);
        Console.WriteLine($"GC: {GC.CollectionCount(0)} {GC.CollectionCount(1)} {GC.CollectionCount(2)}, paused {GC.GetTotalPauseDuration().TotalMilliseconds:N0} ms");
    }

    private static Task Tokens(byte[][] pages)
    {
        foreach (byte[] page in pages)
        {
            Utf8JsonReader reader = new(page);
            while (reader.Read())
            {
            }
        }

        return Task.CompletedTask;
    }

    private static async Task Records(byte[][] pages, IFieldTypeSource? types, Action<SfRecord> use)
    {
        PageReader reader = new(types);
        foreach (byte[] page in pages)
        {
            foreach (SfRecord record in await reader.ReadAsync(new MemoryStream(page)))
                use(record);
        }
    }

    private static async Task PackedRecords(byte[][] pages, IFieldTypeSource types)
    {
        PageReader reader = new(types);
        foreach (byte[] page in pages)
        {
            await using GZipStream gzip = new(new MemoryStream(page), CompressionMode.Decompress);
            await reader.ReadAsync(gzip);
        }
    }

    private static void ReadAll(SfRecord record)
    {
        for (int i = 0; i < 18; i++)
            record.Get(i);
    }

    private static async Task Gunzip(byte[][] pages)
    {
        byte[] buffer = new byte[128 * 1024];
        foreach (byte[] page in pages)
        {
            await using GZipStream gzip = new(new MemoryStream(page), CompressionMode.Decompress);
            while (await gzip.ReadAsync(buffer) > 0)
            {
            }
        }
    }

    private static Task Documents(byte[][] pages)
    {
        foreach (byte[] page in pages)
            JsonDocument.Parse(page).Dispose();
        return Task.CompletedTask;
    }

    private static Task Dictionaries(byte[][] pages)
    {
        foreach (byte[] page in pages)
            JsonSerializer.Deserialize<Page>(page);
        return Task.CompletedTask;
    }

    private static async Task PackedDictionaries(byte[][] pages)
    {
        foreach (byte[] page in pages)
        {
            await using GZipStream gzip = new(new MemoryStream(page), CompressionMode.Decompress);
            await JsonSerializer.DeserializeAsync<Page>(gzip);
        }
    }

#pragma warning disable CA1812 // JsonSerializer makes it.
    private sealed record Page(List<Dictionary<string, object?>> records);
#pragma warning restore CA1812
}
