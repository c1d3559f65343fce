using System.Text.Json.Nodes;

namespace SalesforceCC.Emulator.GraphQL;

/// <summary>The body of a request.</summary>
internal sealed record GraphQlRequest(string Query, JsonObject? Variables = null, string? OperationName = null);
