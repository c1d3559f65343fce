using System.Text.Json;
using SalesforceCC.Http;
using SalesforceCC.Query;
using SalesforceCC.Records;

namespace SalesforceCC.Org;

/// <summary>What an org says of itself: versions, limits, and whom the session runs as.</summary>
internal static class OrgInfo
{
    /// <summary>The versions of the REST API, in the server's order. Free.</summary>
    public static async Task<IReadOnlyList<SfApiVersion>> GetVersionsAsync(SfSession session, CancellationToken stop)
    {
        using JsonDocument answer = await GetAsync(session, new Uri(session.InstanceUrl, "/services/data"), stop).ConfigureAwait(false);
        return Versions(answer.RootElement);
    }

    /// <summary>The versions in an answer of <c>/services/data</c>.</summary>
    /// <exception cref="SfException">INVALID_RESPONSE.</exception>
    public static IReadOnlyList<SfApiVersion> ReadVersions(byte[] json)
    {
        try
        {
            using JsonDocument answer = JsonDocument.Parse(json);
            return Versions(answer.RootElement);
        }
        catch (JsonException e)
        {
            throw new SfException(SfErrorCodes.InvalidResponse, "There is no list of versions at /services/data.", e);
        }
    }

    private static IReadOnlyList<SfApiVersion> Versions(JsonElement list) =>
        Read(
            "list of versions",
            () => list.EnumerateArray().Select(static row => new SfApiVersion(
                Version.Parse(Normalize(row.GetProperty("version").GetString()!)),
                row.GetProperty("label").GetString()!,
                row.GetProperty("url").GetString()!)).ToArray());

    /// <summary>The limits, by name. One API call.</summary>
    public static async Task<IReadOnlyList<SfLimit>> GetLimitsAsync(SfSession session, CancellationToken stop)
    {
        using JsonDocument answer = await GetAsync(session, session.Resolve("limits"), stop).ConfigureAwait(false);
        List<SfLimit> limits = [];
        return Read("list of limits", () =>
        {
            foreach (JsonProperty limit in answer.RootElement.EnumerateObject())
                Add(limits, limit.Name, limit.Value);
            if (limits.Count == 0 && answer.RootElement.EnumerateObject().Any())
                throw new FormatException("No member is a limit.");
            return limits.OrderBy(static l => l.Name, StringComparer.OrdinalIgnoreCase).ToArray();
        });
    }

    /// <summary>The answer of the userinfo service, which is free.</summary>
    public static Task<JsonDocument> GetUserInfoAsync(SfSession session, CancellationToken stop) =>
        GetAsync(session, new Uri(session.InstanceUrl, "/services/oauth2/userinfo"), stop);

    /// <summary>Whom the session runs as: userinfo, which is free, and one query.</summary>
    public static async Task<SfIdentity> GetIdentityAsync(SfSession session, CancellationToken stop)
    {
        using JsonDocument answer = await GetUserInfoAsync(session, stop).ConfigureAwait(false);
        JsonElement info = answer.RootElement;
        string? userId = Read("userinfo answer", () => Text(info, "user_id"));
        SfRecord? user = userId is null
            ? null
            : await OneAsync(session, "SELECT Profile.Name, Profile.UserLicense.Name, IsActive FROM User WHERE Id = :id", userId, stop)
                .ConfigureAwait(false);
        SfRecord? org = await OneAsync(session, "SELECT Name, OrganizationType, IsSandbox FROM Organization", null, stop).ConfigureAwait(false);
        SfRecord? profile = user?.GetValue("Profile") as SfRecord;
        return Read("userinfo answer", () => new SfIdentity
        {
            Username = Text(info, "preferred_username") ?? throw new KeyNotFoundException("preferred_username"),
            DisplayName = Text(info, "name"),
            Email = Text(info, "email"),
            UserId = userId is null ? null : SfId.To18(userId),
            IsActive = user?.GetValue("IsActive") as bool? ?? (info.TryGetProperty("active", out JsonElement active) ? active.GetBoolean() : null),
            Profile = profile?.GetValue("Name") as string,
            License = (profile?.GetValue("UserLicense") as SfRecord)?.GetValue("Name") as string,
            OrganizationId = Text(info, "organization_id") is { } id ? SfId.To18(id) : null,
            OrganizationName = org?.GetValue("Name") as string,
            OrganizationType = org?.GetValue("OrganizationType") as string,
            IsSandbox = org?.GetValue("IsSandbox") as bool?,
            InstanceUrl = session.InstanceUrl,
            Language = Text(info, "language"),
            Locale = Text(info, "locale"),
            TimeZone = Text(info, "zoneinfo"),
        });
    }

    /// <summary>The only row; null where there is none, or the user may not ask.</summary>
    private static async Task<SfRecord?> OneAsync(SfSession session, string soql, string? id, CancellationToken stop)
    {
        string bound = Soql.Bind(soql, id is null ? null : new Dictionary<string, object> { ["id"] = id });
        try
        {
            await foreach (RecordPage page in session.QueryPages(bound, null, stop).ConfigureAwait(false))
                return page.Count > 0 ? page[0] : null;
            return null;
        }
        catch (SfException e) when (e.Code is "INVALID_TYPE" or "INVALID_FIELD" or "INSUFFICIENT_ACCESS" or "INSUFFICIENT_ACCESS_OR_READONLY")
        {
            return null;
        }
    }

    private static void Add(List<SfLimit> limits, string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return;
        if (value.TryGetProperty("Max", out JsonElement max) && value.TryGetProperty("Remaining", out JsonElement remaining))
            limits.Add(new SfLimit(name, max.GetDecimal(), remaining.GetDecimal()));

        // Limits of single connected apps stand inside the org's.
        foreach (JsonProperty app in value.EnumerateObject())
            Add(limits, $"{name} ({app.Name})", app.Value);
    }

    private static Task<JsonDocument> GetAsync(SfSession session, Uri url, CancellationToken stop) =>
        session.SendAsync(
            ApiRequest.Get(url),
            static async (_, body, token) =>
            {
                try
                {
                    return await JsonDocument.ParseAsync(body, default, token).ConfigureAwait(false);
                }
                catch (JsonException e)
                {
                    throw new SfException(SfErrorCodes.InvalidResponse, "The response is no JSON.", e);
                }
            },
            stop);

    private static T Read<T>(string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or FormatException
            or ArgumentException or OverflowException or NullReferenceException)
        {
            throw new SfException(SfErrorCodes.InvalidResponse, $"The {what} does not have the form it should have.", e);
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Normalize(string version) => version.IndexOf('.') < 0 ? version + ".0" : version;
}
