using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SalesforceCC.Emulator.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Data;

/// <summary>A sample org at a fixed time. The shared one is for tests that only read.</summary>
public sealed class SampleOrg : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 15, 30, 0, TimeSpan.Zero);

    private const string VersionPath = "/services/data/v68.0";

    public SampleOrg(int rows = 0, string? schemaPath = null)
    {
        Clock = new FakeTimeProvider(Start);
        Store = OrgStore.Create(new OrgStoreOptions { Clock = Clock, Seed = "sample", Rows = rows, SchemaPath = schemaPath });
    }

    public FakeTimeProvider Clock { get; }

    public OrgStore Store { get; }

    public static QueryOptions Options(int pageSize = 2_000, bool includeDeleted = false) =>
        new(includeDeleted, pageSize, VersionPath);

    public SObjectType Type(string name) => Store.FindType(name)!;

    /// <summary>The first page of a query, parsed.</summary>
    public JsonElement Query(string soql, QueryOptions? options = null)
    {
        using IQueryCursor cursor = Store.Query(soql, options ?? Options());
        return Page(cursor, 0);
    }

    public static JsonElement Page(IQueryCursor cursor, int offset, string locator = VersionPath + "/query/01gX")
    {
        using MemoryStream stream = new MemoryStream();
        cursor.WritePage(stream, offset, locator);
        return Parse(stream.ToArray());
    }

    /// <summary>The values of one field (or path) over all rows.</summary>
    public List<string?> Column(string soql, string path, QueryOptions? options = null) =>
        [.. Query(soql, options).GetProperty("records").EnumerateArray().Select(r => Value(r, path))];

    public string Insert(string type, string json) =>
        Store.Insert(Type(type), Parse(json), Store.AdminUserId);

    public void Update(string type, string id, string json) =>
        Store.Update(Type(type), id, Parse(json), Store.RunAsUserId);

    public JsonElement Row(string type, string id, params string[] fields)
    {
        using MemoryStream stream = new MemoryStream();
        using (Utf8JsonWriter writer = new Utf8JsonWriter(stream))
            Store.WriteRow(writer, Type(type), id, fields.Length == 0 ? null : fields, VersionPath);
        return Parse(stream.ToArray());
    }

    /// <summary>The id of the one row that a condition finds.</summary>
    public string Id(string type, string where) => Assert.Single(Column($"SELECT Id FROM {type} WHERE {where}", "Id"))!;

    public static JsonElement Parse(string json) => Parse(System.Text.Encoding.UTF8.GetBytes(json));

    public void Dispose() => Store.Dispose();

    private static JsonElement Parse(byte[] json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static string? Value(JsonElement record, string path)
    {
        foreach (string part in path.Split('.'))
        {
            if (record.ValueKind == JsonValueKind.Null) return null;
            record = record.GetProperty(part);
        }
        return record.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => record.GetString(),
            _ => record.GetRawText(),
        };
    }
}
