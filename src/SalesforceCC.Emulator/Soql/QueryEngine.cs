using System.Collections.Concurrent;
using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Rows;
using SalesforceCC.Emulator.Data.Schema;
using SalesforceCC.Emulator.Data.Sql;
using SalesforceCC.Emulator.Soql.Plans;
using SalesforceCC.Emulator.Soql.Results.Csv;
using SalesforceCC.Emulator.Soql.Results.Json;

namespace SalesforceCC.Emulator.Soql;

/// <summary>Runs SOQL: plan, snapshot, and pages of it in the form that is wanted.</summary>
internal sealed class QueryEngine(
    UserAccessRows access, LiveSchema schema, ConnectionPool connections, TimeProvider clock) : IRowQueries
{
    private readonly ConcurrentDictionary<string, (OrgSchema Schema, AttributeHeads Heads)> _heads = new(StringComparer.Ordinal);
    private readonly QueryPlanner _planner = new(access, connections, clock);

    /// <summary>Pages as JSON.</summary>
    public IQueryCursor Query(string soql, QueryOptions options)
    {
        QueryPlan plan = _planner.Plan(soql, options.IncludeDeleted, options.UserId, options.Api);
        using PooledConnection pooled = connections.Rent();
        if (plan.Groups is { } groups) return new JsonBufferedCursor(pooled.Connection, groups);
        RowPlan rows = plan.Rows!;
        return new JsonCursor(
            connections, new JsonPlan(rows), rows.ReadIds(pooled.Connection), Heads(options.VersionPath), options);
    }

    /// <summary>The plan of a statement, for those who write its rows themselves.</summary>
    public QueryPlan Plan(string soql, QueryOptions options) => _planner.Plan(soql, options.IncludeDeleted, options.UserId, options.Api);

    /// <summary>The rows as a table; nothing has been read yet.</summary>
    public QueryTable Table(string soql, QueryOptions options) =>
        new(connections, _planner.Plan(soql, options.IncludeDeleted, options.UserId, options.Api));

    /// <summary>Writes what the rows of a query are made of.</summary>
    public void WriteColumns(Utf8JsonWriter writer, string soql)
    {
        (QueryPlan plan, IReadOnlyList<QueryColumn> columns) = _planner.Columns(soql);
        ColumnWriter.Write(writer, plan.Query, plan.Type, columns);
    }

    /// <summary>Writes one living or deleted row with the given fields as a JSON object.</summary>
    public void WriteRow(JsonBuffer json, SObjectType type, long row, IEnumerable<string> fields, QueryOptions options)
    {
        RowPlan plan = _planner.Row(type, fields);
        using PooledConnection pooled = connections.Rent();
        new JsonRowWriter(connections, pooled.Connection, json, Heads(options.VersionPath), options)
            .WriteRows(new JsonPlan(plan), new RowIds((int)row, 1), 0, 1);
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

    private AttributeHeads Heads(string versionPath)
    {
        OrgSchema current = schema.Current;
        if (_heads.TryGetValue(versionPath, out (OrgSchema Schema, AttributeHeads Heads) known) && known.Schema == current) return known.Heads;
        AttributeHeads heads = new(current.Types, versionPath);
        _heads[versionPath] = (current, heads);
        return heads;
    }
}
