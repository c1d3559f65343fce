using SalesforceCC.Json;

namespace SalesforceCC.Describe;

/// <summary>
/// An object in a describe, as it was read. What is of another kind than expected counts as not said: one odd fact takes
/// nothing from the others. Only names must be there.
/// </summary>
internal sealed class DescribeRow(MemberTable members, object?[] values, string what)
{
    /// <summary>A text; null where there is none.</summary>
    public string? Text(string name) => Value(name) as string;

    /// <summary>A text that must be there.</summary>
    public string Name(string name) => Text(name) is { Length: > 0 } text
        ? text
        : throw JsonSource.Invalid($"The {what} is not as expected: an object in it has no text as '{name}'.");

    /// <summary>A flag.</summary>
    /// <param name="name">The member.</param>
    /// <param name="absent">What holds where it is not said.</param>
    public bool Flag(string name, bool absent = false) => Value(name) as bool? ?? absent;

    /// <summary>A whole number; 0 where there is none.</summary>
    public int Number(string name) => Value(name) as int? ?? 0;

    /// <summary>A text, a number or a flag; null where there is none.</summary>
    public object? Value(string name) => values[members[name]] is var value and not List<object?> ? value : null;

    /// <summary>Texts in an array. Users meet it: of a list that the compiler makes, PowerShell has no elements.</summary>
    public string[] Texts(string name) => List(name).OfType<string>().ToArray();

    /// <summary>Objects in an array.</summary>
    public IEnumerable<DescribeRow> Rows(string name) => List(name).OfType<DescribeRow>();

    private List<object?> List(string name) => values[members[name]] as List<object?> ?? [];
}
