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
        HashSet<object> plain = [];
        List<string> parts = [];
        foreach (Literal literal in list.Values)
        {
            if (literal.Kind == LiteralKind.DateRange) parts.Add(CompareRange(left, "=", literal));
            else if (_literals.Convert(left, list.Left.Position, literal) is { } value) plain.Add(value);
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
        using MemoryStream stream = new();
        JsonSerializer.Serialize(stream, values);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary><c>INCLUDES ('a;b', 'c')</c>: a and b, or c.</summary>
    private string Includes(SqlValue left, InList list)
    {
        List<string> choices = [];
        foreach (Literal literal in list.Values)
        {
            string all = _literals.Convert(left, list.Left.Position, literal) as string ?? "";
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
        FieldPath path = (FieldPath)((SelectValue)query.Items[0]).Value;
        SObjectType type = context.FindType(query.From.Position, query.From.ToString());
        QuerySource source = new(context, statement, type, query);
        ValueTranslator inner = new(context, source);
        SqlValue selected = inner.Field(path);
        if (left.Kind != FieldKind.Id || selected.Kind != FieldKind.Id)
            throw context.Malformed(position, "A semi join compares ids: both fields must be an ID or a reference");
        CheckTypes(condition, path, source, left.Field!, selected.Field!);
        List<string> where =
        [
            $"{selected.Sql} IS NOT NULL",
            .. VisibleRows.Conditions(context, query, source.Root.Tables[0], statement, filtered: true),
        ];
        if (query.Where is not null)
            where.Add(new ConditionTranslator(context, statement, inner).Translate(query.Where));
        string sql = $"{left.Sql} IN (SELECT {selected.Sql} {source.FromSql} WHERE {string.Join(" AND ", where)})";
        return condition.Negated ? $"({sql}) IS NOT TRUE" : sql;
    }

    private void CheckTypes(
        InQuery condition, FieldPath path, QuerySource inner, SObjectField outerField, SObjectField innerField)
    {
        if (values.Source.Follow(condition.Left).Node != values.Source.Root)
            throw context.Malformed(
                condition.Left.Position, "The left operand of a semi join cannot go through a relationship");
        if (inner.Follow(path).Node != inner.Root)
            throw context.Malformed(path.Position, "A semi join sub-select cannot select through a relationship");
        if (inner.Type == values.Source.Type)
            throw context.Malformed(
                condition.Left.Position, "The inner and outer selects should not be on the same object type");
        if (!Targets(values.Source.Type, outerField).Intersect(Targets(inner.Type, innerField), StringComparer.Ordinal).Any())
            throw context.Malformed(
                condition.Left.Position,
                $"The inner select field '{innerField.Name}' and the outer field '{outerField.Name}' should refer to the same object type");
    }

    /// <summary>The objects that an id in this field may be one of.</summary>
    private static IReadOnlyList<string> Targets(SObjectType type, SObjectField field) =>
        field.Type == "id" ? [type.Name] : field.ReferenceTo;
}
