using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Sql;
using SalesforceCC.Emulator.Soql.Ast;
using SalesforceCC.Emulator.Soql.Plans;
using SalesforceCC.Emulator.Soql.Syntax;

namespace SalesforceCC.Emulator.Soql.Translation;

/// <summary>Translates a query for rows, or a subquery for the children of a row.</summary>
internal sealed class RowQueryTranslator(QueryContext context)
{
    private const int DeepestSubquery = 5;
    private const int MostFieldsRows = 200;

    /// <summary>Translates a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="type">Its object.</param>
    /// <param name="parentField">For a subquery, the reference to the parent.</param>
    /// <param name="depth">How many queries are around it.</param>
    public RowPlan Translate(SoqlQuery query, SObjectType type, SObjectField? parentField = null, int depth = 0)
    {
        ShapeBuilder select = new(context, new QuerySource(context, new StatementBuilder(), type, query));
        foreach (SelectItem item in query.Items) Add(select, query, item, depth);
        (string keySql, IReadOnlyList<object?> arguments) = Keys(query, type, parentField);
        return new RowPlan
        {
            Table = StatementBuilder.Quote(type.Name),
            KeySql = keySql,
            KeyArguments = arguments,
            RowSql = select.Sql,
            RowAlias = select.Source.Root.Tables[0].Alias,
            Shape = select.Shape,
            Columns = select.Columns,
            Children = select.Children,
            WholeTable = query.Where is null && query.OrderBy.Count == 0 && VisibleRows.AreAll(query),
            IncludeDeleted = context.IncludeDeleted,
            Limit = query.Limit,
            Offset = query.Offset,
            LongTexts = select.LongTexts >= 2,
        };
    }

    private void Add(ShapeBuilder select, SoqlQuery query, SelectItem item, int depth)
    {
        switch (item)
        {
            case SelectValue value:
                AddValue(select, value);
                break;
            case SelectFields fields:
                AddFields(select, query, fields);
                break;
            case SelectTypeof type:
                new TypeofBuilder(context, select).Add(type);
                break;
            case SelectChildren children:
                AddChildren(select, children, depth + 1);
                break;
        }
    }

    private void AddValue(ShapeBuilder select, SelectValue item)
    {
        if (item.Value is FieldPath path)
        {
            if (item.Alias is not null)
                throw context.Malformed(item.Position, "only aggregate expressions use field aliasing");
            select.Add(path);
            return;
        }
        FunctionCall call = (FunctionCall)item.Value;
        if (call.Argument is not FieldPath argument || !IsDisplay(call.Name))
            throw context.Malformed(item.Position, $"{call.Name} is allowed in SELECT only with GROUP BY");
        select.Add(argument, new ValueTranslator(context, select.Source).Translate(call), item.Alias);
    }

    private static bool IsDisplay(string name) => name.ToUpperInvariant() is "TOLABEL" or "FORMAT" or "CONVERTCURRENCY";

    private void AddFields(ShapeBuilder select, SoqlQuery query, SelectFields fields)
    {
        if (fields.Custom && query.Limit is not <= MostFieldsRows)
            throw context.Malformed(
                fields.Position, $"The SOQL FIELDS function must have a LIMIT of at most {MostFieldsRows}");
        foreach (SObjectField field in select.Source.Type.Fields)
            if (field.Custom ? fields.Custom : fields.Standard)
                select.Add(new FieldPath(fields.Position, [field.Name]));
    }

    private void AddChildren(ShapeBuilder select, SelectChildren item, int depth)
    {
        SoqlQuery query = item.Query;
        SObjectType parent = select.Source.Type;
        // The relationship may be written with the parent's name or alias before it.
        string name = query.From.Parts[^1];
        ChildRelationship? relationship = query.From.Parts.Count <= 2 ? parent.FindChildren(name) : null;
        if (relationship is null || depth > DeepestSubquery)
            throw SoqlErrors.NoSuchChildren(context.Soql, query.From.Position, query.From.ToString());
        SObjectType child = context.FindType(query.From.Position, relationship.ChildSObject);
        if (AggregateQueryTranslator.IsAggregate(query))
            throw context.Malformed(item.Position, "Only root queries support aggregate expressions");
        RowPlan plan = Translate(query, child, child.FindField(relationship.Field), depth);
        select.AddChildren(relationship.RelationshipName!, plan);
    }

    private (string Sql, IReadOnlyList<object?> Arguments) Keys(
        SoqlQuery query, SObjectType type, SObjectField? parentField)
    {
        StatementBuilder statement = new();
        QuerySource source = new(context, statement, type, query);
        ValueTranslator values = new(context, source);
        SourceTable table = source.Root.Tables[0];
        List<string> where = [];
        // The first argument of a subquery is the parent's id, bound for every parent.
        if (parentField is not null) where.Add($"{table.Column(parentField)} = {statement.Argument(null)}");
        bool filtered = parentField is not null || query.Where is not null;
        where.AddRange(VisibleRows.Conditions(context, query, table, statement, filtered));
        if (query.Where is { } condition)
            where.Add(new ConditionTranslator(context, statement, values).Translate(condition));
        string order = string.Concat(query.OrderBy.Select(o => OrderBy(o, Sortable(values, o)) + ", "));
        string limit = query.Limit is null && query.Offset == 0
            ? ""
            : $" LIMIT {statement.Argument(query.Limit ?? -1)} OFFSET {statement.Argument(query.Offset)}";
        string sql =
            $"SELECT {table.Alias}.rowid {source.FromSql}" +
            $"{(where.Count == 0 ? "" : " WHERE " + string.Join(" AND ", where))}" +
            $" ORDER BY {order}{table.Alias}.rowid{limit}";
        return (sql, statement.Arguments);
    }

    private SqlValue Sortable(ValueTranslator values, OrderItem item)
    {
        SqlValue value = values.Translate(item.Value);
        if (value.Aggregate)
            throw context.Malformed(item.Value.Position, "Ordered field must be grouped or aggregated: " + value.Name);
        return value.Field is { Sortable: false }
            ? throw context.InvalidField(item.Value.Position, $"field '{value.Name}' can not be sorted in a query call")
            : value;
    }

    public static string OrderBy(OrderItem item, SqlValue value) =>
        $"{value.Sortable} {(item.Descending ? "DESC" : "ASC")} NULLS {(item.NullsLast ? "LAST" : "FIRST")}";
}
