using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SalesforceCC.Http;
using SalesforceCC.Json;
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
        ApiRequest start = new() { Method = HttpMethod.Post, Url = url, Body = new RequestBody(() => Form(zip)) };
        (string? started, _) = await SendAsync(session, start, static root => JsonMember.Text(root, "id"), stop).ConfigureAwait(false);
        string id = SfId.IsValid(started)
            ? started!
            : throw new SfException(SfErrorCodes.InvalidResponse, "The answer names no deployment. Setup, Deployment Status, shows whether there is one.");

        ApiRequest ask = ApiRequest.Get(session.Resolve($"metadata/deployRequest/{id}?includeDetails=true"));
        IAsyncEnumerable<DeployResult> results = new JobPolling(session.Clock).WatchAsync(
            token => SendAsync(session, ask, DeployResult.Read, token),
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

    private static Task<(T Result, TimeSpan? RetryAfter)> SendAsync<T>(
        SfSession session, ApiRequest request, Func<JsonElement, T> read, CancellationToken stop) =>
        JsonCall.SendAsync(
            session,
            request,
            "response about the deployment",
            (root, response) => (read(root), FailureVerdict.RetryAfter(response, session.Clock)),
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
