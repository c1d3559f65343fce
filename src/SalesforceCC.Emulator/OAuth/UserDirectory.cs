using System.Collections.Concurrent;
using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.OAuth;

/// <summary>The org's users: their rows, what they log in with, and what the rows let them do.</summary>
internal sealed class UserDirectory(OrgStore store)
{
    private readonly ConcurrentDictionary<string, UserLogin> _logins = new();

    public User Get(string id)
    {
        SObjectType type = store.FindType("User") ?? throw RouteTable.NotFound();
        using PooledBuffer buffer = new PooledBuffer();
        using (Utf8JsonWriter writer = ApiJson.WriterTo(buffer))
            store.WriteRow(writer, type, id, null, "");
        using JsonDocument row = JsonDocument.Parse(buffer.Written);
        return new User(row.RootElement.Clone());
    }

    public UserAccess AccessOf(string id) => store.AccessOf(id);

    public void SetAccess(string id, UserAccess access) => store.SetAccess(id, access);

    public UserLogin LoginOf(string id) => _logins.GetValueOrDefault(id) ?? UserLogin.None;

    public void SetLogin(string id, UserLogin login) => _logins[id] = login;

    /// <summary>The id of the user of that name, in any case; null where there is none.</summary>
    public string? FindByUsername(string? username)
    {
        if (string.IsNullOrEmpty(username))
            return null;
        SObjectType type = store.FindType("User") ?? throw RouteTable.NotFound();
        return store.FindByExternalId(type, "Username", username) is [var id, ..] ? id : null;
    }

    public bool MayLogIn(string id) => store.AccessOf(id).MayLogIn;

    /// <summary>An administrator has given the app to the user: by name, by permission set, or by profile.</summary>
    public bool IsApproved(string id, ConnectedApp app) =>
        app.ApprovedUsers.Contains(id) ||
        Any(app.ApprovedPermissionSets, names =>
            $"SELECT Id FROM PermissionSetAssignment WHERE AssigneeId = '{id}' AND PermissionSet.Name IN ({names})") ||
        Any(app.ApprovedProfiles, names => $"SELECT Id FROM User WHERE Id = '{id}' AND Profile.Name IN ({names})");

    private bool Any(IReadOnlyList<string> names, Func<string, string> soql) =>
        names.Count > 0 && store.Rows(soql(string.Join(", ", names.Select(StoreQueries.Quote)))).Count > 0;
}
