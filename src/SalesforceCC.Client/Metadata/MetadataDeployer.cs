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
        (JsonElement started, _) = await SendAsync(
            session, new ApiRequest { Method = HttpMethod.Post, Url = url, Body = new RequestBody(() => Form(zip)) }, stop).ConfigureAwait(false);
        string id = started.ValueKind == JsonValueKind.Object && started.TryGetProperty("id", out JsonElement value)
            && value.ValueKind == JsonValueKind.String && SfId.IsValid(value.GetString())
            ? value.GetString()!
            : throw new SfException(SfErrorCodes.InvalidResponse, "The answer names no deployment. Setup, Deployment Status, shows whether there is one.");

        ApiRequest ask = ApiRequest.Get(session.Resolve($"metadata/deployRequest/{id}?includeDetails=true"));
        IAsyncEnumerable<DeployResult> results = new JobPolling(session.Clock).WatchAsync(
            async token =>
            {
                (JsonElement state, TimeSpan? wait) = await SendAsync(session, ask, token).ConfigureAwait(false);
                return (DeployResult.Read(state), wait);
            },
            static r => r.Done,
            stop);
        await foreach (DeployResult result in results.ConfigureAwait(false))
            yield return result.Done && !result.Success ? throw Failed(id, result) : result;
    }

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

    private static Task<(JsonElement Json, TimeSpan? RetryAfter)> SendAsync(SfSession session, ApiRequest request, CancellationToken stop) =>
        session.SendAsync(
            request,
            async (response, body, token) =>
            {
                ForeignPage.Refuse(response);
                try
                {
                    using JsonDocument json = await JsonDocument.ParseAsync(body, default, token).ConfigureAwait(false);
                    return (json.RootElement.Clone(), FailureVerdict.RetryAfter(response, session.Clock));
                }
                catch (JsonException e)
                {
                    throw new SfException(SfErrorCodes.InvalidResponse, "The response is not JSON.", e);
                }
            },
            stop);

    private static SfException Failed(string id, DeployResult result)
    {
        string[] lines = result.Problems.Take(MostProblems).Select(static p => p.ToString()).ToArray();
        string more = result.Problems.Count > MostProblems ? $"\n... and {result.Problems.Count - MostProblems} more" : "";
        string text = lines.Length > 0 ? string.Join("\n", lines) + more : result.ErrorMessage ?? $"The deployment ended as {result.Status}.";
        return new SfException(
            SfErrorCodes.DeployFailed, $"Deployment {id} {(result.Status == "Canceled" ? "was canceled" : "failed; the org is as before")}.\n{text}");
    }
}
