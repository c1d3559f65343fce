using System.Text.Json.Nodes;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace SalesforceCC.Emulator.GraphQL;

/// <summary>A document, of which one operation is carried out.</summary>
internal sealed class GraphDocument
{
    private const int MostLevels = 64;

    private readonly GraphQLDocument _document;
    private readonly Dictionary<string, GraphQLFragmentDefinition> _fragments;
    private readonly GraphQLOperationDefinition _operation;
    private readonly Dictionary<string, JsonNode?> _variables = [];

    private GraphDocument(GraphQLDocument document, string? operationName, JsonObject? variables)
    {
        _document = document;
        _fragments = document.Definitions.OfType<GraphQLFragmentDefinition>()
            .GroupBy(f => f.FragmentName.Name.StringValue).ToDictionary(g => g.Key, g => g.First());
        GraphQLOperationDefinition[] operations = [.. document.Definitions.OfType<GraphQLOperationDefinition>()
            .Where(o => operationName is null || o.Name?.StringValue == operationName)];
        _operation = operations is [var only]
            ? only
            : throw GraphException.Invalid(operationName is null ? "Must provide operation name if query contains multiple operations." : $"Unknown operation named '{operationName}'.");
        foreach (GraphQLVariableDefinition variable in _operation.Variables?.Items ?? [])
            _variables[variable.Variable.Name.StringValue] = ValueOf(variable, variables);
    }

    /// <summary>It changes something.</summary>
    public bool IsMutation => _operation.Operation == OperationType.Mutation;

    /// <summary>What is selected at the root.</summary>
    public IReadOnlyList<GraphField> Fields => FieldsOf(_operation.SelectionSet, [], 0);

    /// <exception cref="GraphException">InvalidSyntax, ValidationError, OperationNotSupported.</exception>
    public static GraphDocument Parse(GraphQlRequest request)
    {
        try
        {
            GraphDocument document = new(
                Parser.Parse(request.Query, new ParserOptions { Ignore = IgnoreOptions.Comments, MaxDepth = MostLevels }), request.OperationName, request.Variables);
            return document._operation.Operation == OperationType.Subscription
                ? throw new GraphException(GraphErrorType.OperationNotSupported, "Subscriptions are not supported")
                : document;
        }
        catch (GraphQLParserException e)
        {
            throw new GraphException(GraphErrorType.InvalidSyntax, $"Invalid Syntax : {e.Description}", (e.Location.Line, e.Location.Column));
        }
    }

    private IReadOnlyList<GraphField> FieldsOf(GraphQLSelectionSet set, IReadOnlyList<string> path, int depth)
    {
        if (depth > MostLevels)
            throw GraphException.Invalid("A fragment contains itself, or the query is too deep");
        Dictionary<string, GraphField> byKey = new(StringComparer.Ordinal);
        foreach (GraphField field in Expand(set, path, null, depth))
        {
            byKey[field.Key] = !byKey.TryGetValue(field.Key, out GraphField? known) ? field
                : known.Name != field.Name ? throw GraphException.Invalid($"Validation error (FieldsConflict) : '{field.Key}' : '{known.Name}' and '{field.Name}' are different fields", field.Place)
                : known with { Fields = Merge(known.Fields, field.Fields) };
        }

        return [.. byKey.Values];
    }

    private static IReadOnlyList<GraphField>? Merge(IReadOnlyList<GraphField>? one, IReadOnlyList<GraphField>? other)
    {
        if (one is null || other is null)
            return one ?? other;
        Dictionary<string, GraphField> byKey = one.ToDictionary(f => f.Key, StringComparer.Ordinal);
        foreach (GraphField field in other)
            byKey[field.Key] = byKey.TryGetValue(field.Key, out GraphField? known) ? known with { Fields = Merge(known.Fields, field.Fields) } : field;
        return [.. byKey.Values];
    }

