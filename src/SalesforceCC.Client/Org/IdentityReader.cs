using System.Text.Json;
using SalesforceCC.Json;
using SalesforceCC.Query;
using SalesforceCC.Records;

namespace SalesforceCC.Org;

/// <summary>
/// Whom a session runs as, of three sources: userinfo, which is free, the row of User, and the row of Organization. Each
/// may be refused by itself; what the others say is told all the same.
/// </summary>
internal sealed class IdentityReader(SfSession session)
{
    private const string Profile = "Profile.Name, Profile.UserLicense.Name";

    // What userinfo says too.
    private const string Person = "Username, Name, Email, IsActive, LanguageLocaleKey, LocaleSidKey, TimeZoneSidKey";

    private readonly List<string> _gaps = [];
    private SfException? _noUserInfo;

    public async Task<Partial<SfIdentity>> ReadAsync(CancellationToken stop)
    {
        JsonElement info = await UserInfoAsync(stop).ConfigureAwait(false);
        string? userId = Text(info, "user_id") ?? session.UserId;
        string? organizationId = Text(info, "organization_id") ?? session.OrganizationId;
        SfRecord? user = userId is null ? null : await UserAsync(userId, isNamed: Text(info, "preferred_username") is not null, stop).ConfigureAwait(false);
        SfRecord? org = await OneAsync(
            "SELECT Name, OrganizationType, IsSandbox FROM Organization", null,
            "Name and edition of the org, and whether it is a sandbox, are not known", stop).ConfigureAwait(false);
        if (_noUserInfo is not null && userId is null && org is null)
            throw _noUserInfo;
        SfRecord? profile = user?.GetValue("Profile") as SfRecord;
        return new Partial<SfIdentity>(
            new SfIdentity
            {
                Username = Text(info, "preferred_username") ?? Text(user, "Username"),
                DisplayName = Text(info, "name") ?? Text(user, "Name"),
                Email = Text(info, "email") ?? Text(user, "Email"),
                UserId = userId is null ? null : SfId.To18(userId),
                IsActive = user?.GetValue("IsActive") as bool? ?? Flag(info, "active"),
                Profile = Text(profile, "Name"),
                License = Text(profile?.GetValue("UserLicense") as SfRecord, "Name"),
                OrganizationId = organizationId is null ? null : SfId.To18(organizationId),
                OrganizationName = Text(org, "Name"),
                OrganizationType = Text(org, "OrganizationType"),
                IsSandbox = org?.GetValue("IsSandbox") as bool?,
                InstanceUrl = session.InstanceUrl,
                Language = Text(info, "language") ?? Text(user, "LanguageLocaleKey"),
                Locale = Text(info, "locale") ?? Text(user, "LocaleSidKey"),
                TimeZone = Text(info, "zoneinfo") ?? Text(user, "TimeZoneSidKey"),
            },
            _gaps);
    }

    private async Task<JsonElement> UserInfoAsync(CancellationToken stop)
    {
        try
        {
            JsonElement answer = await OrgInfo.GetUserInfoAsync(session, stop).ConfigureAwait(false);
            if (Text(answer, "preferred_username") is not null)
                return answer;
            _noUserInfo = new SfException(SfErrorCodes.InvalidResponse, "The userinfo answer names no user.");
        }
        catch (SfException e) when (IsRefusal(e))
        {
            _noUserInfo = e;
        }

        _gaps.Add($"The userinfo service does not say who the user is ({Reason(_noUserInfo)}). What follows is from the user's row.");
        return default;
    }

    private async Task<SfRecord?> UserAsync(string userId, bool isNamed, CancellationToken stop)
    {
        string fields = isNamed ? "IsActive" : Person;
        string unknown = "Profile and license of the user are not known";
        int gaps = _gaps.Count;
        SfRecord? user = await OneAsync($"SELECT {Profile}, {fields} FROM User WHERE Id = :id", userId, unknown, stop).ConfigureAwait(false);
        if (user is not null || isNamed || _gaps.Count == gaps)
            return user;

        // A relationship that may not be seen has hidden the whole row.
        return await OneAsync($"SELECT {Person} FROM User WHERE Id = :id", userId, "Name and settings of the user are not known", stop).ConfigureAwait(false);
    }

    /// <summary>The only row; null, with the reason among the gaps, where there is none or the user may not ask.</summary>
    private async Task<SfRecord?> OneAsync(string soql, string? id, string unknown, CancellationToken stop)
    {
        try
        {
            string bound = Soql.Bind(soql, id is null ? null : new Dictionary<string, object> { ["id"] = id });
            await foreach (RecordPage page in session.QueryPages(bound, null, stop).ConfigureAwait(false))
                if (page.Count > 0)
                    return page[0];
            _gaps.Add($"{unknown}: the user may not see the row.");
        }
        catch (SfException e) when (IsRefusal(e))
        {
            _gaps.Add($"{unknown}: {Reason(e)}.");
        }

        return null;
    }

    /// <summary>Salesforce has answered, and the session is good for other questions.</summary>
    private static bool IsRefusal(SfException e) =>
        e.Flow is null
        && (e.StatusCode is not null || e.Code == SfErrorCodes.InvalidResponse)
        && e.Code is not (SfErrorCodes.TokenNotRenewable or "INVALID_SESSION_ID");

    private static string Reason(SfException e) =>
        e.Message.StartsWith(e.Code, StringComparison.Ordinal) ? e.Message.TrimEnd('.') : $"{e.Code}: {e.Message.TrimEnd('.')}";

    private static string? Text(SfRecord? row, string name) => row?.GetValue(name) as string;

    private static string? Text(JsonElement row, string name) => JsonMember.Text(row, name);

    private static bool? Flag(JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out JsonElement value)
            ? value.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null }
            : null;
}
