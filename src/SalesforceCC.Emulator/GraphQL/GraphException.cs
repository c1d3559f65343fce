namespace SalesforceCC.Emulator.GraphQL;

/// <summary>One error of an answer. That there are errors beside data is documented; their members are from memory.</summary>
internal sealed class GraphException(GraphErrorType type, string message, (int Line, int Column)? place = null, params IReadOnlyList<string> path)
    : Exception(message)
{
    public GraphErrorType Type { get; } = type;

    public (int Line, int Column)? Place { get; } = place;

    /// <summary>Where in the data it would have been.</summary>
    public IReadOnlyList<string> Path { get; } = path;

    public static GraphException Undefined(GraphField field, string type) => new(
        GraphErrorType.ValidationError,
        $"Validation error (FieldUndefined@[{string.Join('/', field.Path)}]) : Field '{field.Name}' in type '{type}' is undefined",
        field.Place);

    public static GraphException Invalid(string message, (int Line, int Column)? place = null) => new(GraphErrorType.ValidationError, message, place);
}
