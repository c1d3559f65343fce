using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Soql.Ast;
using SalesforceCC.Emulator.Soql.Syntax;

namespace SalesforceCC.Emulator.Soql.Translation;

/// <summary>Turns field paths and functions into SQL.</summary>
internal sealed class ValueTranslator(QueryContext context, QuerySource source)
{
    public QuerySource Source => source;

    public SqlValue Translate(SoqlExpression expression)
    {
        SqlValue value = Part(expression);
        return value.Local
            ? throw context.Malformed(expression.Position, "convertTimezone can only be used in a date function")
            : value;
    }

    private SqlValue Part(SoqlExpression expression) => expression switch
    {
        FieldPath path => Field(path),
        FunctionCall call => Function(call),
        _ => throw new InvalidOperationException($"No SQL for {expression.GetType().Name}."),
    };

    public SqlValue Field(FieldPath path)
    {
        (SourceNode node, string name) = source.Follow(path);
        if (node.Find(name) is not { } found)
            throw SoqlErrors.NoSuchField(context.Soql, path.Position, name, node.EntityName);
        return new SqlValue(found.Sql, found.Field.Kind, found.Field, found.Field.Name);
    }

    private SqlValue Function(FunctionCall call)
    {
        if (call.Argument is null)
        {
            if (!Same(call.Name, "COUNT"))
                throw context.Malformed(call.Position, $"{call.Name} needs a field");
            return new SqlValue("COUNT(*)", FieldKind.Int, null, "COUNT") { Aggregate = true };
        }
        SqlValue argument = Part(call.Argument);
        if (argument.Local && DateFunctions.Translate(call.Name, "") is null)
            throw context.Malformed(call.Position, "convertTimezone can only be used in a date function");
        if (AggregateFunctions.Contains(call.Name)) return Aggregate(call, argument);
        // A compound address has no column of its own, and the bytes of a blob are no text.
        if (argument.Kind is FieldKind.Address or FieldKind.Blob)
            throw SoqlErrors.NotSupported(context.Soql, call.Position, $"{call.Name}({argument.Name})");
        if (Same(call.Name, "convertTimezone")) return InZone(call, argument);
        if (IsTransparent(call.Name)) return argument;
        if (Same(call.Name, "FORMAT")) return LocalFormat.Translate(argument);
        if (argument.Kind is FieldKind.Date or FieldKind.DateTime &&
            DateFunctions.Translate(call.Name, argument.Sql) is { } part)
            return argument with { Sql = part.Sql, Kind = part.Kind, Name = call.Name, Local = false };
        throw SoqlErrors.NotSupported(context.Soql, call.Position, $"{call.Name}({argument.Name})");
    }

    private SqlValue Aggregate(FunctionCall call, SqlValue argument)
    {
        bool plain = !argument.Aggregate &&
            argument.Kind is not (FieldKind.LongText or FieldKind.Blob or FieldKind.Address);
        SqlValue? aggregate = plain ? AggregateFunctions.Translate(call.Name, argument) : null;
        return aggregate ?? throw context.Malformed(
            call.Position, $"field {argument.Name} does not support aggregate operator {call.Name.ToUpperInvariant()}");
    }

    /// <summary>The user's local time, in the form of a moment, for date functions, which only it may stand in.</summary>
    private SqlValue InZone(FunctionCall call, SqlValue argument)
    {
        if (argument.Kind != FieldKind.DateTime || argument.Aggregate)
            throw SoqlErrors.NotSupported(context.Soql, call.Position, $"{call.Name}({argument.Name})");
        string zone = context.Zone.Id.Replace("'", "''", StringComparison.Ordinal);
        return argument with { Sql = $"soql_in_zone({argument.Sql}, '{zone}')", Local = true };
    }

    /// <summary>The org has one language and one currency, so these change nothing.</summary>
    private static bool IsTransparent(string name) => Same(name, "toLabel") || Same(name, "convertCurrency");

    private static bool Same(string name, string function) =>
        string.Equals(name, function, StringComparison.OrdinalIgnoreCase);
}
