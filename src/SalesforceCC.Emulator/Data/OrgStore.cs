using System.Text.Json;
using SalesforceCC.Emulator.Data.Blobs;
using SalesforceCC.Emulator.Data.Rows;
using SalesforceCC.Emulator.Data.Schema;
using SalesforceCC.Emulator.Data.Sql;
using SalesforceCC.Emulator.Seed;
using SalesforceCC.Emulator.Soql;
using SalesforceCC.Emulator.Soql.Plans;
using SalesforceCC.Emulator.Soql.Results.Csv;

namespace SalesforceCC.Emulator.Data;

/// <summary>
/// An org's data in an SQLite database of its own: a temporary file that readers and one writer share, deleted with the
/// store. Every member is safe to call from many requests at once. Failures that Salesforce would report are thrown as
/// <see cref="SalesforceError"/>.
/// </summary>
public sealed class OrgStore : IDisposable
{
    private readonly TemporaryFolder _folder = TemporaryFolder.Create();
    private readonly LiveSchema _schema;
    private readonly ConnectionPool _connections;
    private readonly RowPipeline _rows;
    private readonly RowBatch _batch;
    private readonly Outbox _outbox = new();
    private readonly QueryEngine _queries;
    private readonly UserAccessRows _access;
    private readonly TimeProvider _clock;
    private bool _disposed;

    private OrgStore(OrgStoreOptions options)
    {
        OrgSchema schema = SchemaFiles.Read(options);
        _schema = new LiveSchema(schema, options.Clock);
        _connections = new ConnectionPool(Path.Combine(_folder.Path, "org.db"), _outbox, _schema);
        _clock = options.Clock;
        Blobs = new BlobFolder(Path.Combine(_folder.Path, "blobs"));
        Rules = new AdminRules(() => _queries!);
        _rows = new RowPipeline(_schema, options.Clock, Rules, _outbox, Blobs);
        _connections.RolledBack = _rows.ForgetNumbers;
        _batch = new RowBatch(_connections, _rows);
        _access = new UserAccessRows(_schema, _rows);
        _queries = new QueryEngine(_access, _schema, _connections, options.Clock);
        Created = options.Clock.GetUtcNow();
        OrgSeeder seeder = new(schema, _rows, _connections.Setup);
        try
        {
            seeder.Run(options);
        }
        catch
        {
            Dispose();
            throw;
        }
        OrganizationId = seeder.Id("organization");
        AdminUserId = seeder.Id("admin");
        RunAsUserId = seeder.RunAsUserId;
    }

    /// <summary>The organization's 18-character id (00D...).</summary>
    public string OrganizationId { get; }

    /// <summary>The API-only user that integrations run as; the administrator where there is none yet.</summary>
    public string RunAsUserId { get; }

    /// <summary>The administrator who set the org up.</summary>
    public string AdminUserId { get; }

    /// <summary>All objects of the REST API, in the order of <c>/sobjects</c>.</summary>
    public IReadOnlyList<SObjectType> Types => _schema.Current.RestTypes;

    /// <summary>All platform events.</summary>
    public IReadOnlyList<SObjectType> EventTypes => _schema.Current.EventTypes;

    /// <summary>When the org began.</summary>
    public DateTimeOffset Created { get; }

    /// <summary>When the schema last changed: Last-Modified of describe.</summary>
    public DateTimeOffset SchemaModified => _schema.Modified;

    /// <summary>Told after the schema has changed.</summary>
    internal event Action? SchemaChanged
    {
        add => _schema.Changed += value;
        remove => _schema.Changed -= value;
    }

    /// <summary>Sets up an org.</summary>
    public static OrgStore Create(OrgStoreOptions options) => new(options);

    /// <summary>The object of that API name, in any case; null where there is none.</summary>
    public SObjectType? FindType(string name) => _schema.Current.Find(name);

    /// <summary>The object of that API name as a user sees it; null where there is none for that user.</summary>
    public SObjectType? FindType(string name, string userId) => FindToolingType(name, userId) is { ToolingOnly: false } type ? type : null;

    /// <summary>The same, with what the Tooling API alone has.</summary>
    internal SObjectType? FindToolingType(string name, string userId) => _access.SchemaOf(userId).Find(name);

    /// <summary>The object that an id belongs to, as a user sees it; null where there is none for that user.</summary>
    public SObjectType? FindTypeOf(string id, string userId) => _access.SchemaOf(userId).OfId(id);

    /// <summary>What a user may do.</summary>
    /// <exception cref="SalesforceError">NOT_FOUND, MALFORMED_ID.</exception>
    public UserAccess AccessOf(string userId)
    {
        using PooledConnection pooled = _connections.Rent();
        return _access.Read(pooled.Connection, userId);
    }