    private IEnumerable<GraphField> Expand(GraphQLSelectionSet set, IReadOnlyList<string> path, string? onlyOf, int depth)
    {
        if (depth > MostLevels)
            throw GraphException.Invalid("A fragment contains itself, or the query is too deep");
        foreach (ASTNode selection in set.Selections)
        {
            if (selection is IHasDirectivesNode node && !IsWanted(node.Directives))
                continue;
            switch (selection)
            {
                case GraphQLField field:
                    yield return FieldOf(field, path, onlyOf, depth);
                    break;
                case GraphQLInlineFragment inline:
                    foreach (GraphField inner in Expand(inline.SelectionSet, path, inline.TypeCondition?.Type.Name.StringValue ?? onlyOf, depth + 1))
                        yield return inner;
                    break;
                case GraphQLFragmentSpread spread:
                    if (!_fragments.TryGetValue(spread.FragmentName.Name.StringValue, out GraphQLFragmentDefinition? fragment))
                        throw GraphException.Invalid($"Validation error (UndefinedFragment) : Undefined fragment '{spread.FragmentName.Name.StringValue}'", PlaceOf(spread));
                    foreach (GraphField inner in Expand(fragment.SelectionSet, path, fragment.TypeCondition.Type.Name.StringValue, depth + 1))
                        yield return inner;
                    break;
            }
        }
    }

    private GraphField FieldOf(GraphQLField field, IReadOnlyList<string> path, string? onlyOf, int depth)
    {
        string name = field.Name.StringValue;
        string[] here = [.. path, name];
        return new GraphField(
            field.Alias?.Name.StringValue ?? name,
            name,
            (field.Arguments?.Items ?? []).ToDictionary(a => a.Name.StringValue, a => ValueOf(a.Value)),
            PlaceOf(field),
            here)
        {
            Fields = field.SelectionSet is { } selected ? FieldsOf(selected, here, depth + 1) : null,
            OnlyOf = onlyOf,
        };
    }

    private bool IsWanted(GraphQLDirectives? directives)
    {
        foreach (GraphQLDirective directive in directives?.Items ?? [])
        {
            bool given = directive.Arguments?.Items is [{ } only] && ValueOf(only.Value) is JsonValue value && value.TryGetValue(out bool flag) && flag;
            if ((directive.Name.StringValue == "include" && !given) || (directive.Name.StringValue == "skip" && given))
                return false;
        }

        return true;
    }

    private JsonNode? ValueOf(GraphQLVariableDefinition variable, JsonObject? given)
    {
        string name = variable.Variable.Name.StringValue;
        if (given is not null && given.TryGetPropertyValue(name, out JsonNode? value) && value is not null)
            return value.DeepClone();
        if (variable.DefaultValue is { } standard)
            return ValueOf(standard);
        return variable.Type is GraphQLNonNullType
            ? throw GraphException.Invalid($"Variable '{name}' has an invalid value: Variable '{name}' has coerced Null value for NonNull type", PlaceOf(variable))
            : null;
    }

    private JsonNode? ValueOf(GraphQLValue value) => value switch
    {
        GraphQLVariable variable => _variables.TryGetValue(variable.Name.StringValue, out JsonNode? known)
            ? known?.DeepClone()
            : throw GraphException.Invalid($"Validation error (UndefinedVariable) : Undefined variable '{variable.Name.StringValue}'", PlaceOf(variable)),
        GraphQLIntValue number => JsonNode.Parse(number.Value.ToString()),
        GraphQLFloatValue number => JsonNode.Parse(number.Value.ToString()),
        GraphQLStringValue text => JsonValue.Create(text.Value.ToString()),
        GraphQLBooleanValue flag => JsonValue.Create(flag.BoolValue),
        GraphQLEnumValue name => JsonValue.Create(name.Name.StringValue),
        GraphQLListValue list => new JsonArray([.. (list.Values ?? []).Select(ValueOf)]),
        GraphQLObjectValue members => new JsonObject((members.Fields ?? []).Select(f => KeyValuePair.Create(f.Name.StringValue, ValueOf(f.Value)))),
        _ => null,
    };

    private (int Line, int Column) PlaceOf(ASTNode node)
    {
        Location place = Location.FromLinearPosition(_document.Source, node.Location.Start);
        return (place.Line, place.Column);
    }
}
