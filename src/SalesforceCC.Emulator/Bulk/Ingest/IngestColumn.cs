using System.Text.Json;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Bulk.Ingest;

/// <summary>A column of an upload: a field, or the key of a parent.</summary>
/// <param name="Field">The field; for a parent's key, the reference.</param>
/// <param name="Key">The parent's field; null for a value of the row itself.</param>
/// <param name="ParentType">The parent's object where the column names it, as it must where there are several.</param>
/// <param name="Exact">The name is written as describe has it.</param>
internal sealed record IngestColumn(SObjectField Field, SObjectField? Key, SObjectType? ParentType, bool Exact)
{
    private const string Null = "#N/A";

    private readonly JsonEncodedText _name = JsonEncodedText.Encode(Key is null ? Field.Name : Field.RelationshipName!);
    private readonly JsonEncodedText _key = JsonEncodedText.Encode(Key?.Name ?? "");

    /// <summary>The column of that name; null where there is none that the user sees.</summary>
    public static IngestColumn? Find(SObjectType type, string name, Func<string, SObjectType?> findType)
    {
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) return type.FindField(name) is { } field ? new IngestColumn(field, null, null, field.Name == name) : null;
        string[] parent = name[..dot].Split(':');
        SObjectField? reference = type.FindReference(parent[^1]);
        if (reference is not { Type: "reference", ReferenceTo.Count: > 0 } || parent.Length > 2) return null;
        SObjectType? named = parent.Length == 2 ? findType(parent[0]) : null;
        if (parent.Length == 2 && (named is null || !reference.ReferenceTo.Contains(named.Name))) return null;
        SObjectField? key = (named ?? findType(reference.ReferenceTo[^1]))?.FindField(name[(dot + 1)..]);
        if (key is null || !(key.IdLookup || key.ExternalId || key.Type == "id")) return null;
        string written = $"{(named is null ? "" : named.Name + ":")}{reference.RelationshipName}.{key.Name}";
        return new IngestColumn(reference, key, named, written == name);
    }

    /// <summary>Adds the value to a row; what is empty stays as it is.</summary>
    public void Write(Utf8JsonWriter row, ReadOnlySpan<char> value)
    {
        if (value.IsEmpty) return;
        if (value.SequenceEqual(Null))
        {
            row.WriteNull(_name);
        }
        else if (Key is null)
        {
            row.WriteString(_name, Plain(value));
        }
        else
        {
            row.WriteStartObject(_name);
            if (ParentType is not null)
            {
                row.WriteStartObject("attributes");
                row.WriteString("type", ParentType.Name);
                row.WriteEndObject();
            }
            row.WriteString(_key, value);
            row.WriteEndObject();
        }
    }

    /// <summary>A day may have a zone, which means nothing.</summary>
    private ReadOnlySpan<char> Plain(ReadOnlySpan<char> value) =>
        Field.Kind == FieldKind.Date && value.Length > 10 && value[10] is 'Z' or '+' or '-' ? value[..10] : value;
}
