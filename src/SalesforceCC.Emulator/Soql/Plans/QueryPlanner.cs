using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Sql;
using SalesforceCC.Emulator.Soql.Ast;
using SalesforceCC.Emulator.Soql.Syntax;
using SalesforceCC.Emulator.Soql.Translation;
using SalesforceCC.Emulator.Soql.Validation;

namespace SalesforceCC.Emulator.Soql.Plans;

/// <summary>Makes plans of statements: parse, validate, translate.</summary>
internal sealed class QueryPlanner(UserAccessRows access, ConnectionPool connections, TimeProvider clock)
{
    /// <param name="soql">The statement.</param>
    /// <param name="includeDeleted">Deleted rows count, too.</param>
    /// <param name="userId">Who asks; null for somebody who sees all.</param>
    /// <param name="api">The API that it comes by.</param>
    /// <exception cref="SalesforceError">What is wrong with the statement.</exception>
    public QueryPlan Plan(string soql, bool includeDeleted, string? userId, SoqlApi api)
    {
        (SoqlQuery query, QueryContext context) = Read(soql, includeDeleted, userId, api);
        SObjectType? type = context.Schema.Find(query.From.ToString());
        if (type is { ToolingOnly: true } && userId is not null && api != SoqlApi.Tooling)
            throw SoqlErrors.NoSuchObject(soql, query.From.Position, query.From.ToString());
        return Translate(query, context);
    }

    /// <summary>What the records of a statement will be made of.</summary>
    /// <exception cref="SalesforceError">What is wrong with the statement.</exception>
    public (QueryPlan Plan, IReadOnlyList<QueryColumn> Columns) Columns(string soql)
    {
        (SoqlQuery query, QueryContext context) = Read(soql, true, null, SoqlApi.Rest);
        // The translation is what finds mistakes.
        QueryPlan plan = Translate(query, context);
        return (plan, new ColumnLister(context, query, plan.Type).List());
    }

    /// <summary>The plan for one row with the given fields.</summary>
    public RowPlan Row(SObjectType type, IEnumerable<string> fields)
    {
        SoqlQuery query = new()
        {
            Items = [.. fields.Select(f => new SelectValue(new FieldPath(0, f.Split('.')), null))],
            From = new FieldPath(0, [type.Name]),
        };
        return new RowQueryTranslator(Context("", true, null)).Translate(query, type);
    }

    private (SoqlQuery Query, QueryContext Context) Read(string soql, bool includeDeleted, string? userId, SoqlApi api)
    {
        // Blanks behind a statement are no part of it: errors do not show them.
        soql = soql.TrimEnd();
        SoqlQuery query = SoqlParser.Parse(soql);
        SoqlRules.Check(soql, query, api);
        return (query, Context(soql, includeDeleted, userId));
    }

    private static QueryPlan Translate(SoqlQuery query, QueryContext context)
    {
        SObjectType type = context.FindType(query.From.Position, query.From.ToString());
        if (AggregateQueryTranslator.IsCount(query))
            return new QueryPlan(query, type, null, new AggregateQueryTranslator(context, query, type).TranslateCount());
        return AggregateQueryTranslator.IsAggregate(query)
            ? new QueryPlan(query, type, null, new AggregateQueryTranslator(context, query, type).Translate())
            : new QueryPlan(query, type, new RowQueryTranslator(context).Translate(query, type), null);
    }

    private QueryContext Context(string soql, bool includeDeleted, string? userId)
    {
        using PooledConnection pooled = connections.Rent();
        TimeZoneInfo zone = UserTime.ZoneOf(pooled.Connection, userId);
        DateOnly today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        return new QueryContext(soql, access.SchemaOf(userId), today, zone, includeDeleted, userId);
    }
}
