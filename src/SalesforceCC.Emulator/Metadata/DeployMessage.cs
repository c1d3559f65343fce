using System.Text.Json.Nodes;

namespace SalesforceCC.Emulator.Metadata;

/// <summary>What became of one component.</summary>
internal sealed record DeployMessage
{
    /// <summary>Empty for package.xml.</summary>
    public required string ComponentType { get; init; }

    public required string FullName { get; init; }

    public required string FileName { get; init; }

    /// <summary>Id of the component; null where it has none.</summary>
    public string? Id { get; init; }

    public bool Created { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public ComponentProblem? Problem { get; init; }

    public bool Success => Problem is null;

    public JsonObject ToJson(string createdDate) => new()
    {
        ["changed"] = Success,
        ["columnNumber"] = Problem is { Line: > 0 } column ? column.Column : null,
        ["componentType"] = ComponentType,
        ["created"] = Created,
        ["createdDate"] = createdDate,
        ["deleted"] = false,
        ["fileName"] = FileName,
        ["fullName"] = FullName,
        ["id"] = Id,
        ["lineNumber"] = Problem is { Line: > 0 } line ? line.Line : null,
        ["problem"] = Problem?.Message,
        ["problemType"] = Success ? null : "Error",
        ["requiresProductionTestRun"] = false,
        ["success"] = Success,
        ["warning"] = false,
    };
}
