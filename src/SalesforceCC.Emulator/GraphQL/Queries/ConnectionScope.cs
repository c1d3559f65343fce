using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.GraphQL.Queries;

/// <summary>What connections are read with.</summary>
internal sealed record ConnectionScope(SqlConnection Sql, GraphQlSettings Settings);
