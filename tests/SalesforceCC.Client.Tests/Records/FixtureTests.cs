using System.Text.Json;
using SalesforceCC.Json;
using SalesforceCC.Records;
using Xunit;

namespace SalesforceCC.Client.Tests.Records;

/// <summary>Recorded answers of real orgs, where they are at hand.</summary>
public class FixtureTests
{
    public static TheoryData<string, int> Pages => new()
    {
        { "restforce/query_success_response.json", 1 },
        { "restforce/query_aggregate_success_response.json", 3 },
        { "restforce/query_empty_response.json", 0 },
        { "restforce/query_paginated_first_page_response.json", 1 },
        { "restforce/query_paginated_last_page_response.json", 1 },
        { "restforce/org_query_response.json", 1 },
        { "netcoreforce/query_case_result.json", 26 },
        { "netcoreforce/query_case_single_result.json", 1 },
        { "netcoreforce/query_empty_result.json", 0 },
        { "netcoreforce/count_query.json", 0 },
        { "netcoreforce/querybatch/batch-1.json", 200 },
        { "netcoreforce/querybatch/batch-2.json", 200 },
        { "netcoreforce/querybatch/batch-3.json", 200 },
        { "netcoreforce/querybatch/batch-4.json", 200 },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Recorded_pages_read_as_JsonDocument_reads_them(string file, int rows)
    {
        byte[] bytes = Fixtures.Bytes(file);
        using JsonDocument document = JsonDocument.Parse(bytes);

        RecordPage page = await new PageReader().ReadAsync(
            new ChunkedStream(bytes, 100), null, TestContext.Current.CancellationToken);

        Assert.Equal(rows, page.Count);
        Assert.Equal(document.RootElement.GetProperty("totalSize").GetInt64(), page.TotalSize);
        Assert.Equal(document.RootElement.GetProperty("done").GetBoolean(), page.Done);
        Assert.Equal(
            Expected.OfRows(document.RootElement.GetProperty("records")),
            page.Select(r => Expected.Of((object)r)));
    }

    [Fact]
    public async Task The_Whizbang_with_its_parent_and_children()
    {
        FakeTypes types = new FakeTypes().With(
            "Whizbang", ("Date_Label", FieldType.Date), ("DateTime_Label", FieldType.DateTime));
        using MemoryStream file = new(Fixtures.Bytes("restforce/query_success_response.json"));

        RecordPage page = await new PageReader(types).ReadAsync(file, null, TestContext.Current.CancellationToken);

        dynamic row = Assert.Single(page);
        Assert.Equal(new DateTime(2010, 1, 1, 0, 0, 0, DateTimeKind.Unspecified), row.Date_Label);
        Assert.Equal(new DateTimeOffset(2011, 7, 7, 0, 37, 0, TimeSpan.Zero), row.DateTime_Label);
        Assert.Equal("Parent Whizbang", row.ParentWhizbang__r.Name);
        Assert.Equal("Child Whizbang", row.Whizbangs__r[0].Name);
        Assert.Equal(["Whizbang"], types.Asked);
    }

    [Fact]
    public async Task Every_recorded_answer_reads_as_JSON_value_when_it_is_JSON()
    {
        int read = 0;
        foreach (string file in Directory.EnumerateFiles(Fixtures.Folder, "*.json", SearchOption.AllDirectories))
        {
            byte[] bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            bool isJson = true;
            try
            {
                JsonDocument.Parse(bytes.AsMemory(bytes is [0xEF, ..] ? 3 : 0)).Dispose();
            }
            catch (JsonException)
            {
                isJson = false;
            }

            Exception? failure = Record.Exception(() => JsonValues.Read(bytes));
            Assert.True(isJson == failure is null, $"{file}: {failure?.Message}");
            read++;
        }

        Assert.NotEqual(0, read);
    }
}
