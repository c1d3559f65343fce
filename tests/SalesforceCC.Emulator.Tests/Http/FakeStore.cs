using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Tests.Http;

/// <summary>
/// Rows in a dictionary and hardly any SOQL: these tests are about HTTP, and must not fail for the sake of the database.
/// </summary>
internal sealed partial class FakeStore : IOrgStore
{
    public const string RunAsUser = "005000000000002AAA";
    public const string Admin = "005000000000001AAA";

    private readonly ConcurrentDictionary<string, JsonObject> _rows = new();
    private readonly ConcurrentDictionary<string, UserAccess> _access = new();
    private int _nextId = 100;

    public FakeStore(int accounts = 0)
    {
        _rows[RunAsUser] = User(RunAsUser, "integration@example.com");
        _rows[Admin] = User(Admin, "admin@example.com");
        for (var i = 0; i < accounts; i++)
            Put(Types[0], new JsonObject { ["Name"] = $"Account {i}", ["Code__c"] = $"A-{i}" });
    }

    public string OrganizationId => "00D000000000001EAA";

    public DateTimeOffset SchemaModified { get; } = new(2026, 11, 1, 12, 0, 0, 500, TimeSpan.Zero);

    public void WriteColumns(Utf8JsonWriter writer, string soql) => throw new NotSupportedException();

    public int OpenCursors { get; private set; }

    public IReadOnlyList<SObjectType> Types { get; } =
    [
        new()
        {
            Name = "Account",
            Label = "Account",
            LabelPlural = "Accounts",
            KeyPrefix = "001",
            Fields =
            [
                Field("Id", "id"),
                Field("Name", "string"),
                new() { Name = "Code__c", Label = "Code", Type = "string", Length = 80, ExternalId = true, IdLookup = true },
            ],
            ChildRelationships = [new("Contact", "AccountId", "Contacts", false)],
        },
        new()
        {
            Name = "Contact",
            Label = "Contact",
            LabelPlural = "Contacts",
            KeyPrefix = "003",
            Fields =
            [
                Field("Id", "id"),
                Field("Name", "string"),
                new()
                {
                    Name = "AccountId",
                    Label = "Account ID",
                    Type = "reference",
                    Length = 18,
                    ReferenceTo = ["Account"],
                    RelationshipName = "Account",
                },
            ],
            ChildRelationships = [],
        },
        new()
        {
            Name = "User",
            Label = "User",
            LabelPlural = "Users",
            KeyPrefix = "005",
            Fields = [Field("Id", "id"), Field("Username", "string"), Field("Name", "string"), Field("IsActive", "boolean")],
            ChildRelationships = [],
        },
    ];

