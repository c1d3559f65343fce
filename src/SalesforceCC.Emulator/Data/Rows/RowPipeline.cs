using System.Text.Json;
using SalesforceCC.Emulator.Data.Blobs;
using SalesforceCC.Emulator.Data.Rules;
using SalesforceCC.Emulator.Data.Schema;
using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Data.Rows;

/// <summary>
/// The one way to change a row: read, defaults, access, locks, derived fields, what is required, unique and valid,
/// duplicates, write, what follows, outbox. Called with the writing connection only.
/// </summary>
internal sealed class RowPipeline
{
    private readonly LiveSchema _schema;
    private readonly TimeProvider _clock;
    private readonly AdminRules _admin;
    private readonly Outbox _outbox;
    private readonly RowInput _input;
    private readonly RowDeletion _deletion;
    private readonly Dictionary<SObjectType, TablePlan> _plans = [];
    private readonly Dictionary<SObjectType, long> _numbers = [];
    private OrgSchema? _planned;

    /// <param name="schema">The org's objects.</param>
    /// <param name="clock">The org's clock.</param>
    /// <param name="admin">What administrators have set up.</param>
    /// <param name="outbox">Takes what has changed.</param>
    /// <param name="blobs">Keeps the bytes of files.</param>
    public RowPipeline(LiveSchema schema, TimeProvider clock, AdminRules admin, Outbox outbox, BlobFolder blobs)
    {
        _schema = schema;
        _clock = clock;
        _admin = admin;
        _outbox = outbox;
        _input = new RowInput(schema, new RowReader(schema), admin, blobs);
        _deletion = new RowDeletion(schema, this);
    }

    public AdminRules Admin => _admin;

    /// <summary>One more platform event may be published this hour.</summary>
    public Func<bool>? MayPublish { get; set; }

    public SObjectType Type(string name) =>
        _schema.Current.Find(name) ?? throw new ArgumentException($"No object {name}.", nameof(name));

    /// <summary>Does what a request wants with a row.</summary>
    /// <exception cref="SalesforceError">All that is wrong with it.</exception>
    public SaveResult Run(SqlConnection connection, RowOrder order, ChangeContext context) => order.Operation switch
    {
        RowOperation.Insert when order.Type.IsEvent => Publish(connection, order.Type, order.Fields, context),
        _ when order.Type.IsEvent => throw NotAllowed(order.Operation is RowOperation.Delete or RowOperation.HardDelete ? "deleted" : "updated", order.Type),
        RowOperation.Insert => Insert(connection, order.Type, order.Fields, context, order.Blob),
        RowOperation.Update => Update(connection, order.Type, order.Id, order.Fields, context, order.Blob),
        RowOperation.Upsert => Upsert(connection, order, context),
        RowOperation.Delete or RowOperation.HardDelete => Delete(connection, order.Type, order.Id!, order.Operation, context),
        RowOperation.Undelete => Undelete(connection, order.Type, order.Id!, context),
        _ => throw new ArgumentOutOfRangeException(nameof(order)),
    };

    /// <summary>
    /// A platform event is checked like a row and becomes none: it goes out with the transaction, or whatever becomes of the
    /// transaction.
    /// </summary>
    private SaveResult Publish(SqlConnection connection, SObjectType type, JsonElement json, ChangeContext context)
    {
        RowChange row = new(Plan(type), RowOperation.Insert, context, 0, null) { Now = Now() };
        _input.Read(connection, row, type, json);
        RowRules.Complete(row);
        RowRules.CheckRequired(row);
        row.ThrowIfRefused();
        // Code and text are from memory.
        if (MayPublish?.Invoke() == false)
            throw new SalesforceError(400, "LIMIT_EXCEEDED", "You have exceeded the event publishing limit for your org.");
        string uuid = Guid.NewGuid().ToString();
        row["EventUuid"] = uuid;
        row["CreatedDate"] = row.Now;
        row["CreatedById"] = context.UserId;
        RowEvent message = new(row, _clock.GetUtcNow());
        if (row.Type.PublishImmediately) _outbox.AddAnyway(message);
        else _outbox.Add(message);
        // As recorded: an id that stands for nothing, and what names the event among what would be errors.
        return new SaveResult(row.Type.KeyPrefix + "xx0000000001AAA", 201, [new ApiError("OPERATION_ENQUEUED", uuid)], true);
    }

