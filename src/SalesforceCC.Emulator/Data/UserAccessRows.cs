using System.Collections.Concurrent;
using System.Text.Json;
using SalesforceCC.Emulator.Data.Rows;
using SalesforceCC.Emulator.Data.Schema;
using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Data;

/// <summary>
/// Reads what users may do from the rows that say so, and writes it there: User, UserLogin, Profile, and the permission
/// sets that are assigned. Only what a user may not see has no rows of its own here.
/// </summary>
internal sealed class UserAccessRows(LiveSchema schema, RowPipeline rows)
{
    // What a profile allows stands in the profile as well as in the permission set that it owns.
    private const string AssignedSets =
        "SELECT s.\"Id\" FROM \"PermissionSetAssignment\" a JOIN \"PermissionSet\" s ON s.\"Id\" = a.\"PermissionSetId\" " +
        "WHERE a.\"AssigneeId\" = ?1 AND a.\"IsDeleted\" = 0 AND s.\"PermissionsApiEnabled\" = 1";

    private readonly ConcurrentDictionary<string, HiddenNames> _hidden = new();

    /// <summary>The org's objects as a user sees them.</summary>
    public OrgSchema SchemaOf(string? userId) =>
        userId is not null && _hidden.TryGetValue(userId, out HiddenNames? hidden) ? hidden.In(schema.Current) : schema.Current;

    public UserAccess Read(SqlConnection connection, string userId)
    {
        string id = RowReader.Id(schema.Current.Find("User")!, userId);
        using SqlStatement user = connection.Prepare(
            "SELECT u.\"IsActive\", (SELECT l.\"IsFrozen\" FROM \"UserLogin\" l WHERE l.\"UserId\" = u.\"Id\"), " +
            $"p.\"PermissionsApiEnabled\" OR EXISTS ({AssignedSets} AND s.\"IsOwnedByProfile\" = 0) " +
            "FROM \"User\" u LEFT JOIN \"Profile\" p ON p.\"Id\" = u.\"ProfileId\" WHERE u.\"Id\" = ?1",
            [id]);
        return user.Step()
            ? new UserAccess(user.Integer(0) != 0, user.Integer(1) != 0, user.Integer(2) != 0)
            {
                Hidden = _hidden.TryGetValue(id, out HiddenNames? hidden) ? hidden.Names : [],
            }
            : throw new SalesforceError(404, "NOT_FOUND", "The requested resource does not exist");
    }

    public void Write(SqlConnection connection, string userId, UserAccess access, string writerId)
    {
        string id = RowReader.Id(schema.Current.Find("User")!, userId);
        UserAccess before = Read(connection, id);
        if (access.Active != before.Active)
            Set(connection, "User", id, "IsActive", access.Active, writerId);
        if (access.Frozen != before.Frozen)
            Set(connection, "UserLogin", One(connection, "SELECT \"Id\" FROM \"UserLogin\" WHERE \"UserId\" = ?1", id), "IsFrozen", access.Frozen, writerId);
        if (access.ApiEnabled != before.ApiEnabled)
        {
            Set(connection, "Profile", One(connection, "SELECT \"ProfileId\" FROM \"User\" WHERE \"Id\" = ?1", id), "PermissionsApiEnabled", access.ApiEnabled, writerId);
            if (!access.ApiEnabled)
                foreach (string set in All(connection, AssignedSets, id))
                    Set(connection, "PermissionSet", set, "PermissionsApiEnabled", false, writerId);
        }

        if (access.Hidden.Count == 0)
            _hidden.TryRemove(id, out _);
        else
            _hidden[id] = new HiddenNames(access.Hidden);
    }

    private void Set(SqlConnection connection, string type, string id, string field, bool value, string writerId) =>
        rows.Update(
            connection,
            rows.Type(type),
            id,
            JsonSerializer.SerializeToElement(new Dictionary<string, bool> { [field] = value }),
            new ChangeContext(writerId) { AsSystem = true });

    /// <summary>What a user may not see, and what is left of the schema, made anew when that has changed.</summary>
    private sealed class HiddenNames(IReadOnlyList<string> names)
    {
        private (OrgSchema Whole, OrgSchema Seen)? _last;

        public IReadOnlyList<string> Names => names;

        public OrgSchema In(OrgSchema schema)
        {
            lock (names)
            {
                if (_last?.Whole != schema) _last = (schema, schema.Without(names));
                return _last.Value.Seen;
            }
        }
    }

    private static string One(SqlConnection connection, string sql, string id) => connection.ReadText(sql, id)!;

    private static List<string> All(SqlConnection connection, string sql, string id)
    {
        List<string> ids = [];
        using SqlStatement row = connection.Prepare(sql, [id]);
        while (row.Step())
            ids.Add(row.Text(0));
        return ids;
    }
}
