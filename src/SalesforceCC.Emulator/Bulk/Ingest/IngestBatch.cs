using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Soql.Results.Csv;

namespace SalesforceCC.Emulator.Bulk.Ingest;

/// <summary>Some rows of an upload, which are one transaction: as changes of rows, and as the text that results repeat.</summary>
internal sealed class IngestBatch : IDisposable
{
    /// <summary>Salesforce's number, which nobody can change.</summary>
    public const int Size = 200;

    private readonly IngestHeader _header;
    private readonly SObjectType _type;
    private readonly CsvBuffer _text;
    private readonly ArrayBufferWriter<byte> _json = new(1 << 16);
    private readonly Utf8JsonWriter _rows;
    private readonly List<int> _ends = [];
    private readonly List<string?> _ids = [];

    public IngestBatch(IngestHeader header, SObjectType type, CsvFormat format)
    {
        _header = header;
        _type = type;
        _text = new CsvBuffer(format);
        _rows = new Utf8JsonWriter(
            _json, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    public int Count => _ends.Count;

    /// <summary>The text of a row, without columns that results lack.</summary>
    public ReadOnlySpan<byte> TextOf(int row) => _text.Written[(row == 0 ? 0 : _ends[row - 1]).._ends[row]];

    public void Clear()
    {
        _text.Clear();
        _json.Clear();
        _rows.Reset();
        _ends.Clear();
        _ids.Clear();
        _rows.WriteStartArray();
    }

    /// <summary>Takes the row where the reader stands.</summary>
    public void Add(UploadReader reader)
    {
        if (_header.Exact) _text.Chars(reader.Text);
        _rows.WriteStartObject();
        for (int i = 0; i < _header.Columns.Count; i++)
        {
            IngestColumn column = _header.Columns[i];
            ReadOnlySpan<char> value = reader[i];
            column.Write(_rows, value);
            if (!_header.Exact && column.Exact) _text.Text(value.ToString());
        }
        _rows.WriteEndObject();
        if (!_header.Exact) _text.EndValues();
        _ends.Add(_text.Length);
        _ids.Add(_header.Id < 0 || reader[_header.Id].IsEmpty ? null : reader[_header.Id].ToString());
    }

    /// <summary>Leaves out the row that was added last; none may follow.</summary>
    public void RemoveLast()
    {
        _ends.RemoveAt(_ends.Count - 1);
        _ids.RemoveAt(_ids.Count - 1);
    }

    /// <summary>Does with the rows what the job is for.</summary>
    public IReadOnlyList<SaveResult> Save(OrgStore store, IngestJob job)
    {
        _rows.WriteEndArray();
        _rows.Flush();
        using JsonDocument rows = JsonDocument.Parse(_json.WrittenMemory);
        List<RowOrder> orders = new(Count);
        foreach (JsonElement row in rows.RootElement.EnumerateArray().Take(Count)) orders.Add(Order(job, row, _ids[orders.Count]));
        return store.Save(orders, false, new ChangeContext(job.UserId) { FromText = true, VersionPath = job.Version.Path, Origin = job.Origin });
    }

    public void Dispose()
    {
        _text.Dispose();
        _rows.Dispose();
    }

    private RowOrder Order(IngestJob job, JsonElement row, string? id) => job.Operation switch
    {
        "insert" => new RowOrder(RowOperation.Insert, _type, Fields: row),
        "update" => new RowOrder(RowOperation.Update, _type, id, row),
        "upsert" => new RowOrder(RowOperation.Upsert, _type, Fields: row, Key: _type.FindField(job.Key!.Name) ?? job.Key),
        { } deletes => new RowOrder(deletes == "delete" ? RowOperation.Delete : RowOperation.HardDelete, _type, id)
        {
            Refused = SalesforceId.TryNormalize(id, out _)
                ? null
                : new SalesforceError(400, "MALFORMED_ID", $"{job.Type.Label} ID: id value of incorrect type: {id}", "Id"),
        },
    };
}
