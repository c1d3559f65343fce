using System.Net;
using System.Text;
using System.Text.Json;
using SalesforceCC.Http;
using SalesforceCC.Json;

namespace SalesforceCC.Composite;

/// <summary>Gives each request what the response of its call says of it.</summary>
internal static class CompositeReader
{
    /// <summary>What the responses are called in errors.</summary>
    public const string What = "composite response";

    /// <summary>Reads the response of a call.</summary>
    /// <exception cref="SfException">INVALID_RESPONSE: it does not say of each request what became of it.</exception>
    public static bool Read(JsonElement root, CompositeCall call)
    {
        if (!call.IsGraph)
        {
            ReadGroup(root, call.Groups[0]);
        }
        else
        {
            Dictionary<string, JsonElement> graphs = root.GetProperty("graphs").EnumerateArray()
                .ToDictionary(static g => g.GetProperty("graphId").GetString()!, static g => g.GetProperty("graphResponse"), StringComparer.Ordinal);
            for (int i = 0; i < call.Groups.Count; i++)
                ReadGroup(graphs[CompositeBody.GraphId(i)], call.Groups[i]);
        }

        foreach (IReadOnlyList<CompositePart> group in call.Groups)
            CompositeCauses.Tell(group, call.IsTransaction);
        return true;
    }

    private static void ReadGroup(JsonElement response, IReadOnlyList<CompositePart> group)
    {
        JsonElement responses = response.GetProperty("compositeResponse");
        if (responses.GetArrayLength() != group.Count)
            throw new SfException(
                SfErrorCodes.InvalidResponse,
                FormattableString.Invariant($"The response has {responses.GetArrayLength()} parts for {group.Count} requests."));
        Dictionary<string, CompositePart> parts = group.ToDictionary(static p => p.ReferenceId, StringComparer.Ordinal);
        foreach (JsonElement one in responses.EnumerateArray())
        {
            string id = one.GetProperty("referenceId").GetString()!;
            if (!parts.TryGetValue(id, out CompositePart? part))
                throw new SfException(SfErrorCodes.InvalidResponse, $"The response has a part '{SentSecrets.Mask(null, id)}' that was not asked for, or twice.");
            parts.Remove(id);
            ReadPart(one, part);
        }
    }

    private static void ReadPart(JsonElement one, CompositePart part)
    {
        HttpStatusCode status = (HttpStatusCode)one.GetProperty("httpStatusCode").GetInt32();
        JsonElement body = one.GetProperty("body");
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        if (one.TryGetProperty("httpHeaders", out JsonElement given) && given.ValueKind == JsonValueKind.Object)
            foreach (JsonProperty header in given.EnumerateObject())
                headers[header.Name] = header.Value.ToString();
        part.Response = new SfCompositeResponse(part.ReferenceId, part.Method, part.Url.Split('?')[0], (int)status, headers);
        string? text = body.ValueKind == JsonValueKind.Null ? null : body.GetRawText();
        part.ResponseBody = text is null ? null : Encoding.UTF8.GetBytes(text);
        part.Failure = part.Response.Success ? null : ErrorReader.OfSubrequest(status, text ?? "", part.Name);
        part.Response.Halted = part.IsHalted;
    }
}