    public SaveResult Insert(SqlConnection connection, SObjectType type, JsonElement json, ChangeContext context, BlobInput? blob = null)
    {
        if (!type.Createable && !context.AsSystem) throw NotAllowed("inserted", type);
        RowChange row = New(connection, type, context);
        _input.Read(connection, row, type, json, blob);
        Write(connection, row);
        return new SaveResult(row.Id, 201, row.Warnings, true);
    }

    public SaveResult Update(
        SqlConnection connection, SObjectType type, string? id, JsonElement json, ChangeContext context, BlobInput? blob = null)
    {
        if (id is null) throw new SalesforceError(400, "MISSING_ARGUMENT", "Id not specified in an update call");
        RowChange row = Read(connection, type, RowReader.Id(type, id), RowOperation.Update, context);
        if (!type.Updateable && !context.AsSystem) throw NotAllowed("updated", type);
        _input.Read(connection, row, type, json, blob);
        Write(connection, row);
        return new SaveResult(row.Id, 200, row.Warnings, false);
    }

    private SaveResult Delete(SqlConnection connection, SObjectType type, string id, RowOperation operation, ChangeContext context)
    {
        RowChange row = Read(connection, type, RowReader.Id(type, id), operation, context);
        if (!type.Deletable) throw new SalesforceError(400, "INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
        _deletion.Delete(connection, row);
        return new SaveResult(row.Id, 200, [], false);
    }

    public SaveResult Undelete(SqlConnection connection, SObjectType type, string id, ChangeContext context)
    {
        RowChange row = Read(connection, type, RowReader.Id(type, id), RowOperation.Undelete, context);
        _deletion.Undelete(connection, row);
        return new SaveResult(row.Id, 200, [], false);
    }

    private SaveResult Upsert(SqlConnection connection, RowOrder order, ChangeContext context)
    {
        SObjectField key = order.Key!;
        object? value = RowInput.KeyOf(key, order.Fields);
        if (value is null)
        {
            // What an upsert by Id has no id for is new (recorded); a key must be there.
            return key.Type == "id"
                ? Insert(connection, order.Type, RowInput.Without(order.Fields, key), context)
                : throw new SalesforceError(400, "MISSING_ARGUMENT", $"{key.Name} not specified", key.Name);
        }
        if (key.Type == "id") return Update(connection, order.Type, (string)value, order.Fields, context);
        return RowReader.ByKey(connection, order.Type, key, value) switch
        {
            [] => Insert(connection, order.Type, order.Fields, context),
            [string one] => Update(connection, order.Type, one, order.Fields, context),
            { } several => throw new SalesforceError(
                400,
                "DUPLICATE_EXTERNAL_ID",
                $"{key.Name}: more than one record found for external id field: [{string.Join(", ", several)}]",
                key.Name),
        };
    }

    /// <summary>A new row without values.</summary>
    internal RowChange New(SqlConnection connection, SObjectType type, ChangeContext context)
    {
        TablePlan plan = Plan(type);
        if (!_numbers.TryGetValue(plan.Type, out long number))
            number = connection.ReadInteger($"SELECT max(rowid) FROM \"{plan.Type.Name}\"");
        _numbers[plan.Type] = ++number;
        return new RowChange(plan, RowOperation.Insert, context, number, null) { Now = Now() };
    }

    /// <summary>Work has been undone. Queries for whole tables rely on numbers without gaps.</summary>
    internal void ForgetNumbers() => _numbers.Clear();

    /// <summary>A row with its values; it must be living, or in the recycle bin where it is to come back.</summary>
    internal RowChange Read(SqlConnection connection, SObjectType type, string id, RowOperation operation, ChangeContext context)
    {
        TablePlan plan = Plan(type);
        using SqlStatement row = connection.Prepare(plan.SelectSql, [id]);
        if (!row.Step()) throw new SalesforceError(404, "NOT_FOUND", "The requested resource does not exist");
        object?[] values = new object?[plan.Columns.Count];
        for (int i = 0; i < values.Length; i++) values[i] = row.Value(i + 1);
        RowChange change = new(plan, operation, context, row.Integer(0), values) { Now = Now() };
        bool purged = change["IsDeleted"] is TableSql.Purged;
        bool deleted = purged || change.IsTrue("IsDeleted");
        if (purged || (deleted && operation != RowOperation.Undelete))
            throw new SalesforceError(404, new ApiError("ENTITY_IS_DELETED", "entity is deleted"));
        if (!deleted && operation == RowOperation.Undelete)
            throw new SalesforceError(400, "UNDELETE_FAILED", "Entity is not in the recycle bin");
        return change;
    }

    /// <summary>Takes a row whose values have been set through all further steps.</summary>
    internal RowChange Write(SqlConnection connection, RowChange row)
    {
        bool saves = row.Operation is RowOperation.Insert or RowOperation.Update;
        RowWork work = new(this, connection, row.Context);
        if (row.IsNew) RowRules.Complete(row);
        if (!row.Context.AsSystem) _admin.CheckLocks(row);
        if (saves)
        {
            foreach (IRowRule rule in row.Plan.Rules) rule.Derive(row);
            RowRules.CheckRequired(row);
            row.ThrowIfRefused();
        }
        Stamp(row);
        if (saves)
        {
            RowRules.CheckUnique(connection, row);
            row.ThrowIfRefused();
            if (!row.Context.AsSystem) _admin.CheckDuplicates(connection, row);
            foreach (IRowRule rule in row.Plan.Rules) rule.BeforeWrite(row, work);
        }
        RowSql.Write(connection, row);
        if (_outbox.Hears(row.Type)) _outbox.Add(new RowEvent(row, _clock.GetUtcNow()));
        if (saves)
        {
            // Conditions are SOQL, which sees what is written; a row that is refused is rolled back.
            if (!row.Context.AsSystem) _admin.CheckValid(row);
            foreach (IRowRule rule in row.Plan.Rules) rule.AfterWrite(row, work);
        }
        return row;
    }

    /// <summary>The plan of the whole object, also for those who see a part of it.</summary>
    private TablePlan Plan(SObjectType type)
    {
        OrgSchema schema = _schema.Current;
        if (schema != _planned)
        {
            // Numbers, too: a table of the same name may be another one.
            _plans.Clear();
            _numbers.Clear();
            _planned = schema;
        }
        // It may have gone since the request began.
        SObjectType whole = schema.Find(type.Name) ??
            throw new SalesforceError(404, "NOT_FOUND", "The requested resource does not exist");
        if (!_plans.TryGetValue(whole, out TablePlan? plan))
            _plans[whole] = plan = new TablePlan(whole, RuleBook.For(whole));
        return plan;
    }

    private string Now() => FieldFormat.DateTime(_clock.GetUtcNow());

    private static void Stamp(RowChange row)
    {
        string user = row.Context.UserId;
        if (row.IsNew)
        {
            row["IsDeleted"] = 0L;
            // Seeded rows bring dates of their own.
            row["CreatedDate"] ??= row.Now;
            row["CreatedById"] ??= user;
            row["LastModifiedDate"] ??= row["CreatedDate"];
            row["LastModifiedById"] ??= row["CreatedById"];
            row["SystemModstamp"] ??= row["LastModifiedDate"];
            row["Id"] = SalesforceId.Create(row.Type.KeyPrefix, row.Number);
            return;
        }
        if (!row.Context.Follows || row.Operation != RowOperation.Update)
        {
            row["LastModifiedDate"] = row.Now;
            row["LastModifiedById"] = user;
        }
        row["SystemModstamp"] = row.Now;
    }

    private static SalesforceError NotAllowed(string what, SObjectType type) => new(
        400, "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", $"entity type cannot be {what}: {type.Label}");
}
