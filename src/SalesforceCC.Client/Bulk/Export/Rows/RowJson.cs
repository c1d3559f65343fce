using System.Text.Encodings.Web;
using System.Text.Json;
using SalesforceCC.Json;
using SalesforceCC.Records;

namespace SalesforceCC.Bulk;

/// <summary>Makes JSON of rows of CSV: what REST would have sent of them.</summary>
/// <param name="root">What the columns are.</param>
/// <param name="withAttributes">With <c>attributes</c>, by which rows know their type and Id.</param>
/// <param name="records">Where records are, below the instance.</param>
internal sealed class RowJson(RowNode root, bool withAttributes, string records = "") : IDisposable
{
    private const int LongestNumber = 64;

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private static readonly JsonEncodedText s_attributes = JsonEncodedText.Encode("attributes");
    private static readonly JsonEncodedText s_type = JsonEncodedText.Encode("type");
    private static readonly JsonEncodedText s_url = JsonEncodedText.Encode("url");

    private readonly MemoryStream _buffer = new();
    private Utf8JsonWriter? _json;

    /// <summary>The JSON of the rows so far.</summary>
    public MemoryStream Buffer => _buffer;

    /// <summary>Writes a row.</summary>
    public void Write(QueryRows row)
    {
        _json ??= new Utf8JsonWriter(_buffer, s_options);
        WriteObject(root, row);
        _json.Flush();
        _json.Reset();
    }

    /// <summary>Gives away what there is, and begins anew.</summary>
    public async Task MoveAsync(Stream output, CancellationToken stop)
    {
        await output.WriteAsync(_buffer.GetBuffer(), 0, (int)_buffer.Length, stop).ConfigureAwait(false);
        _buffer.SetLength(0);
    }

    public void Dispose()
    {
        _json?.Dispose();
        _buffer.Dispose();
    }

    private void WriteObject(RowNode node, QueryRows row)
    {
        _json!.WriteStartObject();
        if (withAttributes)
            WriteAttributes(node, row);
        foreach (RowNode member in node.Members)
        {
            _json.WritePropertyName(member.Name);
            if (member.Column >= 0)
                WriteValue(row.Value(member.Column), member.Type);
            else if (HasAny(member, row))
                WriteObject(member, row);
            else
                _json.WriteNullValue();
        }

        _json.WriteEndObject();
    }

    private void WriteAttributes(RowNode node, QueryRows row)
    {
        _json!.WriteStartObject(s_attributes);
        _json.WriteString(s_type, node.ObjectName);
        if (node.Id >= 0 && row.Value(node.Id) is { Length: > 0 } id)
            _json.WriteString(s_url, $"{records}{node.ObjectName}/{id.ToString()}");
        _json.WriteEndObject();
    }

    private static bool HasAny(RowNode parent, QueryRows row)
    {
        foreach (int column in parent.Columns)
            if (row.Value(column).Length > 0)
                return true;
        return false;
    }

    private void WriteValue(ReadOnlySpan<char> value, FieldType type)
    {
        if (value.Length == 0)
            _json!.WriteNullValue();
        else if (type == FieldType.Boolean && (value.SequenceEqual("true".AsSpan()) || value.SequenceEqual("false".AsSpan())))
            _json!.WriteBooleanValue(value[0] == 't');
        else if (type is not (FieldType.Integer or FieldType.Long or FieldType.Number) || !TryWriteNumber(value))
            _json!.WriteStringValue(value);
    }

    private bool TryWriteNumber(ReadOnlySpan<char> value)
    {
        if (value.Length > LongestNumber)
            return false;
        Span<byte> number = stackalloc byte[value.Length];
        for (int i = 0; i < value.Length; i++)
            number[i] = value[i] < 0x80 ? (byte)value[i] : (byte)'?';
        if (JsonBytes.NumberLength(number, out _) != number.Length)
            return false;
        _json!.WriteRawValue(number, skipInputValidation: true);
        return true;
    }
}
