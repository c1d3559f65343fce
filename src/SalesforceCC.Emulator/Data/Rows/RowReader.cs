using SalesforceCC.Emulator.Data.Schema;
using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Data.Rows;

/// <summary>Finds rows by id or key.</summary>
internal sealed class RowReader(LiveSchema schema)
{
    /// <summary>Reads an id that names the row of a request.</summary>
    public static string Id(SObjectType type, string text)
    {
        // Salesforce takes what does not look like an id for the name of an external id field.
        if (text.Length is not (15 or SalesforceId.Length) || !text.All(char.IsAsciiLetterOrDigit))
            throw NoSuchKey(text);
        if (!SalesforceId.TryNormalize(text, out string? id) || SalesforceId.Prefix(id) != type.KeyPrefix)
            throw new SalesforceError(
                400, "MALFORMED_ID", $"{type.Label} ID: id value of incorrect type: {text}", "Id");
        return id;
    }

    /// <summary>The number of a living row.</summary>
    public static long Living(SqlConnection connection, SObjectType type, string id)
    {
        using SqlStatement row = connection.Prepare(
            $"SELECT rowid, \"IsDeleted\" FROM \"{type.Name}\" WHERE \"Id\" = ?1", [id]);
        if (!row.Step()) throw new SalesforceError(404, "NOT_FOUND", "The requested resource does not exist");
        if (row.Integer(1) != 0) throw new SalesforceError(404, "ENTITY_IS_DELETED", "entity is deleted");
        return row.Integer(0);
    }

    public static bool IsLiving(SqlConnection connection, SObjectType type, string id) =>
        connection.ReadInteger($"SELECT COUNT(*) FROM \"{type.Name}\" WHERE \"Id\" = ?1 AND \"IsDeleted\" = 0", id) > 0;

    /// <summary>Ids of the rows that went to the recycle bin with another one.</summary>
    public static List<string> DeletedWith(SqlConnection connection, SObjectType type, string id)
    {
        List<string> ids = [];
        using SqlStatement row = connection.Prepare(
            $"SELECT \"Id\" FROM \"{type.Name}\" WHERE \"IsDeleted\" = 1 AND \"{TableSql.DeletedWith}\" = ?1", [id]);
        while (row.Step()) ids.Add(row.Text(0));
        return ids;
    }

    /// <summary>Ids of the living rows with a key.</summary>
    public static List<string> ByKey(SqlConnection connection, SObjectType type, SObjectField field, object value)
    {
        List<string> ids = [];
        using SqlStatement row = connection.Prepare(
            $"SELECT \"Id\" FROM \"{type.Name}\" WHERE \"{field.Name}\" = ?1 AND +\"IsDeleted\" = 0", [value]);
        while (row.Step()) ids.Add(row.Text(0));
        return ids;
    }

    public static SalesforceError NoSuchKey(string name) => new(
        404, "NOT_FOUND", $"Provided external ID field does not exist or is not accessible: {name}");

    /// <summary>Checks that a reference points to a living row of an object that it may point to.</summary>
    public void CheckReference(SqlConnection connection, SObjectField field, string id)
    {
        SObjectType? target = schema.Current.OfId(id);
        if (target is null || !field.ReferenceTo.Contains(target.Name, StringComparer.OrdinalIgnoreCase))
            throw new SalesforceError(
                400, "FIELD_INTEGRITY_EXCEPTION", $"{field.Label}: id value of incorrect type: {id}", field.Name);
        using SqlStatement row = connection.Prepare(
            $"SELECT \"IsDeleted\" FROM \"{target.Name}\" WHERE \"Id\" = ?1", [id]);
        if (!row.Step()) throw new SalesforceError(400, "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
        if (row.Integer(0) != 0) throw new SalesforceError(400, "ENTITY_IS_DELETED", "entity is deleted");
    }
}
