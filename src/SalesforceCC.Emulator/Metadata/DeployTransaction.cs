using System.Collections.Immutable;
using System.Text.Json;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Metadata;

/// <summary>The org while a deployment changes it: rows in a transaction of the database, apps in a copy.</summary>
internal sealed class DeployTransaction(OrgStore store, string userId, ImmutableDictionary<string, AppMetadata> apps)
{
    public OrgStore Store => store;

    /// <summary>Apps by their API names, as they will be.</summary>
    public ImmutableDictionary<string, AppMetadata> Apps { get; set; } = apps;

    public IReadOnlyList<JsonElement> Rows(string soql) => store.Rows(soql);

    /// <summary>Writes a row that users cannot write: a new one, or over the one of that id.</summary>
    public string Keep(string type, string? id, object fields) =>
        store.Keep(store.FindType(type)!, id, JsonSerializer.SerializeToElement(fields));

    /// <summary>Writes a row: a new one, or over the one of that id.</summary>
    public string Save(string type, string? id, object fields)
    {
        JsonElement json = JsonSerializer.SerializeToElement(fields);
        if (id is null)
            return store.Insert(store.FindType(type)!, json, userId);
        store.Update(store.FindType(type)!, id, json, userId);
        return id;
    }

    /// <summary>Deletes a row.</summary>
    public void Delete(string type, string id) => store.Delete(store.FindType(type)!, id, userId);

    /// <summary>The id of the user with that username, if it is active and may use the API and nothing else.</summary>
    /// <remarks>
    /// The Metadata API Developer Guide asks for the API Only permission. The message is known from reports, which have
    /// it for unknown users; that others get the same one is an assumption.
    /// </remarks>
    public string ExecutionUser(string? username) =>
        username is not null && store.FindUser(username) is { } id &&
        store.Rows($"SELECT Id FROM User WHERE Id = '{id}' AND IsActive = true").Count == 1 &&
        store.HasPermission(id, "ApiUserOnly")
            ? id
            : throw new ComponentProblem("Enter a valid execution user for the OAuth client credentials flow.");

    /// <summary>Checks names of permission sets or profiles.</summary>
    public IReadOnlyList<string> Existing(string type, IReadOnlyList<string> names)
    {
        foreach (string name in names)
        {
            if (store.Rows($"SELECT Id FROM {type} WHERE Name = {StoreQueries.Quote(name)}").Count == 0)
                throw new ComponentProblem($"In field: {char.ToLowerInvariant(type[0])}{type[1..]} - no {type} named {name} found");
        }

        return names;
    }
}
