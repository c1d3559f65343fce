using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Soql.Ast;
using SalesforceCC.Emulator.Soql.Syntax;

namespace SalesforceCC.Emulator.Soql.Translation;

/// <summary>
/// Turns WHERE and HAVING into SQL. SOQL has no third truth value, so where SQL would say null, the SQL here says
/// false, and its negation true: <c>!=</c>, <c>NOT IN</c> and <c>NOT</c> find rows without a value.
/// </summary>
internal sealed partial class ConditionTranslator(
    QueryContext context, StatementBuilder statement, ValueTranslator values)
{
    private readonly LiteralConverter _literals = new(context);

    /// <summary>In HAVING, only groups and aggregates can be compared; in WHERE, only rows' values.</summary>
    public Func<SoqlExpression, SqlValue>? ResolveInGroups { get; init; }

    public string Translate(Condition condition) => condition switch
    {
        AllOf all => Join(" AND ", [.. all.Conditions.Select(Translate)]),
        AnyOf any => Join(" OR ", [.. any.Conditions.Select(Translate)]),
        Not not => $"({Translate(not.Condition)}) IS NOT TRUE",
        Comparison comparison => Compare(comparison),
        InList list => List(list),
        InQuery query => SemiJoin(query),
        _ => throw new InvalidOperationException($"No SQL for {condition.GetType().Name}."),
    };

    /// <summary>
    /// A balanced tree: SQLite refuses expressions deeper than 1,000, and a plain chain is as deep as long.
    /// </summary>
    private static string Join(string word, ReadOnlySpan<string> parts)
    {
        if (parts.Length == 1) return parts[0];
        int half = parts.Length / 2;
        return $"({Join(word, parts[..half])}{word}{Join(word, parts[half..])})";
    }

    private SqlValue Resolve(SoqlExpression expression)
    {
        if (ResolveInGroups is not null) return ResolveInGroups(expression);
        SqlValue value = values.Translate(expression);
        if (value.Aggregate)
            throw context.Malformed(expression.Position, "Aggregate functions are not allowed in WHERE; use HAVING");
        if (value.Field is { Filterable: false })
            throw context.InvalidField(
                expression.Position, $"field '{value.Name}' can not be filtered in a query call");
        return value;
    }

    private string Compare(Comparison comparison)
    {
        SqlValue left = Resolve(comparison.Left);
        if (comparison.Operator == "LIKE") return Like(left, comparison);
        if (comparison.Right.Kind == LiteralKind.DateRange)
            return CompareRange(left, comparison.Operator, comparison.Right);
        object? right = _literals.Convert(left, comparison.Left.Position, comparison.Right);
        if (left.Kind == FieldKind.Boolean && comparison.Operator is not ("=" or "!="))
            throw BadOperator(left, comparison.OperatorPosition);
        return (comparison.Operator, right) switch
        {
            ("=", null) => $"{left.Sql} IS NULL",
            ("!=", null) => $"{left.Sql} IS NOT NULL",
            (_, null) => "0",
            ("!=", _) => $"{left.Comparable} IS NOT {statement.Argument(right)}",
            _ => $"{left.Comparable} {comparison.Operator} {statement.Argument(right)}",
        };
    }

    private string Like(SqlValue left, Comparison comparison)
    {
        if (left.Kind != FieldKind.Text) throw BadOperator(left, comparison.OperatorPosition);
        return _literals.Convert(left, comparison.Left.Position, comparison.Right) is { } pattern
            ? $"soql_like({left.Sql}, {statement.Argument(pattern)})"
            : $"{left.Sql} IS NULL";
    }

    private string CompareRange(SqlValue left, string op, Literal literal)
    {
        (string start, string end) = _literals.Range(left, literal);
        string Inside() => $"({left.Sql} >= {statement.Argument(start)} AND {left.Sql} < {statement.Argument(end)})";
        return op switch
        {
            "=" => Inside(),
            "!=" => $"{Inside()} IS NOT TRUE",
            "<" => $"{left.Sql} < {statement.Argument(start)}",
            "<=" => $"{left.Sql} < {statement.Argument(end)}",
            ">" => $"{left.Sql} >= {statement.Argument(end)}",
            _ => $"{left.Sql} >= {statement.Argument(start)}",
        };
    }

    private SalesforceError BadOperator(SqlValue left, int position) => SoqlErrors.At(
        context.Soql,
        position,
        "INVALID_QUERY_FILTER_OPERATOR",
        $"invalid operator on {(left.Kind == FieldKind.Id ? "id" : left.TypeName)} field");
}
