using System.Text.Encodings.Web;
using System.Text.Json;
using SalesforceCC.ListViews;
using SalesforceCC.Records;

namespace SalesforceCC.Client.Tests.ListViews;

public class RecordedListViewTests
{
    [Fact]
    public async Task The_results_of_a_real_org_are_read()
    {
        string json = Fixtures.Text("restforce/list_view_results_success_response.json");
        using JsonDocument document = JsonDocument.Parse(json);
        ListViewPage page = ListViewPage.Read(document.RootElement);
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            page.WriteTo(writer, "Account", "/services/data/v68.0/", new Dictionary<string, string> { ["Owner"] = "User" });
        stream.Position = 0;
        RecordPage rows = await new PageReader(new FakeTypesOfAudit()).ReadAsync(stream, cancellationToken: Guard.Stop);
        Assert.True(page.IsDone);
        Assert.Equal(document.RootElement.GetProperty("size").GetInt32(), rows.Count);
        Assert.All(rows, static r => Assert.IsType<DateTimeOffset>(r.GetValue("CreatedDate")));
        Assert.All(rows, static r => Assert.Equal("User", Assert.IsAssignableFrom<SfRecord>(r.GetValue("Owner")).GetObjectName()));
        Assert.All(rows, static r => Assert.NotNull(r.GetId()));
    }

    /// <summary>Knows no field: the types of audit fields need no describe.</summary>
    private sealed class FakeTypesOfAudit : IFieldTypeSource
    {
        public ObjectFields? TryGet(string objectName) => ObjectFields.None;

        public Task<ObjectFields> GetAsync(string objectName, CancellationToken cancellationToken) => Task.FromResult(ObjectFields.None);

        public Task<ObjectFields> GetWithAsync(string objectName, string field, CancellationToken cancellationToken) => Task.FromResult(ObjectFields.None);
    }
}
