using System.Globalization;
using System.Text.Json;

namespace SalesforceCC.Metadata;

/// <summary>How a deployment is.</summary>
internal sealed class DeployResult
{
    /// <summary>Pending, InProgress, Succeeded, SucceededPartial, Failed, FinalizingDeploy, Canceling, Canceled.</summary>
    public required string Status { get; init; }

    public required bool Done { get; init; }

    public required bool Success { get; init; }

    /// <summary>Components that are deployed already.</summary>
    public int Deployed { get; init; }

    /// <summary>All components; 0 before Salesforce has counted them.</summary>
    public int Total { get; init; }

    /// <summary>Text where the deployment as a whole failed.</summary>
    public string? ErrorMessage { get; init; }

    public IReadOnlyList<DeployProblem> Problems { get; init; } = [];

    /// <summary>Ids of the components that were deployed, by type; where Salesforce gives them.</summary>
    public IReadOnlyDictionary<string, string> Ids { get; init; } = new Dictionary<string, string>();

    /// <summary>Reads the answer to <c>GET /metadata/deployRequest/{id}</c>, which is to be read as JSON of a known form.</summary>
    public static DeployResult Read(JsonElement answer)
    {
        JsonElement result = answer.GetProperty("deployResult");
        return new DeployResult
        {
            Status = result.GetProperty("status").GetString() ?? throw new FormatException(),
            Done = Flag(result, "done"),
            Success = Flag(result, "success"),
            Deployed = Number(result, "numberComponentsDeployed") ?? 0,
            Total = Number(result, "numberComponentsTotal") ?? 0,
            ErrorMessage = Text(result, "errorMessage"),
            Problems = Messages(result, "componentFailures").Select(ToProblem).ToArray(),
            Ids = Messages(result, "componentSuccesses").Where(static m => Text(m, "id") is not null)
                .GroupBy(static m => Text(m, "componentType") ?? "")
                .ToDictionary(static t => t.Key, static t => Text(t.First(), "id")!),
        };
    }

    private static DeployProblem ToProblem(JsonElement message) => new(
        Text(message, "fileName") ?? "", Number(message, "lineNumber"), Text(message, "fullName") ?? "", Text(message, "problem") ?? "");

    // One message is not always in an array: in SOAP's JSON it stands alone.
    private static IEnumerable<JsonElement> Messages(JsonElement result, string name)
    {
        if (!result.TryGetProperty("details", out JsonElement details) || details.ValueKind != JsonValueKind.Object
            || !details.TryGetProperty(name, out JsonElement messages))
            return [];
        return messages.ValueKind switch
        {
            JsonValueKind.Array => messages.EnumerateArray(),
            JsonValueKind.Object => [messages],
            _ => [],
        };
    }

    // The guide's examples have flags and numbers as text, answers have them as they are.
    private static bool Flag(JsonElement result, string name)
    {
        JsonElement value = result.GetProperty(name);
        return value.ValueKind == JsonValueKind.String ? bool.Parse(value.GetString()!) : value.GetBoolean();
    }

    private static int? Number(JsonElement result, string name) => result.TryGetProperty(name, out JsonElement value)
        ? value.ValueKind switch
        {
            JsonValueKind.Number => value.GetInt32(),
            JsonValueKind.String => int.Parse(value.GetString()!, NumberStyles.None, CultureInfo.InvariantCulture),
            _ => null,
        }
        : null;

    private static string? Text(JsonElement result, string name) =>
        result.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
