using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Rows;
using SalesforceCC.Emulator.Data.Sql;
using SalesforceCC.Emulator.Soql.Ast;
using SalesforceCC.Emulator.Soql.Syntax;

namespace SalesforceCC.Emulator.Soql.Translation;

/// <summary>Which rows a query may see at all, whatever it asks for: living ones, and those of its scope.</summary>
internal static class VisibleRows
{
    /// <summary>Conditions on the rows of a table; none where all are visible.</summary>
    /// <param name="context">Who asks, and whether deleted rows count.</param>
    /// <param name="query">The query, for its scope.</param>
    /// <param name="table">Its table.</param>
    /// <param name="statement">Takes arguments.</param>
    /// <param name="filtered">
    /// There are other conditions: SQLite is kept from looking up living rows then, which are nearly all.
    /// </param>
    public static IEnumerable<string> Conditions(
        QueryContext context, SoqlQuery query, SourceTable table, StatementBuilder statement, bool filtered)
    {
        yield return context.IncludeDeleted
            ? $"+{table.Alias}.\"IsDeleted\" < {TableSql.Purged}"
            : $"{(filtered ? "+" : "")}{table.Alias}.\"IsDeleted\" = 0";
        if (query.Scope is { } scope && Owner(context, scope, table.Type) is { } owner)
            yield return $"{table.Column(owner)} = {statement.Argument(context.UserId)}";
    }

    /// <summary>All rows of the table may be seen.</summary>
    public static bool AreAll(SoqlQuery query) =>
        query.Scope is null || query.Scope.Name.Equals("everything", StringComparison.OrdinalIgnoreCase);

    // Teams, territories and queues have no rows here, so that only these two scopes can be served.
    private static SObjectField? Owner(QueryContext context, ScopeClause scope, SObjectType type)
    {
        if (scope.Name.Equals("everything", StringComparison.OrdinalIgnoreCase)) return null;
        if (!scope.Name.Equals("mine", StringComparison.OrdinalIgnoreCase))
            throw SoqlErrors.NotSupported(context.Soql, scope.Position, $"USING SCOPE {scope.Name}");
        return type.FindField("OwnerId") ?? throw context.Malformed(
            scope.Position, $"The scope 'mine' is not supported for {type.Name}, which has no owner");
    }
}
