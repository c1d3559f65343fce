using System.Text;
using SalesforceCC.Records;
using Xunit;

namespace SalesforceCC.Client.Tests.Records;

/// <summary>Short ways to read.</summary>
internal static class Reading
{
    /// <summary>Types of the test's own: those of the process have an end, and wide or random rows would use them up.</summary>
    public static RecordShapes NewShapes() =>
        new(RecordShapes.MostTypes, RecordShapes.MostOfObject, RecordShapes.MostProperties);

    public static Task<RecordPage> Page(string json, PageReader? reader = null, params int[] chunks) =>
        (reader ?? new PageReader(shapes: NewShapes())).ReadAsync(
            new ChunkedStream(Encoding.UTF8.GetBytes(json), chunks),
            cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>A page of these rows, each given without its braces and attributes.</summary>
    public static Task<RecordPage> Rows(string objectName, PageReader? reader, params string[] rows) =>
        Page(PageOf(objectName, rows), reader);

    public static string PageOf(string objectName, params string[] rows)
    {
        IEnumerable<string> records = rows.Select(
            fields => $$"""{"attributes":{"type":"{{objectName}}","url":"/x"},{{fields}}}""");
        return $$"""{"totalSize":{{rows.Length}},"done":true,"records":[{{string.Join(",", records)}}]}""";
    }

    public static object?[] ValuesOf(SfRecord record) => [.. record.GetFieldNames().Select(record.GetValue)];
}
