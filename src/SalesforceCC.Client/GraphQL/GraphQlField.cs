namespace SalesforceCC.GraphQL;

/// <summary>A field that a document selects.</summary>
/// <param name="Key">Its name in the response: its alias, if it has one.</param>
/// <param name="Name">Its name in the schema.</param>
/// <param name="Arguments">Its arguments; of one that is a variable, that variable's name, of others nothing.</param>
/// <param name="Fields">What is selected of it.</param>
internal sealed record GraphQlField(
    string Key, string Name, IReadOnlyDictionary<string, string?> Arguments, IReadOnlyList<GraphQlField> Fields)
{
    /// <summary>The variable that an argument is; null: it is none.</summary>
    public string? VariableOf(string argument) => Arguments.TryGetValue(argument, out string? variable) ? variable : null;

    /// <summary>A field by its name in the response; null: it is not selected.</summary>
    public GraphQlField? Find(string key) => Fields.FirstOrDefault(f => f.Key == key);

    /// <summary>Whether a field is selected, under its own name.</summary>
    public bool Selects(string name) => Fields.Any(f => f.Name == name && f.Key == name);
}
