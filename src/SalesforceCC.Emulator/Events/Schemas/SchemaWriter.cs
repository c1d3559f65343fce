using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Events.Schemas;

/// <summary>
/// Writes schemas as Salesforce does: all that may be missing is a union with null, and a record is spelt out where it first
/// stands, and only named after that.
/// </summary>
internal static class SchemaWriter
{
    private const string Namespace = "com.sforce.eventbus";

    private static readonly string[] s_changeTypes =
        ["CREATE", "UPDATE", "DELETE", "UNDELETE", "GAP_CREATE", "GAP_UPDATE", "GAP_DELETE", "GAP_UNDELETE", "GAP_OVERFLOW", "SNAPSHOT"];

    private static readonly (string Name, string Type)[] s_header =
    [
        ("entityName", "string"), ("recordIds", "array"), ("changeType", "enum"), ("changeOrigin", "string"),
        ("transactionKey", "string"), ("sequenceNumber", "int"), ("commitTimestamp", "long"), ("commitNumber", "long"),
        ("commitUser", "string"), ("nulledFields", "array"), ("diffFields", "array"), ("changedFields", "array"),
    ];

    /// <summary>The schema of a platform event: its fields but for those that come with the event, not in it.</summary>
    public static string OfEvent(SObjectType type) => Record(type.Name, json =>
    {
        foreach (SObjectField field in type.Fields.Where(f => f.Name is not ("ReplayId" or "EventUuid")))
        {
            json.WriteStartObject();
            json.WriteString("name", field.Name);
            string doc = FieldDoc.WithId(FieldDoc.OfEvent(field), type, field);
            // Who publishes over the Pub/Sub API has to say when and by whom; nothing else is asked for.
            if (field.Custom) WriteNullable(json, () => json.WriteStringValue(FieldDoc.AvroType(field)), doc);
            else
            {
                json.WriteString("type", FieldDoc.AvroType(field));
                json.WriteString("doc", doc);
            }
            json.WriteEndObject();
        }
    });

    /// <summary>The schema of the changes of an object.</summary>
    public static string OfChanges(string name, ChangeLayout layout) => Record(name, json =>
    {
        WriteHeader(json);
        HashSet<string> defined = [];
        foreach (ChangeField field in layout.Fields)
        {
            json.WriteStartObject();
            json.WriteString("name", field.Name);
            WriteNullable(json, () => WriteTypes(json, field, defined), FieldDoc.WithId(field.Doc, layout.Type, field.Field));
            json.WriteEndObject();
        }
    });

    private static void WriteTypes(Utf8JsonWriter json, ChangeField field, HashSet<string> defined)
    {
        if (field.Field is not null) json.WriteStringValue(FieldDoc.AvroType(field.Field));
        if (field.Record is null) return;
        if (!defined.Add(field.Record))
        {
            json.WriteStringValue(field.Record);
            return;
        }
        json.WriteStartObject();
        json.WriteString("type", "record");
        json.WriteString("name", field.Record);
        json.WriteStartArray("fields");
        foreach ((string name, SObjectField? _) in field.Parts)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            WriteNullable(json, () => json.WriteStringValue(name is "Latitude" or "Longitude" ? "double" : "string"), null);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteHeader(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", "ChangeEventHeader");
        json.WriteStartObject("type");
        json.WriteString("type", "record");
        json.WriteString("name", "ChangeEventHeader");
        json.WriteStartArray("fields");
        foreach ((string name, string type) in s_header)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            if (type == "array") json.WritePropertyName("type");
            if (type == "array") WriteList(json);
            else if (type == "enum") WriteChangeType(json);
            else json.WriteString("type", type);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteString("doc", "Data:ComplexValueType");
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "array");
        json.WriteString("items", "string");
        json.WriteEndObject();
    }

    private static void WriteChangeType(Utf8JsonWriter json)
    {
        json.WriteStartObject("type");
        json.WriteString("type", "enum");
        json.WriteString("name", "ChangeType");
        json.WriteStartArray("symbols");
        foreach (string symbol in s_changeTypes) json.WriteStringValue(symbol);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNullable(Utf8JsonWriter json, Action types, string? doc)
    {
        json.WriteStartArray("type");
        json.WriteStringValue("null");
        types();
        json.WriteEndArray();
        if (doc is not null) json.WriteString("doc", doc);
        json.WriteNull("default");
    }

    private static string Record(string name, Action<Utf8JsonWriter> fields)
    {
        ArrayBufferWriter<byte> text = new();
        using (Utf8JsonWriter json = new(text, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("namespace", Namespace);
            json.WriteString("type", "record");
            json.WriteStartArray("fields");
            fields(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
