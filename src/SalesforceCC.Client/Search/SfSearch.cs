using System.Net;
using System.Text;
using System.Text.Json;
using SalesforceCC.Http;
using SalesforceCC.Json;
using SalesforceCC.Records;
using SalesforceCC.Rest;
using SalesforceCC.Search;

namespace SalesforceCC;

/// <summary>Searches on a session.</summary>
internal static class SfSearch
{
    private const string Json = "application/json";

    // Salesforce ends at 16,384 bytes for URL and headers together, and a token may take a few thousand of them.
    private const int LongestUrl = 8_000;

    /// <summary>Runs SOSL, with values already bound.</summary>
    /// <exception cref="SfException">
    /// INVALID_PARAMETER: Salesforce would cut or drop a part of the text without an error. Else its refusal, or a failure on
    /// the way.
    /// </exception>
    public static Task<SearchResult> SearchAsync(this SfSession session, SoslStatement statement, CancellationToken stop)
    {
        SoslText.Check(statement.Text);
        Uri resource = session.Resolve("search");
        string target = $"{resource.AbsolutePath}?q={RestPath.Escape(statement.ToString())}";
        return target.Length <= LongestUrl
            ? SendAsync(session, ApiRequest.Get(new Uri(resource, target)), unwrap: false, statement.Limits(), stop)
            : SendAsync(session, Long(session, target), unwrap: true, statement.Limits(), stop);
    }

    /// <summary>Runs a search without SOSL.</summary>
    /// <exception cref="SfException">As above.</exception>
    public static Task<SearchResult> SearchAsync(this SfSession session, SearchParameters parameters, CancellationToken stop)
    {
        SoslText.Check(SoslText.Of(parameters.Text, wildcards: true));
        ApiRequest request = new()
        {
            Method = HttpMethod.Post,
            Url = session.Resolve("parameterizedSearch"),
            Body = RequestBody.Of(parameters.ToJson(), Json),
            Repeat = Repeat.Idempotent,
        };
        return SendAsync(session, request, unwrap: false, parameters.Limits(), stop);
    }

    // As the only subrequest of a batch, which is a body.
    private static ApiRequest Long(SfSession session, string target) => new()
    {
        Method = HttpMethod.Post,
        Url = session.Resolve("composite/batch"),
        Body = RequestBody.Of(
            JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
            {
                // Relative to /services/data/.
                ["batchRequests"] = new[] { new Dictionary<string, string> { ["method"] = "GET", ["url"] = target.Substring("/services/data/".Length) } },
            }),
            Json),
        Repeat = Repeat.Idempotent,
    };

    private static Task<SearchResult> SendAsync(SfSession session, ApiRequest request, bool unwrap, SearchLimits limits, CancellationToken stop) =>
        session.SendAsync(
            request,
            async (response, body, token) =>
            {
                ForeignPage.Refuse(response);
                PageReader reader = new(session.FieldTypes, selection: null, RecordOrigin.Of(session));
                RowList list;
                if (unwrap)
                {
                    using MemoryStream inner = new(Unwrap(await Body.ReadAsync(body, int.MaxValue / 2, token).ConfigureAwait(false)));
                    list = await reader.ReadListAsync(inner, "searchRecords", token).ConfigureAwait(false);
                }
                else
                {
                    list = await reader.ReadListAsync(body, "searchRecords", token).ConfigureAwait(false);
                }

                SfRecord[] rows = [.. list.Elements.OfType<SfRecord>()];
                return new SearchResult(rows, list.DescribeFailures, limits.Cut(rows), SearchLimits.IsCut(rows));
            },
            stop);

    private static byte[] Unwrap(byte[] response) => JsonReply.Read(response, "batch response", static root =>
    {
        JsonElement only = root.GetProperty("results")[0];
        HttpStatusCode status = (HttpStatusCode)only.GetProperty("statusCode").GetInt32();
        string body = only.GetProperty("result").GetRawText();
        return (int)status is >= 200 and < 300
            ? Encoding.UTF8.GetBytes(body)
            : throw ErrorReader.OfSubrequest(status, body, "POST composite/batch (search)");
    });
}
