using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Soql.Ast;
using SalesforceCC.Emulator.Soql.Syntax;

namespace SalesforceCC.Emulator.Soql.Translation;

/// <summary>Turns field paths and functions into SQL.</summary>
internal sealed class ValueTranslator(QueryContext context, QuerySource source)
{
    public QuerySource Source => source;

    public SqlValue Translate(SoqlExpression expression) => expression switch
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
        SqlValue argument = Translate(call.Argument);
        if (AggregateFunctions.Contains(call.Name)) return Aggregate(call, argument);
        // A compound address has no column of its own, and the bytes of a blob are no text.
        if (argument.Kind is FieldKind.Address or FieldKind.Blob)
            throw SoqlErrors.NotSupported(context.Soql, call.Position, $"{call.Name}({argument.Name})");
        if (IsTransparent(call.Name)) return argument;
        if (Same(call.Name, "FORMAT")) return LocalFormat.Translate(argument);
        if (argument.Kind is FieldKind.Date or FieldKind.DateTime &&
            DateFunctions.Translate(call.Name, argument.Sql) is { } part)
            return argument with { Sql = part.Sql, Kind = part.Kind, Name = call.Name };
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

    /// <summary>The org has one language, one currency and one time zone, so these change nothing.</summary>
    private static bool IsTransparent(string name) =>
        Same(name, "toLabel") || Same(name, "convertCurrency") || Same(name, "convertTimezone");

    private static bool Same(string name, string function) =>
        string.Equals(name, function, StringComparison.OrdinalIgnoreCase);
}
