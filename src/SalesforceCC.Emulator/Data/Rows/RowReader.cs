using SalesforceCC.Emulator.Data.Schema;
using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Data.Rows;

/// <summary>Finds rows by id or key.</summary>
internal sealed class RowReader(OrgSchema schema)
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

    /// <summary>All values of a row but its blobs.</summary>
    public static Dictionary<string, object?> Values(SqlConnection connection, SObjectType type, long row)
    {
        SObjectField[] fields = [.. TableSql.Columns(type).Where(f => f.Kind != FieldKind.Blob)];
        string columns = string.Join(", ", fields.Select(f => $"\"{f.Name}\""));
        using SqlStatement values = connection.Prepare(
            $"SELECT {columns} FROM \"{type.Name}\" WHERE rowid = ?1", [row]);
        values.Step();
        var result = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < fields.Length; i++) result[fields[i].Name] = values.Value(i);
        return result;
    }

    /// <summary>Ids of the living rows with a key.</summary>
    public static List<string> ByKey(SqlConnection connection, SObjectType type, SObjectField field, object value)
    {
        var ids = new List<string>();
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
        SObjectType? target = schema.OfId(id);
        if (target is null || !field.ReferenceTo.Contains(target.Name, StringComparer.OrdinalIgnoreCase))
            throw new SalesforceError(
                400, "FIELD_INTEGRITY_EXCEPTION", $"{field.Label}: id value of incorrect type: {id}", field.Name);
        using SqlStatement row = connection.Prepare(
            $"SELECT \"IsDeleted\" FROM \"{target.Name}\" WHERE \"Id\" = ?1", [id]);
        if (!row.Step()) throw new SalesforceError(400, "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
        if (row.Integer(0) != 0) throw new SalesforceError(400, "ENTITY_IS_DELETED", "entity is deleted");
    }
}
