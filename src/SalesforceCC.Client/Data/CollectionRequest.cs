using SalesforceCC.Http;
using SalesforceCC.Rest;

namespace SalesforceCC.Data;

/// <summary>Batches as requests: one as a collection, several as a composite of collections, which is one transaction.</summary>
internal static class CollectionRequest
{
    private const string Json = "application/json";

    /// <summary>One batch.</summary>
    public static ApiRequest Of(SfSession session, RowBatch batch, WriteSettings settings) => new()
    {
        Method = Method(settings),
        Url = session.Resolve(Path(batch, settings)),
        Headers = Headers(settings),
        Body = settings.Operation == WriteOperation.Delete ? null : RequestBody.Of(Records(batch, settings), Json),
        Repeat = batch.IsIdempotent ? Repeat.Idempotent : Repeat.ByMethod,
    };

    /// <summary>Several batches, which are saved together or not at all.</summary>
    public static ApiRequest Of(SfSession session, IReadOnlyList<RowBatch> batches, WriteSettings settings)
    {
        using MemoryStream body = new();
        Write(body, "{\"allOrNone\":true,\"compositeRequest\":[");
        for (int i = 0; i < batches.Count; i++)
        {
            string url = RestPath.Base(session.ApiVersion) + Path(batches[i], settings);
            string headers = string.Join(",", Headers(settings).Select(static h => $"\"{h.Key}\":\"{h.Value}\""));
            Write(body, FormattableString.Invariant(
                $"{(i == 0 ? "" : ",")}{{\"method\":\"{Method(settings).Method}\",\"url\":\"{url}\",\"referenceId\":\"batch{i}\",\"httpHeaders\":{{{headers}}}"));
            if (settings.Operation != WriteOperation.Delete)
            {
                Write(body, ",\"body\":");
                Write(body, Records(batches[i], settings));
            }

            Write(body, "}");
        }

        Write(body, "]}");
        return new()
        {
            Method = HttpMethod.Post,
            Url = session.Resolve("composite"),
            Body = RequestBody.Of(body.ToArray(), Json),
            Repeat = batches.All(static b => b.IsIdempotent) ? Repeat.Idempotent : Repeat.ByMethod,
        };
    }

    private static HttpMethod Method(WriteSettings settings) => settings.Operation switch
    {
        WriteOperation.Insert => HttpMethod.Post,
        WriteOperation.Delete => HttpMethod.Delete,
        _ => new HttpMethod("PATCH"),
    };

    private static string Path(RowBatch batch, WriteSettings settings) => settings.Operation switch
    {
        WriteOperation.Upsert => $"composite/sobjects/{Uri.EscapeDataString(batch.Types.First())}/{Uri.EscapeDataString(settings.KeyField!)}",
        WriteOperation.Delete => $"composite/sobjects?ids={string.Join(",", batch.Rows.Select(static r => r.Id))}&allOrNone={Flag(settings)}",
        _ => "composite/sobjects",
    };

    private static byte[] Records(RowBatch batch, WriteSettings settings)
    {
        using MemoryStream body = new();
        Write(body, $"{{\"allOrNone\":{Flag(settings)},\"records\":[");
        bool first = true;
        foreach (WriteRow row in batch.Rows)
        {
            Write(body, first ? "" : ",");
            Write(body, row.Json);
            first = false;
        }

        Write(body, "]}");
        return body.ToArray();
    }

    private static string Flag(WriteSettings settings) => settings.AllOrNone ? "true" : "false";

    private static List<KeyValuePair<string, string>> Headers(WriteSettings settings)
    {
        List<KeyValuePair<string, string>> headers = [];
        if (settings.AllowDuplicate)
            headers.Add(new("Sforce-Duplicate-Rule-Header", "allowSave=true"));
        if (settings.SkipAssignmentRules)
            headers.Add(new("Sforce-Auto-Assign", "FALSE"));
        return headers;
    }

    private static void Write(MemoryStream body, string text) => Write(body, System.Text.Encoding.UTF8.GetBytes(text));

    private static void Write(MemoryStream body, byte[] bytes) => body.Write(bytes, 0, bytes.Length);
}
