using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.OAuth;

namespace SalesforceCC.Emulator.Metadata;

/// <summary>
/// <c>/metadata/deployRequest</c>: the Metadata API over REST. Packages of custom objects and fields, permission sets, external client apps and
/// connected apps are read, checked and applied. Quick deploys, deletions and retrieves are not served.
/// </summary>
internal sealed class DeployEndpoint(OrgStore store, UserDirectory users, Deployer deployer, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Deployment> _deployments = new();

    private static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);

    public async Task<Answer> PostAsync(Call call, Stream body, CancellationToken cancel)
    {
        // The text is that of the SOAP API.
        if (!store.HasPermission(call.UserId, "ModifyMetadata") && !store.HasPermission(call.UserId, "ModifyAllData"))
        {
            throw new SalesforceError(
                403,
                "INSUFFICIENT_ACCESS",
                "use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions");
        }

        // The guide calls the parts json and file, the Salesforce CLI entity_content and file: the content decides.
        ReadOnlyMemory<byte>? json = null, zip = null;
        await foreach (MultipartPart part in MultipartBody.ReadAsync(call, body, cancel))
        {
            if (part.IsJson)
                json ??= await part.ReadAsync(cancel);
            else
                zip ??= await part.ReadAsync(cancel);
        }

        if (json is null || zip is null)
            throw new SalesforceError(400, "INVALID_MULTIPART_REQUEST", "The request needs a part with JSON and one with a zip file");
        DeployOptions options = ReadOptions(json.Value);
        Deployment deployment = new(
            SalesforceId.Create("0Af", _deployments.Count + 1),
            call.UserId,
            users.Get(call.UserId).Name,
            options,
            MetadataPackage.Read(zip.Value, options),
            clock);
        _deployments[deployment.Id] = deployment;
        return Answer.Json(201, new JsonObject
        {
            ["validatedDeployRequestId"] = null,
            ["id"] = deployment.Id,
            ["url"] = Url(call, deployment),
            ["deployResult"] = deployment.ToJson(includeDetails: false),
            ["deployOptions"] = JsonSerializer.SerializeToNode(options, Json),
        });
    }

    public Answer Get(Call call)
    {
        Deployment deployment = Find(call);
        bool details = call.Query["includeDetails"].ToString().Equals("true", StringComparison.OrdinalIgnoreCase);
        return Answer.Json(200, new JsonObject
        {
            ["id"] = deployment.Id,
            ["url"] = Url(call, deployment),
            ["deployResult"] = deployment.Ask(details, deployer.Run),
        });
    }

    public Answer Patch(Call call)
    {
        Deployment deployment = Find(call);
        if (!call.ReadObject().TryGetProperty("deployResult", out JsonElement result) ||
            !result.TryGetProperty("status", out JsonElement status) || status.ToString() != "Canceling")
        {
            throw new SalesforceError(400, "INVALID_INPUT", "A deployment can only be canceled: the status must be Canceling");
        }

        // What live orgs say then is not known.
        if (!deployment.TryCancel(call.UserId))
            throw new SalesforceError(400, "INVALID_ID_FIELD", "Deployment already completed");
        return Answer.Json(202, new JsonObject
        {
            ["id"] = deployment.Id,
            ["url"] = Url(call, deployment),
            ["deployResult"] = deployment.ToJson(includeDetails: false),
        });
    }

    private Deployment Find(Call call) =>
        SalesforceId.TryNormalize(call.Values["id"], out string? id) && _deployments.TryGetValue(id, out Deployment? found)
            ? found
            : throw RouteTable.NotFound();

    private static string Url(Call call, Deployment deployment) =>
        $"{call.Origin}{call.Version.Path}/metadata/deployRequest/{deployment.Id}?includeDetails=true";

    private static DeployOptions ReadOptions(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonNode.Parse(json.Span)?["deployOptions"].Deserialize<DeployOptions>(Json) ?? new DeployOptions();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new SalesforceError(400, "JSON_PARSER_ERROR", e.Message);
        }
    }
}
