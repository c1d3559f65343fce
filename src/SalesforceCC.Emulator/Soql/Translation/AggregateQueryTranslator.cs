using System.Globalization;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Sql;
using SalesforceCC.Emulator.Soql.Ast;
using SalesforceCC.Emulator.Soql.Plans;
using SalesforceCC.Emulator.Soql.Syntax;

namespace SalesforceCC.Emulator.Soql.Translation;

/// <summary>Translates queries with aggregates or GROUP BY, and COUNT().</summary>
internal sealed class AggregateQueryTranslator
{
    private readonly QueryContext _context;
    private readonly SoqlQuery _query;
    private readonly StatementBuilder _statement = new();
    private readonly ValueTranslator _values;
    private readonly List<string> _groups;
    private readonly Dictionary<string, SqlValue> _byAlias = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ValueCell> _columns = [];
    private int _unnamed;

    public AggregateQueryTranslator(QueryContext context, SoqlQuery query, SObjectType type)
    {
        _context = context;
        _query = query;
        _values = new ValueTranslator(context, new QuerySource(context, _statement, type, query));
        _groups = [.. query.GroupBy.Select(Group)];
    }

    /// <summary>Does the query group rows?</summary>
    public static bool IsAggregate(SoqlQuery query) =>
        query.GroupBy.Count > 0 ||
        query.Having is not null ||
        query.Items.Any(i => i is SelectValue { Value: FunctionCall call } && AggregateFunctions.Contains(call.Name));

    /// <summary>Is it <c>SELECT COUNT() FROM ...</c>, which answers a size without rows?</summary>
    public static bool IsCount(SoqlQuery query) =>
        query.Items is [SelectValue { Alias: null, Value: FunctionCall { Argument: null } call }] && query.GroupBy.Count == 0 && IsCount(call);

    /// <summary>SQL of COUNT(): the rows, of which only the number matters.</summary>
    public AggregatePlan TranslateCount()
    {
        if (_query.OrderBy.Count > 0)
            throw _context.Malformed(_query.OrderBy[0].Value.Position, "COUNT() cannot be used with ORDER BY");
        string where = Where();
        string sql = $"SELECT COUNT(*) FROM (SELECT 1 {_values.Source.FromSql}{where}{Limit()})";
        return new AggregatePlan(sql, _statement.Arguments, []);
    }

    public AggregatePlan Translate()
    {
        List<string> select = [];
        foreach (SelectItem item in _query.Items) select.Add(Column(item));
        string where = Where();
        string having = _query.Having is null ? "" : " HAVING " + Having(_query.Having);
        string order = _query.OrderBy.Count == 0
            ? ""
            : " ORDER BY " + string.Join(", ", _query.OrderBy.Select(o => RowQueryTranslator.OrderBy(o, Ordered(o))));
        string groups = _groups.Count == 0 ? "" : " GROUP BY " + string.Join(", ", _groups);
        string sql =
            $"SELECT {string.Join(", ", select)} {_values.Source.FromSql}{where}{groups}{having}{order}{Limit()}";
        return new AggregatePlan(sql, _statement.Arguments, _columns);
    }

    private static bool IsCount(FunctionCall call) => string.Equals(call.Name, "COUNT", StringComparison.OrdinalIgnoreCase);

    private string Group(SoqlExpression expression)
    {
        SqlValue value = _values.Translate(expression);
        if (value.Aggregate || (expression is FieldPath && value.Field is { Groupable: false }))
            throw _context.Malformed(expression.Position, $"field '{value.Name}' can not be grouped in a query call");
        return value.Comparable;
    }

    private string Column(SelectItem item)
    {
        if (item is not SelectValue select)
            throw _context.Malformed(item.Position, "Grouped queries select fields and aggregates only");
        if (select.Value is FunctionCall { Argument: null } call && IsCount(call))
            throw _context.Malformed(item.Position, "COUNT() stands alone in SELECT; use COUNT(Id)");
        SqlValue value = Grouped(select.Value);
        string key = select.Alias ?? (select.Value is FieldPath ? value.Name : Unnamed());
        if (!_byAlias.TryAdd(key, value)) throw _context.Malformed(item.Position, $"duplicate alias: {key}");
        _columns.Add(new ValueCell(key, _columns.Count, value.Kind));
        return value.Sql;
    }

    private string Unnamed() => string.Create(CultureInfo.InvariantCulture, $"expr{_unnamed++}");

    private SqlValue Grouped(SoqlExpression expression)
    {
        SqlValue value = _values.Translate(expression);
        if (value.Aggregate || _groups.Contains(value.Comparable)) return value;
        throw _context.Malformed(expression.Position, $"Field must be grouped or aggregated: {value.Name}");
    }

    private SqlValue Ordered(OrderItem item) =>
        item.Value is FieldPath { Parts: [string alias] } && _byAlias.TryGetValue(alias, out SqlValue? named)
            ? named
            : Grouped(item.Value);

    private string Having(Condition condition) =>
        new ConditionTranslator(_context, _statement, _values) { ResolveInGroups = Grouped }.Translate(condition);

    private string Where()
    {
        bool filtered = _query.Where is not null;
        List<string> parts = new(
            VisibleRows.Conditions(_context, _query, _values.Source.Root.Tables[0], _statement, filtered));
        if (filtered) parts.Add(new ConditionTranslator(_context, _statement, _values).Translate(_query.Where!));
        return parts.Count == 0 ? "" : " WHERE " + string.Join(" AND ", parts);
    }

    private string Limit() => _query.Limit is null && _query.Offset == 0
        ? ""
        : $" LIMIT {_statement.Argument(_query.Limit ?? -1)} OFFSET {_statement.Argument(_query.Offset)}";
}
