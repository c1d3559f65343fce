using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Composite;

/// <summary>The body of a batch request.</summary>
internal sealed record BatchRequest(List<BatchRequest.Part> BatchRequests, bool HaltOnError = false)
{
    private const int MaxRequests = 25;

    public static BatchRequest Read(Call call)
    {
        BatchRequest request = call.Read<BatchRequest>();
        return request.BatchRequests.Count <= MaxRequests
            ? request
            : throw new SalesforceError(400, "LIMIT_EXCEEDED", $"At most {MaxRequests} requests are allowed");
    }

    /// <summary>One request of the batch; its url is relative to <c>/services/data</c>.</summary>
    internal sealed record Part(string Method, string Url, JsonNode? RichInput = null);
}