    public SObjectType? FindType(string name) =>
        Types.FirstOrDefault(t => t.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public UserAccess AccessOf(string userId) => _rows.ContainsKey(userId)
        ? _access.GetValueOrDefault(userId, new UserAccess(true, false, true))
        : throw new SalesforceError(404, "NOT_FOUND", "The requested resource does not exist");

    public void SetAccess(string userId, UserAccess access) => _access[userId] = access;

    public IQueryCursor Query(string soql, QueryOptions options)
    {
        if (soql.Contains("BUG", StringComparison.Ordinal))
            throw new InvalidOperationException("a bug of our own");
        var match = Statement().Match(soql);
        if (!match.Success)
            throw new SalesforceError(400, "MALFORMED_QUERY", "unexpected token");
        var type = FindType(match.Groups["type"].Value)!;
        var rows = RowsOf(type).Where(r => !match.Groups["field"].Success ||
            r[match.Groups["field"].Value]?.ToString() == match.Groups["value"].Value);
        OpenCursors++;
        return new Cursor(this, type, [.. rows], options);
    }

    public void WriteRow(
        Utf8JsonWriter writer, SObjectType type, string id, IReadOnlyList<string>? fields, string versionPath)
    {
        if (!_rows.TryGetValue(id, out var row))
            throw new SalesforceError(404, "NOT_FOUND", "The requested resource does not exist");
        var names = fields ?? [.. type.Fields.Select(f => f.Name)];
        if (names.FirstOrDefault(n => type.FindField(n) is null) is { } unknown)
            throw new SalesforceError(400, "INVALID_FIELD", $"No such column '{unknown}' on entity '{type.Name}'.");
        Write(writer, type, row, names, versionPath);
    }

    public string Insert(SObjectType type, JsonElement fields, string userId)
    {
        if (!fields.TryGetProperty("Name", out _))
            throw new SalesforceError(400, "REQUIRED_FIELD_MISSING", "Required fields are missing: [Name]", "Name");
        return Put(type, JsonObject.Create(fields)!);
    }

    public void Update(SObjectType type, string id, JsonElement fields, string userId)
    {
        foreach (var (name, value) in JsonObject.Create(fields)!)
            _rows[id][name] = value?.DeepClone();
    }

    public void Delete(SObjectType type, string id, string userId)
    {
        if (!_rows.TryRemove(id, out _))
            throw new SalesforceError(404, "ENTITY_IS_DELETED", "entity is deleted");
    }

    public IReadOnlyList<string> FindByExternalId(SObjectType type, string field, string value) =>
        [.. RowsOf(type).Where(r => r[field]?.ToString() == value).Select(r => r["Id"]!.ToString())];

    public long Count(SObjectType type) => RowsOf(type).Count();

    public void Dispose()
    {
    }

    private static SObjectField Field(string name, string type) => new() { Name = name, Label = name, Type = type };

    private static JsonObject User(string id, string username) => new()
    {
        ["Id"] = id,
        ["Username"] = username,
        ["Name"] = "Somebody",
        ["IsActive"] = true,
    };

    private IEnumerable<JsonObject> RowsOf(SObjectType type) => _rows
        .Where(r => r.Key.StartsWith(type.KeyPrefix, StringComparison.Ordinal))
        .OrderBy(r => r.Key, StringComparer.Ordinal)
        .Select(r => r.Value);

    private string Put(SObjectType type, JsonObject row)
    {
        var number = Interlocked.Increment(ref _nextId);
        var id = type.KeyPrefix + number.ToString("D12", CultureInfo.InvariantCulture) + "AAA";
        row["Id"] = id;
        _rows[id] = row;
        return id;
    }

    private static void Write(
        Utf8JsonWriter writer, SObjectType type, JsonObject row, IEnumerable<string> fields, string versionPath)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("attributes");
        writer.WriteString("type", type.Name);
        writer.WriteString("url", $"{versionPath}/sobjects/{type.Name}/{row["Id"]}");
        writer.WriteEndObject();
        foreach (var name in fields)
        {
            writer.WritePropertyName(name);
            if (row[name] is { } value)
                value.WriteTo(writer);
            else
                writer.WriteNullValue();
        }

        writer.WriteEndObject();
    }

    [GeneratedRegex(@"FROM (?<type>\w+)(?: WHERE (?<field>\w+) = '(?<value>[^']*)')?")]
    private static partial Regex Statement();

    private sealed class Cursor(FakeStore store, SObjectType type, JsonObject[] rows, QueryOptions options) : IQueryCursor
    {
        public int TotalSize => rows.Length;

        public int PageSize => options.PageSize;

        public int WritePage(Stream utf8, int offset, string locatorUrl)
        {
            using var writer = new Utf8JsonWriter(utf8);
            var end = Math.Min(rows.Length, offset + PageSize);
            writer.WriteStartObject();
            writer.WriteNumber("totalSize", rows.Length);
            writer.WriteBoolean("done", end == rows.Length);
            if (end < rows.Length)
                writer.WriteString("nextRecordsUrl", string.Create(CultureInfo.InvariantCulture, $"{locatorUrl}-{end}"));
            writer.WriteStartArray("records");
            foreach (var row in rows[offset..end])
                Write(writer, type, row, ["Id", "Name"], options.VersionPath);
            writer.WriteEndArray();
            writer.WriteEndObject();
            return end;
        }

        public void Dispose() => store.OpenCursors--;
    }
}
