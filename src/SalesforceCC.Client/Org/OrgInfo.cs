using System.Text.Json;
using SalesforceCC.Http;
using SalesforceCC.Json;
using SalesforceCC.Rest;

namespace SalesforceCC.Org;

/// <summary>What an org says of itself: versions, limits, and whom the session runs as.</summary>
internal static class OrgInfo
{
    private const string ListOfVersions = "list of versions";
    private const string ListOfLimits = "list of limits";

    /// <summary>The versions of the REST API, in the server's order. Free.</summary>
    public static Task<Partial<IReadOnlyList<SfApiVersion>>> GetVersionsAsync(SfSession session, CancellationToken stop) =>
        JsonCall.SendAsync(session, ApiRequest.Get(new Uri(session.InstanceUrl, "/services/data")), ListOfVersions, Versions, stop);

    /// <summary>The versions in an answer of <c>/services/data</c>.</summary>
    /// <exception cref="SfException">INVALID_RESPONSE.</exception>
    public static IReadOnlyList<SfApiVersion> ReadVersions(byte[] json) => JsonReply.Read(json, ListOfVersions, Versions).Value;

    private static Partial<IReadOnlyList<SfApiVersion>> Versions(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array)
            throw JsonReply.Malformed(ListOfVersions);
        List<SfApiVersion> versions = [];
        foreach (JsonElement row in list.EnumerateArray())
            if (JsonMember.Text(row, "version") is { } text && Version.TryParse(Normalize(text), out Version? version))
                versions.Add(new SfApiVersion(version, JsonMember.Text(row, "label"), JsonMember.Text(row, "url") ?? $"/services/data/v{version}"));
        int unread = list.GetArrayLength() - versions.Count;
        return versions.Count == 0 && unread > 0
            ? throw JsonReply.Malformed(ListOfVersions)
            : new(versions, unread == 0 ? [] : [$"{unread} of the {list.GetArrayLength()} rows of the list have no version that can be read."]);
    }

    /// <summary>The limits, by name. One API call.</summary>
    public static Task<Partial<IReadOnlyList<SfLimit>>> GetLimitsAsync(SfSession session, CancellationToken stop) =>
        JsonCall.SendAsync(session, ApiRequest.Get(session.Resolve("limits")), ListOfLimits, Limits, stop);

    private static Partial<IReadOnlyList<SfLimit>> Limits(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Object)
            throw JsonReply.Malformed(ListOfLimits);
        List<SfLimit> limits = [];
        List<string> gaps = [];
        foreach (JsonProperty limit in list.EnumerateObject())
            Add(limits, gaps, limit.Name, limit.Value);
        return limits.Count == 0 && list.EnumerateObject().Any()
            ? throw JsonReply.Malformed(ListOfLimits)
            : new(limits.OrderBy(static l => l.Name, StringComparer.OrdinalIgnoreCase).ToArray(), gaps);
    }

    /// <summary>The answer of the userinfo service, which is free.</summary>
    public static Task<JsonElement> GetUserInfoAsync(SfSession session, CancellationToken stop) =>
        JsonCall.SendAsync(
            session, ApiRequest.Get(new Uri(session.InstanceUrl, "/services/oauth2/userinfo")), "userinfo response", static root => root.Clone(), stop);

    /// <summary>Whom the session runs as: userinfo, which is free, and two queries.</summary>
    public static Task<Partial<SfIdentity>> GetIdentityAsync(SfSession session, CancellationToken stop) =>
        new IdentityReader(session).ReadAsync(stop);

    private static void Add(List<SfLimit> limits, List<string> gaps, string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return;
        bool hasMax = value.TryGetProperty("Max", out JsonElement max);
        bool hasRemaining = value.TryGetProperty("Remaining", out JsonElement remaining);
        if (Number(max) is { } allowed && Number(remaining) is { } left)
            limits.Add(new SfLimit(name, allowed, left));
        else if (hasMax || hasRemaining)
            gaps.Add($"The limit {name} is left out: its numbers cannot be read.");

        // Limits of single connected apps stand inside the org's.
        foreach (JsonProperty app in value.EnumerateObject())
            Add(limits, gaps, $"{name} ({app.Name})", app.Value);
    }

    private static decimal? Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out decimal number) ? number : null;

    private static string Normalize(string version) => version.IndexOf('.') < 0 ? version + ".0" : version;
}
