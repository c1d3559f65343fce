using System.Text.Json.Nodes;

namespace SalesforceCC.Emulator.GraphQL;

/// <summary>A field that is selected, with all that was said of it in fragments.</summary>
/// <param name="Key">Its name in the answer: the alias, if it has one.</param>
/// <param name="Name">Its name in the schema.</param>
/// <param name="Arguments">Its arguments, with the values of variables.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Path">Names from the root to it.</param>
internal sealed record GraphField(
    string Key, string Name, IReadOnlyDictionary<string, JsonNode?> Arguments, (int Line, int Column) Place, IReadOnlyList<string> Path)
{
    /// <summary>What is selected of it; null: nothing, as of a single value.</summary>
    public IReadOnlyList<GraphField>? Fields { get; init; }

    /// <summary>The object of which alone it is asked, by an inline fragment; null: of all.</summary>
    public string? OnlyOf { get; init; }

    /// <summary>What is selected of it, which must be something.</summary>
    /// <exception cref="GraphException">ValidationError.</exception>
    public IReadOnlyList<GraphField> Selected(string type) => Fields ?? throw GraphException.Invalid(
        $"Validation error (SubselectionRequired@[{string.Join('/', Path)}]) : Subselection required for type '{type}' of field '{Name}'", Place);

    /// <summary>An argument as a whole number.</summary>
    /// <exception cref="GraphException">ValidationError.</exception>
    public int? Number(string argument) => Arguments.GetValueOrDefault(argument) switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out int number) => number,
        _ => throw GraphException.Invalid($"Validation error (WrongType@[{string.Join('/', Path)}]) : argument '{argument}' is not a valid 'Int'", Place),
    };

    /// <summary>An argument as text.</summary>
    /// <exception cref="GraphException">ValidationError.</exception>
    public string? Text(string argument) => Arguments.GetValueOrDefault(argument) switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out string? text) => text,
        _ => throw GraphException.Invalid($"Validation error (WrongType@[{string.Join('/', Path)}]) : argument '{argument}' is not a valid 'String'", Place),
    };

    /// <summary>Refuses arguments that the field does not have.</summary>
    /// <exception cref="GraphException">ValidationError.</exception>
    public void Takes(params ReadOnlySpan<string> arguments)
    {
        foreach (string name in Arguments.Keys)
        {
            if (!arguments.Contains(name))
                throw GraphException.Invalid($"Validation error (UnknownArgument@[{string.Join('/', Path)}]) : Unknown field argument '{name}'", Place);
        }
    }
}
