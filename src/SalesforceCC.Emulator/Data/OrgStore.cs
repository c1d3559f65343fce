using System.Text.Json;

namespace SalesforceCC.Emulator.Data;

/// <summary>An org's data in an SQLite database of its own.</summary>
public sealed class OrgStore : IOrgStore
{
    /// <inheritdoc/>
    public string OrganizationId => "00D000000000001EAA";

    /// <summary>The API-only user that integrations run as.</summary>
    public string RunAsUserId => "005000000000002AAA";

    /// <summary>The administrator who set the org up.</summary>
    public string AdminUserId => "005000000000001AAA";

    /// <inheritdoc/>
    public IReadOnlyList<SObjectType> Types { get; } = [];

    /// <inheritdoc/>
    public DateTimeOffset SchemaModified { get; }

    private OrgStore(OrgStoreOptions options) => SchemaModified = options.Clock.GetUtcNow();

    /// <summary>Sets up an org.</summary>
    public static OrgStore Create(OrgStoreOptions options) => new(options);

    /// <inheritdoc/>
    public SObjectType? FindType(string name) => throw new NotImplementedException();

    /// <inheritdoc/>
    public IQueryCursor Query(string soql, QueryOptions options) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void WriteRow(
        Utf8JsonWriter writer, SObjectType type, string id, IReadOnlyList<string>? fields, string versionPath) =>
        throw new NotImplementedException();

    /// <inheritdoc/>
    public string Insert(SObjectType type, JsonElement fields, string userId) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Update(SObjectType type, string id, JsonElement fields, string userId) =>
        throw new NotImplementedException();

    /// <inheritdoc/>
    public void Delete(SObjectType type, string id, string userId) => throw new NotImplementedException();

    /// <inheritdoc/>
    public IReadOnlyList<string> FindByExternalId(SObjectType type, string field, string value) =>
        throw new NotImplementedException();

    /// <inheritdoc/>
    public long Count(SObjectType type) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
