using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest;

/// <summary>The rows last read or written one by one, newest first.</summary>
internal sealed class RecentRows(IOrgStore store)
{
    private const int Capacity = 200;

    private readonly LinkedList<(SObjectType Type, string Id)> _rows = new();
    private readonly Lock _lock = new();

    public void Add(SObjectType type, string id)
    {
        lock (_lock)
        {
            _rows.Remove((type, id));
            _rows.AddFirst((type, id));
            if (_rows.Count > Capacity)
                _rows.RemoveLast();
        }
    }

    public void Write(Utf8JsonWriter writer, string versionPath, SObjectType? only = null, int limit = Capacity)
    {
        (SObjectType Type, string Id)[] rows;
        lock (_lock)
            rows = [.. _rows.Where(r => only is null || r.Type == only).Take(limit)];
        writer.WriteStartArray();
        foreach (var (type, id) in rows)
            WriteRow(writer, type, id, versionPath);
        writer.WriteEndArray();
    }

    private void WriteRow(Utf8JsonWriter writer, SObjectType type, string id, string versionPath)
    {
        string[] fields = type.FindField("Name") is null ? ["Id"] : ["Id", "Name"];
        using var buffer = new PooledBuffer(512);
        try
        {
            using (var row = ApiJson.WriterTo(buffer))
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
