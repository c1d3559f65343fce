using System.Collections.Concurrent;
using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Rows;
using SalesforceCC.Emulator.Data.Schema;
using SalesforceCC.Emulator.Data.Sql;
using SalesforceCC.Emulator.Soql.Ast;
using SalesforceCC.Emulator.Soql.Results;
using SalesforceCC.Emulator.Soql.Syntax;
using SalesforceCC.Emulator.Soql.Translation;
using SalesforceCC.Emulator.Soql.Validation;

namespace SalesforceCC.Emulator.Soql;

/// <summary>Runs SOQL: parse, translate into SQL, take the snapshot.</summary>
internal sealed class QueryEngine(
    UserAccessRows access, OrgSchema schema, ConnectionPool connections, TimeProvider clock) : IRowQueries
{
    private readonly ConcurrentDictionary<string, AttributeHeads> _heads = new(StringComparer.Ordinal);

    public IQueryCursor Query(string soql, QueryOptions options)
    {
        // Blanks behind a statement are no part of it: errors do not show them.
        soql = soql.TrimEnd();
        SoqlQuery query = SoqlParser.Parse(soql);
        SoqlRules.Check(soql, query, SoqlApi.Rest);
        QueryContext context = Context(soql, options.IncludeDeleted, options.UserId);
        SObjectType type = context.FindType(query.From.Position, query.From.ToString());
        using PooledConnection pooled = connections.Rent();
        if (AggregateQueryTranslator.IsCount(query))
            return new AggregateQueryTranslator(context, query, type).TranslateCount().Count(pooled.Connection);
        if (AggregateQueryTranslator.IsAggregate(query))
            return new AggregateQueryTranslator(context, query, type).Translate().Run(pooled.Connection);
        RowPlan plan = new RowQueryTranslator(context).Translate(query, type);
        return new RowCursor(connections, plan, plan.ReadIds(pooled.Connection), Heads(options.VersionPath), options);
    }

    /// <summary>Writes what the rows of a query are made of.</summary>
    public void WriteColumns(Utf8JsonWriter writer, string soql)
    {
        soql = soql.TrimEnd();
        SoqlQuery query = SoqlParser.Parse(soql);
        SoqlRules.Check(soql, query, SoqlApi.Rest);
        QueryContext context = Context(soql, true, null);
        SObjectType type = context.FindType(query.From.Position, query.From.ToString());
        // The translation is thrown away: it is what finds mistakes.
        if (AggregateQueryTranslator.IsCount(query))
            new AggregateQueryTranslator(context, query, type).TranslateCount();
        else if (AggregateQueryTranslator.IsAggregate(query))
            new AggregateQueryTranslator(context, query, type).Translate();
        else
            new RowQueryTranslator(context).Translate(query, type);
        ColumnWriter.Write(writer, query, type, new ColumnLister(context, query, type).List());
    }

    /// <summary>Writes one living or deleted row with the given fields as a JSON object.</summary>
    public void WriteRow(JsonBuffer json, SObjectType type, long row, IEnumerable<string> fields, QueryOptions options)
    {
        QueryContext context = Context("", true, null);
        var query = new SoqlQuery
        {
            Items = [.. fields.Select(f => new SelectValue(new FieldPath(0, f.Split('.')), null))],
            From = new FieldPath(0, [type.Name]),
        };
        RowPlan plan = new RowQueryTranslator(context).Translate(query, type);
        using PooledConnection pooled = connections.Rent();
        new RowWriter(connections, pooled.Connection, json, Heads(options.VersionPath), options)
            .WriteRows(plan, new RowIds((int)row, 1), 0, 1);
    }

    public bool Matches(string type, string id, string condition)
    {
        using IQueryCursor found = Query($"SELECT Id FROM {type} WHERE Id = '{id}' AND ({condition})", new QueryOptions(false, 1, ""));
        return found.TotalSize > 0;
    }

    public ReadOnlyMemory<byte> RowJson(SObjectType type, string id, ChangeContext context)
    {
        using PooledConnection pooled = connections.Rent();
        using JsonBuffer json = new();
        string[] fields = context.DuplicateDetails ? [.. type.Fields.Select(f => f.Name)] : ["Id"];
        WriteRow(json, type, RowReader.Living(pooled.Connection, type, id), fields, new QueryOptions(true, 1, context.VersionPath));
        return json.Written.ToArray();
    }

    private QueryContext Context(string soql, bool includeDeleted, string? userId)
    {
        using PooledConnection pooled = connections.Rent();
        TimeZoneInfo zone = UserTime.ZoneOf(pooled.Connection, userId);
        DateOnly today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        return new QueryContext(soql, access.SchemaOf(userId), today, zone, includeDeleted, userId);
    }

    private AttributeHeads Heads(string versionPath) =>
        _heads.GetOrAdd(versionPath, path => new AttributeHeads(schema.Types, path));
}
