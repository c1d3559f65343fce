using System.Text.Json;
using SalesforceCC.Emulator.Data.Schema;
using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Data.Rows;

/// <summary>
/// Inserts, updates and deletes rows with Salesforce's checks. Called with the writing connection only.
/// </summary>
internal sealed class RowStore(OrgSchema schema, TimeProvider clock)
{
    private readonly RowInput _input = new(schema, new RowReader(schema));

    public SObjectType Type(string name) =>
        schema.Find(name) ?? throw new ArgumentException($"No object {name}.", nameof(name));

    public string Insert(
        SqlConnection connection, SObjectType type, JsonElement json, string userId, bool asSystem = false)
    {
        if (!type.Createable && !asSystem)
            throw new SalesforceError(
                400, "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", $"entity type cannot be inserted: {type.Label}");
        var row = new RowValues(type, new Dictionary<string, object?>());
        _input.Read(connection, row, null, json, asSystem);
        return Insert(connection, row, userId);
    }

    /// <summary>Inserts a row whose values have been read; what follows from it is written too.</summary>
    public string Insert(SqlConnection connection, RowValues row, string userId)
    {
        long number = connection.ReadInteger($"SELECT max(rowid) FROM \"{row.Type.Name}\"") + 1;
        string id = SalesforceId.Create(row.Type.KeyPrefix, number);
        RowRules.Complete(row, number, userId);
        RowRules.CheckRequired(row);
        DerivedFields.Compute(row, FieldFormat.DateTime(clock.GetUtcNow()));
        Stamp(row, userId);
        RowRules.CheckUnique(connection, row, id);
        row["Id"] = id;
        Licenses.Take(connection, row);
        new FollowUps(this).BeforeInsert(connection, row, userId);
        Write(connection, row, number);
        new FollowUps(this).AfterInsert(connection, row, userId);
        return id;
    }

    public void Update(
        SqlConnection connection, SObjectType type, string idText, JsonElement json, string userId, bool asSystem = false)
    {
        string id = RowReader.Id(type, idText);
        long number = RowReader.Living(connection, type, id);
        if (!type.Updateable && !asSystem)
            throw new SalesforceError(
                400, "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", $"entity type cannot be updated: {type.Label}");
        var row = new RowValues(type, RowReader.Values(connection, type, number));
        _input.Read(connection, row, id, json, everyField: asSystem);
        RowRules.CheckRequired(row);
        DerivedFields.Compute(row, FieldFormat.DateTime(clock.GetUtcNow()));
        RowRules.CheckUnique(connection, row, id);
        Touch(row, userId);
        string columns = string.Join(", ", row.Changes.Keys.Select((name, i) => $"\"{name}\" = ?{i + 1}"));
        connection.Run(
            $"UPDATE \"{type.Name}\" SET {columns} WHERE rowid = ?{row.Changes.Count + 1}",
            [.. row.Changes.Values, number]);
        new FollowUps(this).AfterUpdate(connection, row, id);
    }

    /// <summary>Marks a row as deleted, and with it its details; other references to it are emptied.</summary>
    public void Delete(SqlConnection connection, SObjectType type, string idText, string userId)
    {
        string id = RowReader.Id(type, idText);
        RowReader.Living(connection, type, id);
        if (!type.Deletable)
            throw new SalesforceError(
                400, "INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
        string now = FieldFormat.DateTime(clock.GetUtcNow());
        connection.Run(
            $"UPDATE \"{type.Name}\" SET \"IsDeleted\" = 1, \"LastModifiedDate\" = ?1, \"SystemModstamp\" = ?1, " +
            "\"LastModifiedById\" = ?2 WHERE \"Id\" = ?3",
            now,
            userId,
            id);
        foreach (ChildRelationship children in type.ChildRelationships)
        {
            SObjectType child = schema.Find(children.ChildSObject)!;
            if (children.CascadeDelete && child.Deletable)
            {
                foreach (string childId in RowReader.ByKey(connection, child, child.FindField(children.Field)!, id))
                    Delete(connection, child, childId, userId);
            }
            else
            {
                connection.Run(
                    $"UPDATE \"{child.Name}\" SET \"{children.Field}\" = NULL WHERE \"{children.Field}\" = ?1", id);
            }
        }
    }

    private void Stamp(RowValues row, string userId)
    {
        row["IsDeleted"] = 0L;
        string now = FieldFormat.DateTime(clock.GetUtcNow());
        // Seeded rows bring dates of their own.
        row["CreatedDate"] ??= now;
        row["CreatedById"] ??= userId;
        row["LastModifiedDate"] ??= row["CreatedDate"];
        row["LastModifiedById"] ??= row["CreatedById"];
        row["SystemModstamp"] ??= row["LastModifiedDate"];
    }

    private void Touch(RowValues row, string userId)
    {
        string now = FieldFormat.DateTime(clock.GetUtcNow());
        row["LastModifiedDate"] = now;
        row["LastModifiedById"] = userId;
        row["SystemModstamp"] = now;
    }

    private static void Write(SqlConnection connection, RowValues row, long number)
    {
        string names = string.Join(", ", row.Changes.Keys.Select(name => $"\"{name}\""));
        string places = string.Join(", ", row.Changes.Select((_, i) => $"?{i + 2}"));
        connection.Run(
            $"INSERT INTO \"{row.Type.Name}\" (rowid, {names}) VALUES (?1, {places})", [number, .. row.Changes.Values]);
    }
}
