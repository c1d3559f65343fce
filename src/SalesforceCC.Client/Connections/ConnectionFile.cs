using System.Text.Encodings.Web;
using System.Text.Json;

namespace SalesforceCC.Connections;

/// <summary>
/// The text of the file: <c>{ "version": 1, "connections": { "prod": { "flow": "ClientCredentials", ... } } }</c>.
/// What is not known is refused rather than dropped: it may be a slip of the pen, or a secret, which has no place here.
/// </summary>
internal static class ConnectionFile
{
    /// <summary>The version that is written, and the newest that is read.</summary>
    public const int Version = 1;

    private static readonly JsonWriterOptions s_writing = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The connections of a file.</summary>
    /// <exception cref="SfException">CONNECTION_FILE_UNUSABLE: the text is damaged, or of a newer version.</exception>
    public static ConnectionSet Read(ReadOnlyMemory<byte> text, string path)
    {
        if (text.Span.StartsWith(ByteOrderMark))
            text = text.Slice(ByteOrderMark.Length);
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return Read(document.RootElement, path);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text that is no Unicode.
            throw Unusable(path, "is damaged: " + e.Message, e);
        }
    }

    /// <summary>The text for connections.</summary>
    public static byte[] Write(ConnectionSet connections)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter writer = new(text, s_writing))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", Version);
            writer.WriteStartObject("connections");
            foreach (SfConnection connection in connections)
                Write(writer, connection);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        text.WriteByte((byte)'\n');
        return text.ToArray();
    }

    /// <summary>The failure of a file that is of no use.</summary>
    public static SfException Unusable(string path, string what, Exception? inner = null) =>
        new(SfErrorCodes.ConnectionFileUnusable, $"The file of connections, '{path}', {what}", inner);

    private static ConnectionSet Read(JsonElement root, string path)
    {
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("version", out JsonElement version)
            || version.ValueKind != JsonValueKind.Number
            || !version.TryGetInt32(out int number))
            throw Unusable(path, "is damaged: it has no version.");
        if (number != Version)
            throw Unusable(path, $"has the version {number}; this SalesforceCC reads version {Version}.");

        ConnectionSet connections = new();
        foreach (JsonProperty member in root.EnumerateObject())
        {
            if (member.Name == "connections" && member.Value.ValueKind == JsonValueKind.Object)
                foreach (JsonProperty one in member.Value.EnumerateObject())
                    Add(connections, one, path);
            else if (member.Name != "version")
                throw Unusable(path, $"holds '{member.Name}' in a way that version {Version} does not know.");
        }

        return connections;
    }

    private static void Add(ConnectionSet connections, JsonProperty member, string path)
    {
        string name = member.Name;
        if (ConnectionRules.FaultOfName(name) is { } fault)
            throw Unusable(path, $"holds a connection '{name}': {fault}");
        if (connections.Find(name) is not null)
            throw Unusable(path, $"holds the connection '{name}' twice.");
        if (member.Value.ValueKind != JsonValueKind.Object
            || !member.Value.TryGetProperty("flow", out JsonElement flow)
            || flow.ValueKind != JsonValueKind.String
            || ConnectionRules.FindFlow(flow.GetString()!) is not { } known)
            throw Unusable(path, $"holds the connection '{name}' without a flow: {string.Join(", ", ConnectionRules.Flows)}.");

        SfConnection connection = new(name, known);
        foreach (JsonProperty value in member.Value.EnumerateObject().Where(static v => v.Name != "flow"))
        {
            if (ConnectionField.Find(value.Name) is not { } field)
                throw Unusable(path, $"holds '{value.Name}' for the connection '{name}', which version {Version} does not know.");
            if (value.Value.ValueKind != JsonValueKind.String)
                throw Unusable(path, $"holds a '{value.Name}' for the connection '{name}' that is not text.");
            if (field.Get(connection) is not null)
                throw Unusable(path, $"holds '{value.Name}' for the connection '{name}' twice.");
            field.Set(connection, value.Value.GetString());
        }

        connections.Put(connection);
    }

    private static void Write(Utf8JsonWriter writer, SfConnection connection)
    {
        writer.WriteStartObject(connection.Name);
        writer.WriteString("flow", connection.Flow.ToString());
        foreach (ConnectionField field in ConnectionField.All)
            if (field.Get(connection) is { } value)
                writer.WriteString(field.Name, value);
        writer.WriteEndObject();
    }
}
