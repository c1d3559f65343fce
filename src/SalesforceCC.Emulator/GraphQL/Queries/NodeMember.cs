using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.GraphQL.Queries;

/// <summary>Writes a member of a record.</summary>
/// <param name="scope">What its own connections are read with.</param>
/// <param name="writer">Where it goes.</param>
/// <param name="row">The row.</param>
/// <param name="id">The record's id.</param>
internal delegate void NodeMember(ConnectionScope scope, GraphWriter writer, SqlStatement row, string id);
