using System.Text.Json;

namespace SalesforceCC.Emulator.Data;

/// <summary>
/// What the HTTP side needs of the org's data: its schema, its rows, its queries. Every member is safe to call from
/// many requests at once. Failures that Salesforce would report are thrown as <see cref="SalesforceError"/>.
/// </summary>
public interface IOrgStore : IDisposable
{
    /// <summary>The organization's 18-character id (00D...).</summary>
    string OrganizationId { get; }

    /// <summary>All objects, in the order of <c>/sobjects</c>.</summary>
    IReadOnlyList<SObjectType> Types { get; }

    /// <summary>The object of that API name, in any case; null where there is none.</summary>
    SObjectType? FindType(string name);

    /// <summary>The object of that API name as a user sees it; null where there is none for that user.</summary>
    SObjectType? FindType(string name, string userId) => FindType(name);

    /// <summary>What a user may do.</summary>
    /// <exception cref="SalesforceError">NOT_FOUND, MALFORMED_ID.</exception>
    UserAccess AccessOf(string userId);

    /// <summary>Changes the rows that say what a user may do.</summary>
    /// <exception cref="SalesforceError">NOT_FOUND, MALFORMED_ID.</exception>
    void SetAccess(string userId, UserAccess access);

    /// <summary>When the schema last changed: Last-Modified of describe.</summary>
    DateTimeOffset SchemaModified { get; }

    /// <summary>
    /// Parses and runs SOQL. The result is a snapshot: pages can be read again, in any order, until disposed.
    /// </summary>
    /// <param name="soql">The statement.</param>
    /// <param name="options">Who asks, whether deleted rows count, page size, API version for the attributes'
    /// urls.</param>
    IQueryCursor Query(string soql, QueryOptions options);

    /// <summary>Writes what the rows of a query are made of, as <c>query?columns=true</c> answers.</summary>
    void WriteColumns(Utf8JsonWriter writer, string soql);

    /// <summary>
    /// Writes one row as JSON object with <c>attributes</c>; all fields the object has, or the named ones.
    /// </summary>
    /// <exception cref="SalesforceError">NOT_FOUND, ENTITY_IS_DELETED, MALFORMED_ID, INVALID_FIELD.</exception>
    void WriteRow(
        Utf8JsonWriter writer, SObjectType type, string id, IReadOnlyList<string>? fields, string versionPath);

    /// <summary>
    /// Inserts a row and returns its 18-character id. Validates like Salesforce (see the error's code).
    /// </summary>
    string Insert(SObjectType type, JsonElement fields, string userId);

    /// <summary>
    /// Inserts (without id) or changes a row that the org keeps by itself, whatever users may do with such rows.
    /// </summary>
    string Keep(SObjectType type, string? id, JsonElement fields) => throw new NotSupportedException();

    /// <summary>Changes the given fields of a row.</summary>
    void Update(SObjectType type, string id, JsonElement fields, string userId);

    /// <summary>Marks a row as deleted (IsDeleted), as the recycle bin does.</summary>
    void Delete(SObjectType type, string id, string userId);

    /// <summary>The 18-character ids of the living rows whose external id (or Id) field has that value.</summary>
    IReadOnlyList<string> FindByExternalId(SObjectType type, string field, string value);

    /// <summary>Number of living rows of an object.</summary>
    long Count(SObjectType type);

    /// <summary>
    /// The bytes of a blob field, for example a ContentVersion's VersionData; null where it has none.
    /// </summary>
    /// <exception cref="SalesforceError">NOT_FOUND, ENTITY_IS_DELETED, MALFORMED_ID.</exception>
    byte[]? ReadBlob(SObjectType type, string id, string field) => null;

    /// <summary>
    /// Runs several writes as one: if the work throws, none of them has happened. Reads by the same thread see the
    /// writes at once, other requests only when all is done. The work must not await. One call inside another undoes
    /// only its own part. Many inserts are much faster together.
    /// </summary>
    void Together(Action work) => work();
}