    /// <summary>Changes the rows that say what a user may do.</summary>
    /// <exception cref="SalesforceError">NOT_FOUND, MALFORMED_ID.</exception>
    public void SetAccess(string userId, UserAccess access) => _connections.Write(c =>
    {
        _access.Write(c, userId, access, AdminUserId);
        return true;
    });

    /// <summary>
    /// Parses and runs SOQL. The result is a snapshot: pages can be read again, in any order, until disposed.
    /// </summary>
    /// <param name="soql">The statement.</param>
    /// <param name="options">Who asks, whether deleted rows count, page size, API version for the attributes'
    /// urls.</param>
    public IQueryCursor Query(string soql, QueryOptions options) => _queries.Query(soql, options);

    /// <summary>Parses SOQL whose rows are wanted as one table; they are read when it is written.</summary>
    /// <exception cref="SalesforceError">What is wrong with the statement.</exception>
    internal QueryTable Table(string soql, QueryOptions options) => _queries.Table(soql, options);

    /// <summary>The plan of a statement; nothing has been read yet.</summary>
    /// <exception cref="SalesforceError">What is wrong with the statement.</exception>
    internal QueryPlan Plan(string soql, QueryOptions options) => _queries.Plan(soql, options);

    /// <summary>Reads something that is one state of the data from beginning to end.</summary>
    internal T Read<T>(Func<SqlConnection, T> read)
    {
        using PooledConnection pooled = _connections.Rent();
        return read(pooled.Connection);
    }

    /// <summary>Writes what the rows of a query are made of, as <c>query?columns=true</c> answers.</summary>
    public void WriteColumns(Utf8JsonWriter writer, string soql) => _queries.WriteColumns(writer, soql);

    /// <summary>
    /// Writes one row as JSON object with <c>attributes</c>; all fields the object has, or the named ones.
    /// </summary>
    /// <exception cref="SalesforceError">NOT_FOUND, ENTITY_IS_DELETED, MALFORMED_ID, INVALID_FIELD.</exception>
    public void WriteRow(
        Utf8JsonWriter writer, SObjectType type, string id, IReadOnlyList<string>? fields, string versionPath)
    {
        if (type.IsEvent)
            throw new SalesforceError(400, "INVALID_TYPE_FOR_OPERATION", $"entity type {type.Name} does not support retrieve");
        foreach (string field in fields ?? [])
            if (!field.Contains('.', StringComparison.Ordinal) && type.FindField(field) is null)
                throw RowInput.NoSuchField(type, field);
        using JsonBuffer json = new();
        using PooledConnection pooled = _connections.Rent();
        long row = RowReader.Living(pooled.Connection, type, RowReader.Id(type, id));
        _queries.WriteRow(
            json, type, row, fields ?? [.. type.Fields.Select(f => f.Name)], new QueryOptions(true, 1, versionPath));
        writer.WriteRawValue(json.Written, skipInputValidation: true);
    }

    /// <summary>
    /// The bytes of a blob field, for example a ContentVersion's VersionData, read as they are asked for, and a name that only
    /// they have; null where it has none.
    /// </summary>
    /// <exception cref="SalesforceError">NOT_FOUND, ENTITY_IS_DELETED, MALFORMED_ID.</exception>
    public (string Name, Stream Bytes)? OpenBlob(SObjectType type, string id, string field)
    {
        if (type.FindField(field) is not { Kind: FieldKind.Blob } blob)
            throw new SalesforceError(404, "NOT_FOUND", "The requested resource does not exist");
        using PooledConnection pooled = _connections.Rent();
        long row = RowReader.Living(pooled.Connection, type, RowReader.Id(type, id));
        string? name = pooled.Connection.ReadText($"SELECT \"{blob.Name}\" FROM \"{type.Name}\" WHERE rowid = ?1", row);
        return name is null ? null : (name, Blobs.Open(name));
    }

    /// <summary>Lets a request see one schema from beginning to end; disposed of at its end.</summary>
    internal IDisposable KeepSchema() => _schema.Keep();

    /// <summary>Changes the schema: tables follow, and all see it once the transaction around it is committed.</summary>
    /// <exception cref="FormatException">It cannot be; the message says why.</exception>
    internal void Change(SchemaChange change) => _connections.Write(connection =>
    {
        OrgSchema before = _schema.Current;
        OrgSchema after = change.Apply(before, Rules);
        SchemaStorage.Apply(connection, before, after);
        DefinitionRows.Update(connection, after, change.Objects, AdminUserId, FieldFormat.DateTime(_clock.GetUtcNow()));
        _schema.Stage(after);
        return true;
    });

