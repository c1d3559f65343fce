using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest;

/// <summary>The rows that each user last read or wrote one by one, newest first, each row once.</summary>
internal sealed class RecentRows(OrgStore store)
{
    private const int Capacity = 200;

    private readonly Dictionary<string, LinkedList<(SObjectType Type, string Id)>> _rows = [];
    private readonly Lock _lock = new();

    /// <param name="userId">Who looked at it.</param>
    /// <param name="type">The row's object.</param>
    /// <param name="id">The row's id, of 15 or 18 characters.</param>
    public void Add(string userId, SObjectType type, string id)
    {
        if (!SalesforceId.TryNormalize(id, out string? row))
            return;
        lock (_lock)
        {
            if (!_rows.TryGetValue(userId, out LinkedList<(SObjectType Type, string Id)>? rows))
                _rows[userId] = rows = new();

            // Users with fewer rights have types of their own.
            for (LinkedListNode<(SObjectType Type, string Id)>? node = rows.First; node is not null; node = node.Next)
            {
                if (node.Value.Id == row)
                {
                    rows.Remove(node);
                    break;
                }
            }

            rows.AddFirst((type, row));
            if (rows.Count > Capacity)
                rows.RemoveLast();
        }
    }

    public void Write(
        Utf8JsonWriter writer, string userId, string versionPath, SObjectType? only = null, int limit = Capacity)
    {
        (SObjectType Type, string Id)[] rows;
        lock (_lock)
            rows = [.. _rows.GetValueOrDefault(userId, new()).Where(r => only is null ? store.FindType(r.Type.Name) is not null : r.Type.Name == only.Name).Take(limit)];
        writer.WriteStartArray();
        foreach ((SObjectType? type, string? id) in rows)
            WriteRow(writer, type, id, versionPath);
        writer.WriteEndArray();
    }

    /// <summary>The ids of an object's rows among them, some of which may have been deleted since.</summary>
    public IReadOnlyList<string> IdsOf(string userId, SObjectType type)
    {
        lock (_lock)
            return [.. _rows.GetValueOrDefault(userId, new()).Where(r => r.Type.Name == type.Name).Select(r => r.Id)];
    }

    private void WriteRow(Utf8JsonWriter writer, SObjectType type, string id, string versionPath)
    {
        string[] fields = type.FindField("Name") is null ? ["Id"] : ["Id", "Name"];
        using PooledBuffer buffer = new PooledBuffer(512);
        try
        {
            using (Utf8JsonWriter row = ApiJson.WriterTo(buffer))
                store.WriteRow(row, type, id, fields, versionPath);
        }
        catch (SalesforceError)
        {
            // Deleted since it was looked at.
            return;
        }

        writer.WriteRawValue(buffer.Written.Span, skipInputValidation: true);
    }
}
