using System.Text.Json;
using SalesforceCC.Emulator.Data.Blobs;
using SalesforceCC.Emulator.Data.Schema;
using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Data.Rows;

/// <summary>Reads and checks the JSON object of an insert or update.</summary>
internal sealed class RowInput(LiveSchema schema, RowReader reader, AdminRules admin, BlobFolder blobs)
{
    /// <summary>Puts the values of a JSON object into a row. What is wrong with single values is noted there.</summary>
    /// <param name="connection">For looking up parents.</param>
    /// <param name="row">The row.</param>
    /// <param name="type">Its object, as the user sees it.</param>
    /// <param name="json">The object.</param>
    /// <param name="blob">What came beside it; null: nothing.</param>
    public void Read(SqlConnection connection, RowChange row, SObjectType type, JsonElement json, BlobInput? blob = null)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new SalesforceError(
                400,
                "JSON_PARSER_ERROR",
                "The HTTP entity body is required, but this request has no entity body.")
            { EndsRequest = true };
        List<string> locked = [];
        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (property.Name == "attributes") continue;
            SObjectField? field = type.FindField(property.Name);
            if (field?.Type == "id") CheckId(row, property.Value);
            else if ((field ?? type.FindReference(property.Name)) is { } known) Set(known, property.Value);
            else throw NoSuchField(type, property.Name);
        }
        if (blob is not null && MaySet(blob.Field)) row[blob.Field.Name] = blob.Blob;
        if (locked.Count > 0)
            row.Refuse(new ApiError(
                "INVALID_FIELD_FOR_INSERT_UPDATE",
                $"Unable to create/update fields: {string.Join(", ", locked)}. Please check the security settings of " +
                "this field and verify that it is read/write for your profile or permission set.",
                locked));

        void Set(SObjectField field, JsonElement value)
        {
            if (!MaySet(field)) return;
            try
            {
                row[field.Name] = Value(connection, type, field, value);
            }
            catch (SalesforceError e) when (!e.EndsRequest)
            {
                // Further values may be wrong, too; JSON that cannot be read ends the request.
                foreach (ApiError error in e.Errors) row.Refuse(error);
            }
            catch (SalesforceError e) when (row.Context.FromText && e.OfText is not null)
            {
                row.Refuse(e.OfText);
            }
        }

        bool MaySet(SObjectField field)
        {
            bool may = row.Context.AsSystem || (row.IsNew ? field.Createable : field.Updateable);
            if (!may) locked.Add(field.Name);
            return may;
        }
    }

    /// <summary>The value of a row's key as it is stored; null where there is none.</summary>
    public static object? KeyOf(SObjectField key, JsonElement json)
    {
        foreach (JsonProperty property in json.EnumerateObject())
            if (property.Name.Equals(key.Name, StringComparison.OrdinalIgnoreCase))
                return property.Value.ValueKind == JsonValueKind.Null ? null
                    : key.Type == "id" ? property.Value.ToString()
                    : FieldInput.Read(key, property.Value);
        return null;
    }

    /// <summary>The same row without a field.</summary>
    public static JsonElement Without(JsonElement json, SObjectField field) => JsonSerializer.SerializeToElement(
        json.EnumerateObject()
            .Where(p => !p.Name.Equals(field.Name, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(p => p.Name, p => p.Value));

    public static SalesforceError NoSuchField(SObjectType type, string name) =>
        new(400, "INVALID_FIELD", $"No such column '{name}' on sobject of type {type.Name}") { EndsRequest = true };

    private static void CheckId(RowChange row, JsonElement value)
    {
        if (row.IsNew)
            row.Refuse(new ApiError("INVALID_FIELD_FOR_INSERT_UPDATE", "cannot specify Id in an insert call", "Id"));
        // Collections name their rows by Id; there it must be the row's own.
        else if (!SalesforceId.TryNormalize(value.ToString(), out string? own) || own != row.Id)
            row.Refuse(new ApiError("MALFORMED_ID", $"{row.Type.Label} ID: id value of incorrect type: {value}", "Id"));
    }

    private object? Value(SqlConnection connection, SObjectType type, SObjectField field, JsonElement json)
    {
        if (field.Kind == FieldKind.Blob) return FieldInput.Read(field, json) is byte[] bytes ? Keep(type, field, bytes) : null;
        if (field.Type != "reference") return FieldInput.Read(field, json);
        object? value = json.ValueKind == JsonValueKind.Object
            ? Parent(connection, type, field, json)
            : FieldInput.Read(field, json);
        if (value is string id) reader.CheckReference(connection, field, id);
        return value;
    }

    private StoredBlob Keep(SObjectType type, SObjectField field, byte[] bytes)
    {
        long most = admin.Files.MostOf(type);
        return bytes.Length <= most ? blobs.Keep(bytes) : throw FileSettings.TooLarge(type, field, most);
    }

    /// <summary><c>{"Account__r": {"Key__c": "x"}}</c>: the parent by its external id.</summary>
    private string Parent(SqlConnection connection, SObjectType type, SObjectField field, JsonElement json)
    {
        string? named = json.TryGetProperty("attributes", out JsonElement attributes) &&
            attributes.TryGetProperty("type", out JsonElement name) ? name.GetString() : null;
        JsonProperty[] keys = [.. json.EnumerateObject().Where(p => p.Name != "attributes")];
        // Several objects may be meant: the last is right for owners (Group, User), attributes tell for others.
        SObjectType? parent = schema.Current.Find(named ?? field.ReferenceTo[^1]);
        if (parent is null || keys.Length != 1)
            throw new SalesforceError(
                400, "INVALID_FIELD", $"{field.RelationshipName}: a parent is given by one external ID field");
        SObjectField key = parent.FindField(keys[0].Name) ?? throw NoSuchField(parent, keys[0].Name);
        if (!key.IdLookup && key.Type != "id")
            throw new SalesforceError(
                400, "INVALID_FIELD", $"Foreign key field {key.Name} of {parent.Name} is not an external ID");
        List<string> found = FieldInput.Read(key, keys[0].Value) is { } value
            ? RowReader.ByKey(connection, parent, key, value)
            : [];
        return found.Count switch
        {
            1 => found[0],
            0 => throw new SalesforceError(
                400,
                "INVALID_FIELD",
                $"Foreign key external ID: {keys[0].Value} not found for field {key.Name} in entity {parent.Name}"),
            _ => throw new SalesforceError(
                400,
                "INVALID_FIELD",
                $"Foreign key external ID: {keys[0].Value} is not unique for field {key.Name} in entity {type.Name}"),
        };
    }
}
