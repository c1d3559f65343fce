using System.Text;
using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Soql.Ast;

namespace SalesforceCC.Emulator.Soql.Translation;

/// <summary>Lists of values, and lists that a query gives.</summary>
internal sealed partial class ConditionTranslator
{
    // Longer lists go to SQL as one JSON argument: SQLite allows 32,766 arguments.
    private const int LongList = 200;

    private string List(InList list)
    {
        SqlValue left = Resolve(list.Left);
        if (list.MultiPicklist != (left.Field?.Type == "multipicklist") && list.MultiPicklist)
            throw BadOperator(left, list.OperatorPosition);
        string sql = list.MultiPicklist ? Includes(left, list) : In(left, list);
        return list.Negated ? $"({sql}) IS NOT TRUE" : sql;
    }

    private string In(SqlValue left, InList list)
    {
        var plain = new HashSet<object>();
        var parts = new List<string>();
        foreach (Literal literal in list.Values)
        {
            if (literal.Kind == LiteralKind.DateRange) parts.Add(CompareRange(left, "=", literal));
            else if (_literals.Convert(left, literal) is { } value) plain.Add(value);
            else parts.Add($"{left.Sql} IS NULL");
        }
        if (plain.Count > LongList)
            parts.Add($"{left.Comparable} IN (SELECT value FROM json_each({statement.Argument(Json(plain))}))");
        else if (plain.Count > 0)
            parts.Add($"{left.Comparable} IN ({string.Join(", ", plain.Select(statement.Argument))})");
        return Join(" OR ", [.. parts.Distinct(StringComparer.Ordinal)]);
    }

    private static string Json(HashSet<object> values)
    {
        using var stream = new MemoryStream();
        JsonSerializer.Serialize(stream, values);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary><c>INCLUDES ('a;b', 'c')</c>: a and b, or c.</summary>
    private string Includes(SqlValue left, InList list)
    {
        var choices = new List<string>();
        foreach (Literal literal in list.Values)
        {
            string all = _literals.Convert(left, literal) as string ?? "";
            choices.Add(Join(
                " AND ", [.. all.Split(';').Select(one => $"soql_has({left.Sql}, {statement.Argument(one)})")]));
        }
        return Join(" OR ", [.. choices]);
    }

    private string SemiJoin(InQuery condition)
    {
        SqlValue left = Resolve(condition.Left);
        SoqlQuery query = condition.Query;
        int position = condition.Left.Position;
        if (Nested) throw context.Malformed(position, "Nesting of semi join sub-selects is not supported");
        if (query.Items is not [SelectValue { Value: FieldPath path }] || query is not { GroupBy: [], Limit: null })
            throw context.Malformed(position, "A semi join sub-select selects one id field, without GROUP BY or LIMIT");
        SObjectType type = context.FindType(query.From.Position, query.From.ToString());
        var source = new QuerySource(context, statement, type, query);
        var inner = new ValueTranslator(context, source);
        SqlValue selected = inner.Field(path);
        if (left.Kind != FieldKind.Id || selected.Kind != FieldKind.Id)
            throw context.Malformed(position, "A semi join compares ids: both fields must be an ID or a reference");
        var conditions = new ConditionTranslator(context, statement, inner) { Nested = true };
        string where = query.Where is null ? "1" : conditions.Translate(query.Where);
        string living = context.IncludeDeleted ? "1" : $"+{source.Root.Tables[0].Alias}.\"IsDeleted\" = 0";
        string sql =
            $"{left.Sql} IN (SELECT {selected.Sql} {source.FromSql} " +
            $"WHERE {selected.Sql} IS NOT NULL AND {living} AND {where})";
        return condition.Negated ? $"({sql}) IS NOT TRUE" : sql;
    }
}
