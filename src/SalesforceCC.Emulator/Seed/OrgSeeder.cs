using System.Text.Json;
using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Rows;
using SalesforceCC.Emulator.Data.Schema;
using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Seed;

/// <summary>
/// Fills a new org from files of rows: an object of objects, each with rows by key. A text <c>@key</c> is the id of an
/// earlier row.
/// </summary>
internal sealed class OrgSeeder(OrgSchema schema, RowPipeline rows, SqlConnection connection)
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    /// <summary>The id of a seeded row.</summary>
    public string Id(string key) => _ids[key];

    /// <summary>The user that the first app runs as: in an org where nothing is set up, the administrator.</summary>
    public string RunAsUserId => _ids.GetValueOrDefault("integration") ?? Id("admin");

    public void Run(OrgStoreOptions options)
    {
        // No one reads yet and nothing would be lost: the fastest way to write is the best.
        connection.Execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN");
        foreach (SObjectType type in schema.Types) TableSql.Create(connection, type);
        // The first user is created by itself.
        string admin = SalesforceId.Create(schema.Find("User")!.KeyPrefix, 1);
        Read("Base.json", admin);
        foreach (string file in FilesOf(options.Seed)) Read(file, admin);
        if (options.Rows > 0)
            GeneratedRows.Insert(connection, schema.Find(GeneratedRows.TypeName)!, options.Rows, admin);
        DefinitionRows.Insert(connection, schema, admin);
        foreach (SObjectType type in schema.Types) TableSql.CreateIndexes(connection, type);
        // From here on, readers do not wait for the writer.
        connection.Execute("COMMIT; PRAGMA journal_mode = WAL");
    }

    private static string[] FilesOf(string? seed) => seed switch
    {
        null => ["Integration.json"],
        "sample" => ["Integration.json", "Sample.json"],
        "empty" => [],
        _ => throw new ArgumentException($"There is no seed '{seed}', only 'empty' and 'sample'.", nameof(seed)),
    };

    private void Read(string file, string userId)
    {
        using Stream stream = SchemaFiles.Resource(file);
        JsonObject objects = JsonNode.Parse(stream)!.AsObject();
        foreach ((string typeName, JsonNode? typeRows) in objects)
            foreach ((string key, JsonNode? row) in typeRows!.AsObject())
                _ids[key] = Insert(rows.Type(typeName), row!.AsObject(), userId);
    }

    private string Insert(SObjectType type, JsonObject row, string userId)
    {
        foreach ((string name, JsonNode? value) in row.ToList())
            if (value?.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is ['@', .. string key])
                row[name] = _ids[key];
        return rows.Insert(
            connection, type, JsonSerializer.SerializeToElement(row), new ChangeContext(userId) { AsSystem = true }).Id!;
    }
}