    /// <summary>Asked before each platform event that is published like a row.</summary>
    internal Func<bool>? MayPublish
    {
        set => _rows.MayPublish = value;
    }

    /// <summary>The bytes of files.</summary>
    internal BlobFolder Blobs { get; }

    /// <summary>What administrators have set up, and rows that others hold.</summary>
    internal AdminRules Rules { get; }

    /// <summary>Changes a row.</summary>
    /// <exception cref="SalesforceError">All that is wrong with the row.</exception>
    internal SaveResult Save(RowOrder row, ChangeContext context)
    {
        try
        {
            return _connections.Write(connection => _rows.Run(connection, row, context));
        }
        catch (SalesforceError e) when (!e.EndsRequest && e.ErrorCode != "NOT_FOUND")
        {
            throw new SalesforceError(e.Status, [.. e.Errors.Select(error => error with { OfRow = true })]);
        }
    }

    /// <summary>Changes rows one after the other, all of them or those that are right; the results are in their order.</summary>
    /// <exception cref="SalesforceError">The rows cannot be read at all; none has been changed.</exception>
    internal IReadOnlyList<SaveResult> Save(IReadOnlyList<RowOrder> rows, bool allOrNone, ChangeContext context) =>
        _batch.Run(rows, allOrNone, context);

    /// <summary>Inserts a row and returns its 18-character id.</summary>
    /// <exception cref="SalesforceError">All that is wrong with the row.</exception>
    public string Insert(SObjectType type, JsonElement fields, string userId) =>
        Save(new RowOrder(RowOperation.Insert, type, Fields: fields), new ChangeContext(userId)).Id!;

    /// <summary>
    /// Inserts (without id) or changes a row that the org keeps by itself, whatever users may do with such rows.
    /// </summary>
    public string Keep(SObjectType type, string? id, JsonElement fields) => Save(
        new RowOrder(id is null ? RowOperation.Insert : RowOperation.Update, type, id, fields),
        new ChangeContext(AdminUserId) { AsSystem = true }).Id!;

    /// <summary>Changes the given fields of a row.</summary>
    /// <exception cref="SalesforceError">All that is wrong with the row.</exception>
    public void Update(SObjectType type, string id, JsonElement fields, string userId) =>
        Save(new RowOrder(RowOperation.Update, type, id, fields), new ChangeContext(userId));

    /// <summary>Moves a row into the recycle bin.</summary>
    /// <exception cref="SalesforceError">What is wrong with that.</exception>
    public void Delete(SObjectType type, string id, string userId) =>
        Save(new RowOrder(RowOperation.Delete, type, id), new ChangeContext(userId));

    /// <summary>Brings a row back from the recycle bin.</summary>
    /// <exception cref="SalesforceError">It is not there.</exception>
    public void Undelete(SObjectType type, string id, string userId) =>
        Save(new RowOrder(RowOperation.Undelete, type, id), new ChangeContext(userId));

    /// <summary>
    /// Calls somebody after each commit, with the rows that it has changed, until disposed; null for <paramref name="wants"/>:
    /// rows of all objects.
    /// </summary>
    internal IDisposable Subscribe(Action<IReadOnlyList<RowEvent>> subscriber, Func<SObjectType, bool>? wants = null) =>
        _outbox.Subscribe(subscriber, wants);

    /// <summary>
    /// Runs several writes as one: if the work throws, none of them has happened. Reads by the same thread see the
    /// writes at once, other requests only when all is done. The work must not await. One call inside another undoes
    /// only its own part. Many inserts are much faster together.
    /// </summary>
    public void Together(Action work) => _connections.Write(_ =>
    {
        work();
        return true;
    });

    /// <summary>The 18-character ids of the living rows whose external id (or Id) field has that value.</summary>
    public IReadOnlyList<string> FindByExternalId(SObjectType type, string field, string value)
    {
        SObjectField? key = type.FindField(field);
        if (key is null || (!key.IdLookup && key.Type != "id")) throw RowReader.NoSuchKey(field);
        using JsonDocument json = JsonDocument.Parse(JsonSerializer.Serialize(value));
        using PooledConnection pooled = _connections.Rent();
        return FieldInput.Read(key, json.RootElement) is { } stored
            ? RowReader.ByKey(pooled.Connection, type, key, stored)
            : [];
    }

    /// <summary>Number of living rows of an object.</summary>
    public long Count(SObjectType type)
    {
        using PooledConnection pooled = _connections.Rent();
        return pooled.Connection.ReadInteger($"SELECT COUNT(*) FROM \"{type.Name}\" WHERE \"IsDeleted\" = 0");
    }

    /// <summary>Closes the database and deletes it.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _connections.Dispose();
        _folder.Dispose();
    }
}
