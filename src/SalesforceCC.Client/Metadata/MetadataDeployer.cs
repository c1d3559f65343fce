using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SalesforceCC.Http;
using SalesforceCC.Rest;
using SalesforceCC.Values;

namespace SalesforceCC.Metadata;

/// <summary>
/// Deploys components through the Metadata API's REST resource: all of them or none. See "Deploy Metadata with Apex
/// Testing Using REST" in the Metadata API Developer Guide.
/// </summary>
internal static class MetadataDeployer
{
    private const int MostProblems = 10;

    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Starts a deployment and asks how it is until it is done, at first after half a second, then more and more rarely.
    /// Each question is an API call. The last result is a success.
    /// </summary>
    /// <exception cref="SfException">DEPLOY_FAILED with what is wrong with which component, or any failure of a call.</exception>
    public static async IAsyncEnumerable<DeployResult> DeployAsync(
        SfSession session, IReadOnlyList<MetadataComponent> components, string apiVersion, [EnumeratorCancellation] CancellationToken stop)
    {
        byte[] zip = MetadataPackage.Zip(components, apiVersion);
        Uri url = session.Resolve("metadata/deployRequest");
        JsonElement started = await SendAsync(
            session, new ApiRequest { Method = HttpMethod.Post, Url = url, Body = new RequestBody(() => Form(zip)) }, stop).ConfigureAwait(false);
        string id = started.ValueKind == JsonValueKind.Object && started.TryGetProperty("id", out JsonElement value)
            && value.ValueKind == JsonValueKind.String && SfId.IsValid(value.GetString())
            ? value.GetString()!
            : throw new SfException(SfErrorCodes.InvalidResponse, "The answer names no deployment. Setup, Deployment Status, shows whether there is one.");

        ApiRequest ask = ApiRequest.Get(session.Resolve($"metadata/deployRequest/{id}?includeDetails=true"));
        for (TimeSpan pause = s_firstPause; ; pause = Longer(pause))
        {
            await HttpShim.DelayAsync(session.Clock, pause, stop).ConfigureAwait(false);
            DeployResult result = DeployResult.Read(await SendAsync(session, ask, stop).ConfigureAwait(false));
            if (result.Done && !result.Success)
                throw Failed(id, result);
            yield return result;
            if (result.Done)
                yield break;
        }
    }

    private static TimeSpan Longer(TimeSpan pause) =>
        TimeSpan.FromTicks(Math.Min(pause.Ticks * 3 / 2, s_longestPause.Ticks));

    private static MultipartFormDataContent Form(byte[] zip)
    {
        ByteArrayContent options = new(JsonBody.Of(new Dictionary<string, object>
        {
            ["deployOptions"] = new Dictionary<string, object> { ["rollbackOnError"] = true, ["singlePackage"] = true },
        }));
        options.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        ByteArrayContent file = new(zip);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        return new MultipartFormDataContent { { options, "\"json\"" }, { file, "\"file\"", "\"deploy.zip\"" } };
    }

    private static async Task<JsonElement> SendAsync(SfSession session, ApiRequest request, CancellationToken stop)
    {
        RestResponse response = await RestClient.SendAsync(session, request, skipErrorCheck: false, stop).ConfigureAwait(false);
        try
        {
            using JsonDocument json = JsonDocument.Parse(response.Body);
            return json.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new SfException(SfErrorCodes.InvalidResponse, "The response is not JSON.", e);
        }
    }

    private static SfException Failed(string id, DeployResult result)
    {
        string[] lines = result.Problems.Take(MostProblems).Select(static p => p.ToString()).ToArray();
        string more = result.Problems.Count > MostProblems ? $"\n... and {result.Problems.Count - MostProblems} more" : "";
        string text = lines.Length > 0 ? string.Join("\n", lines) + more : result.ErrorMessage ?? $"The deployment ended as {result.Status}.";
        return new SfException(
            SfErrorCodes.DeployFailed, $"Deployment {id} {(result.Status == "Canceled" ? "was canceled" : "failed; the org is as before")}.\n{text}");
    }
}
