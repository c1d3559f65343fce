using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.OAuth;

/// <summary>The org's users: their rows, and what these let them do.</summary>
internal sealed class UserDirectory(IOrgStore store)
{
    public User Get(string id)
    {
        var type = store.FindType("User") ?? throw RouteTable.NotFound();
        using var buffer = new PooledBuffer();
        using (var writer = ApiJson.WriterTo(buffer))
            store.WriteRow(writer, type, id, null, "");
        using var row = JsonDocument.Parse(buffer.Written);
        return new User(row.RootElement.Clone());
    }

    public UserAccess AccessOf(string id) => store.AccessOf(id);

    public void SetAccess(string id, UserAccess access) => store.SetAccess(id, access);

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
