using System.Text.Encodings.Web;
using System.Text.Json;
using SalesforceCC.Http;

namespace SalesforceCC.Composite;

/// <summary>A call as the JSON that Salesforce takes.</summary>
internal static class CompositeBody
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static RequestBody Of(CompositeCall call)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, s_options))
        {
            json.WriteStartObject();
            if (call.IsGraph)
                WriteGraphs(json, call);
            else
                WriteComposite(json, call);
            json.WriteEndObject();
        }

        return RequestBody.Of(stream.ToArray(), "application/json");
    }

    /// <summary>The id of a graph by its place in the call.</summary>
    public static string GraphId(int place) => FormattableString.Invariant($"graph{place + 1}");

    private static void WriteComposite(Utf8JsonWriter json, CompositeCall call)
    {
        json.WriteBoolean("allOrNone", call.IsTransaction);
        WriteParts(json, call.Groups[0]);
    }

    private static void WriteGraphs(Utf8JsonWriter json, CompositeCall call)
    {
        json.WriteStartArray("graphs");
        for (int i = 0; i < call.Groups.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("graphId", GraphId(i));
            WriteParts(json, call.Groups[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteParts(Utf8JsonWriter json, IEnumerable<CompositePart> parts)
    {
        json.WriteStartArray("compositeRequest");
        foreach (CompositePart part in parts)
        {
            json.WriteStartObject();
            json.WriteString("method", part.Method);
            json.WriteString("url", part.Url);
            json.WriteString("referenceId", part.ReferenceId);
            if (part.Headers.Count > 0)
            {
                json.WriteStartObject("httpHeaders");
                foreach (KeyValuePair<string, string> header in part.Headers)
                    json.WriteString(header.Key, header.Value);
                json.WriteEndObject();
            }

            if (part.Body is not null)
            {
                json.WritePropertyName("body");
                json.WriteRawValue(part.Body);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
