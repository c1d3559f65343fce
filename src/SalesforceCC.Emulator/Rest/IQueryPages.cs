using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest;

/// <summary>Where pages of query results come from.</summary>
internal interface IQueryPages
{
    /// <summary>Runs a query and answers with its first page.</summary>
    Answer Open(string soql, QueryOptions options);

    /// <summary>A further page of a query that was opened before.</summary>
    /// <exception cref="SalesforceError">INVALID_QUERY_LOCATOR.</exception>
    Answer Read(string locator, int offset, string versionPath);
}
