using System.Text;
using FsCheck;
using FsCheck.Xunit;
using SalesforceCC.Bulk;

namespace SalesforceCC.Client.Tests.Bulk;

public sealed class CsvTests
{
    private static readonly CsvDialect[] s_dialects =
        [.. CsvDialect.Delimiters.Values.SelectMany(static d => new[] { new CsvDialect(d), new CsvDialect(d, IsCrLf: true) })];

    [Property(MaxTest = 1000)]
    public async Task What_is_written_is_read(NonEmptyArray<NonEmptyArray<string?>> rows, byte dialect)
    {
        CsvDialect form = s_dialects[dialect % s_dialects.Length];
        string[][] values = [.. rows.Get.Select(static r => r.Get.Select(static v => Text(v)).ToArray())];

        Assert.Equal(values, await ReadAsync(Write(values, form), form));
    }

    [Theory]
    [InlineData("#N/A")]
    [InlineData("#comment")]
    [InlineData(" blank ")]
    [InlineData("\"")]
    [InlineData("a\nb")]
    [InlineData("a\r\nb")]
    [InlineData("\r")]
    [InlineData("\0")]
    [InlineData("\uFEFF")]
    [InlineData("")]
    [InlineData("😀,ä")]
    public async Task A_value_alone_in_its_row_is_read(string value)
    {
        string[][] rows = [["Name"], [value], ["x"]];

        Assert.Equal(rows, await ReadAsync(Write(rows, CsvDialect.Default), CsvDialect.Default));
    }

    [Theory]
    [InlineData("a,b\n1,2\n")]
    [InlineData("a,b\n1,2")]
    [InlineData("a,b\n1,2\n\n")]
    [InlineData("a,b\r\n1,2\r\n\r\n")]
    [InlineData("\na,b\n\n1,2\n")]
    public async Task Empty_lines_are_no_rows(string text) =>
        Assert.Equal([["a", "b"], ["1", "2"]], await ReadAsync(Encoding.UTF8.GetBytes(text), CsvDialect.Default));

    [Fact]
    public async Task Values_may_be_as_long_as_salesforce_has_them()
    {
        string value = new('ä', 131_072);
        string[][] rows = [[.. Enumerable.Repeat(value, 5)], [value]];

        Assert.Equal(rows, await ReadAsync(Write(rows, CsvDialect.Default), CsvDialect.Default));
    }

    [Theory]
    [InlineData("a,b\n1,\"2\n3\"\n", true)]
    [InlineData("a,b\r\n1,\"2\n3\"\r\n", false)]
    [InlineData("a,b\r\n1,\"2\n3\"\n", true)]
    [InlineData("a,b\n1,\"2\n3\"\r\n", false)]
    public async Task Lines_may_end_in_the_other_way(string text, bool isCrLf) =>
        Assert.Equal([["a", "b"], ["1", "2\n3"]], await ReadAsync(Encoding.UTF8.GetBytes(text), new CsvDialect(',', isCrLf)));

    [Theory]
    [InlineData("a,b\n1,2,3\n4\n")]
    public async Task Rows_have_as_many_values_as_they_have(string text) =>
        Assert.Equal([["a", "b"], ["1", "2", "3"], ["4"]], await ReadAsync(Encoding.UTF8.GetBytes(text), CsvDialect.Default));

    private static string Text(string? value) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value ?? ""));

    private static byte[] Write(string[][] rows, CsvDialect dialect)
    {
        CsvWriter csv = new(dialect);
        foreach (string[] row in rows)
            csv.AddRow(row);
        return csv.Take();
    }

    private static async Task<string[][]> ReadAsync(byte[] bytes, CsvDialect dialect)
    {
        using CsvRows rows = new(new MemoryStream(bytes), dialect);
        List<string[]> all = [];
        while (await rows.ReadAsync(CancellationToken.None))
            all.Add(rows.ToArray());
        return [.. all];
    }
}
