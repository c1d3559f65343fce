using System.Globalization;

namespace SalesforceCC.Emulator.Soql.Translation;

/// <summary>Hands out the names of one SQL statement: table aliases and numbered arguments.</summary>
internal sealed class StatementBuilder
{
    private readonly List<object?> _arguments = [];
    private int _tables;

    public IReadOnlyList<object?> Arguments => _arguments;

    public string NextTable() => string.Create(CultureInfo.InvariantCulture, $"t{_tables++}");

    /// <summary>Adds a value and gives its place holder: values never become part of the SQL text.</summary>
    public string Argument(object? value)
    {
        _arguments.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"?{_arguments.Count}");
    }

    /// <summary>An object's or field's name in SQL. Names come from the schema, never from the statement.</summary>
    public static string Quote(string name) => $"\"{name}\"";
}
