using System.Net;
using System.Text.Json;
using SalesforceCC.Http;
using SalesforceCC.Query;
using SalesforceCC.Rest;

namespace SalesforceCC.Doctor;

/// <summary>
/// What the org says of user, org and app: one composite request, which is one API call. Each question is answered or
/// refused by itself, so that what the user may not see hides nothing else.
/// </summary>
internal sealed class SetupAnswers
{
    private static readonly string[] s_unseen =
        ["INVALID_TYPE", "INVALID_FIELD", "INSUFFICIENT_ACCESS", "INSUFFICIENT_ACCESS_OR_READONLY", "NOT_FOUND"];

    private readonly Dictionary<string, (HttpStatusCode Status, JsonElement Body)> _parts = [];
    private readonly string? _none;

    private SetupAnswers(string none, SfException? failure = null)
    {
        _none = none;
        Failure = failure;
    }

    private SetupAnswers(JsonElement answer)
    {
        foreach (JsonElement part in answer.GetProperty("compositeResponse").EnumerateArray())
            _parts[part.GetProperty("referenceId").GetString()!] =
                ((HttpStatusCode)part.GetProperty("httpStatusCode").GetInt32(), part.GetProperty("body").Clone());
    }

    /// <summary>Why the request as a whole failed.</summary>
    public SfException? Failure { get; }

    /// <summary>The question was put, and the API answered it in some way.</summary>
    public bool WasAsked => _none is null;

    /// <summary>A sentence on why nothing was answered.</summary>
    public string None => _none!;

    public static async Task<SetupAnswers> AskAsync(Checkup checkup, CancellationToken stop)
    {
        if (checkup.NoToken is { } reason)
            return new SetupAnswers(reason);
        if (checkup.HasApiScope == false)
            return new SetupAnswers("The REST API cannot be asked without the scope api.");
        if (checkup.User is not { UserId: { } user, OrganizationId: { } organization })
            return new SetupAnswers("Salesforce did not say which user the token runs as.");
        try
        {
            return await JsonCall.SendAsync(
                checkup.Session!, Request(checkup, user, organization), "composite response", static root => new SetupAnswers(root), stop).ConfigureAwait(false);
        }
        catch (SfException e)
        {
            return new SetupAnswers($"The REST API refused: {Checkup.Text(e)}", e);
        }
    }

    /// <summary>The rows of a query, or the one row of a resource.</summary>
    /// <param name="part">Which question.</param>
    /// <param name="what">What it is about, in words.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="reason">A sentence on why there are none.</param>
    public bool TryGet(string part, string what, out IReadOnlyList<JsonElement> rows, out string reason)
    {
        rows = [];
        reason = _none ?? $"The answer says nothing of {what}.";
        if (!_parts.TryGetValue(part, out (HttpStatusCode Status, JsonElement Body) answer))
            return false;
        if ((int)answer.Status is < 200 or > 299)
        {
            SfException e = ErrorReader.OfSubrequest(answer.Status, answer.Body.GetRawText(), "POST composite");
            reason = s_unseen.Contains(e.Code) ? $"The run-as user is not allowed to see {what} ({e.Code})." : $"{what} could not be read: {Checkup.Text(e)}";
            return false;
        }

        if (answer.Body.ValueKind != JsonValueKind.Object)
            return false;
        rows = answer.Body.TryGetProperty("records", out JsonElement records) && records.ValueKind == JsonValueKind.Array
            ? records.EnumerateArray().ToArray()
            : [answer.Body];
        return true;
    }

    /// <summary>The value at the end of a path of names; null where a part of it is not there.</summary>
    public static JsonElement? Value(JsonElement row, params string[] path)
    {
        foreach (string name in path)
            if (row.ValueKind != JsonValueKind.Object || !row.TryGetProperty(name, out row))
                return null;
        return row;
    }

    public static string? Text(JsonElement row, params string[] path) =>
        Value(row, path) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static bool? Flag(JsonElement row, params string[] path) => Value(row, path)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static ApiRequest Request(Checkup checkup, string user, string organization)
    {
        string root = RestPath.Base(checkup.ApiVersion);

        // Five queries are the most that one composite request may hold.
        object[] parts =
        [
            Query("user", "SELECT IsActive, Profile.Name, Profile.UserLicense.Name FROM User WHERE Id = :id"),
            Query("login", "SELECT IsFrozen FROM UserLogin WHERE UserId = :id"),
            Query("sets", "SELECT PermissionSet.Label, PermissionSet.IsOwnedByProfile, PermissionSet.PermissionsApiEnabled, PermissionSet.PermissionsApiUserOnly FROM PermissionSetAssignment WHERE AssigneeId = :id"),
            Query("licenses", "SELECT PermissionSetLicense.DeveloperName, PermissionSetLicense.MasterLabel FROM PermissionSetLicenseAssign WHERE AssigneeId = :id"),
            Query("apps", "SELECT MasterLabel, IpRelaxationPolicyType, IsClientCredentialsFlowEnabled, ClientCredentialsFlowUser FROM ExtlClntAppOauthPlcyCnfg", bound: false),
            Part("org", $"{root}sobjects/Organization/{RestPath.Escape(organization)}?fields=Name,OrganizationType,IsSandbox,InstanceName,TrialExpirationDate"),
        ];
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["compositeRequest"] = parts });
        return new ApiRequest
        {
            Method = HttpMethod.Post,
            Url = new Uri(checkup.Session!.InstanceUrl, root + "composite"),
            Body = RequestBody.Of(json, "application/json"),
            Repeat = Repeat.Idempotent,
        };

        object Query(string name, string soql, bool bound = true) => Part(
            name, $"{root}query?q={RestPath.Escape(bound ? Soql.Bind(soql, new Dictionary<string, object> { ["id"] = user }) : soql)}");

        static object Part(string name, string url) =>
            new Dictionary<string, string> { ["method"] = "GET", ["url"] = url, ["referenceId"] = name };
    }
}
