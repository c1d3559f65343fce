using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Hosting;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.OAuth;

namespace SalesforceCC.Emulator.Apex;

/// <summary><c>/services/apexrest</c>: the endpoints that a test has set up, behind the same door as the REST API.</summary>
internal sealed class ApexRestPart(Org org) : IOrgPart
{
    private const string Root = "/services/apexrest/";

    public bool Serves(string path) => path.StartsWith(Root, StringComparison.Ordinal);

    public Answer Handle(Call call)
    {
        Session session = org.Sessions.Authenticate(call.Headers);
        if (!session.HasApiScope)
            throw new SalesforceError(401, "INVALID_SESSION_ID", "Session expired or invalid");
        if (!org.Usage.TryCount())
            throw new SalesforceError(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
        org.Apex.Tick();
        string path = Uri.UnescapeDataString(call.Path[Root.Length..]);
        ApexRestEndpoint endpoint = org.Apex.Rest.Find(path, call.Method) ?? throw Missing(path, call.Method);
        org.Apex.Logs.Request(session.UserId, call.Path, "68.0", endpoint.Status >= 400);
        return Write(endpoint, call);
    }

    // The text for a method that a class does not have is Salesforce's; so is the code of both.
    private SalesforceError Missing(string path, string method) => org.Apex.Rest.MethodsOf(path) is { Count: > 0 } allowed
        ? new SalesforceError(405, "METHOD_NOT_ALLOWED", $"HTTP Method '{method}' not allowed. Allowed are {string.Join(',', allowed)}")
        : new SalesforceError(404, "NOT_FOUND", "Could not find a match for URL");

    private static Answer Write(ApexRestEndpoint endpoint, Call call)
    {
        string? Header(string name) => endpoint.Headers.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
        string type = Header("Content-Type") ?? "application/json";
        Answer answer = Header("ETag") is { } tag && call.Headers.IfNoneMatch.ToString() == tag
            ? Answer.Empty(304)
            : endpoint.Body.ValueKind == JsonValueKind.Undefined ? Answer.Empty(endpoint.Status)
            : Answer.Text(endpoint.Status, IsText(endpoint, type) ? endpoint.Body.GetString()! : endpoint.Body.GetRawText(), type);
        foreach ((string name, string value) in endpoint.Headers)
            if (!name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)) answer.With(name, value);
        return answer;
    }

    private static bool IsText(ApexRestEndpoint endpoint, string type) =>
        endpoint.Body.ValueKind == JsonValueKind.String && !type.Contains("json", StringComparison.OrdinalIgnoreCase);
}
