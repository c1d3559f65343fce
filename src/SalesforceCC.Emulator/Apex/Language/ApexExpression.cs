using SalesforceCC.Emulator.Apex.Running;

namespace SalesforceCC.Emulator.Apex.Language;

/// <summary>A part of a statement that has a value.</summary>
/// <param name="Type">The value's type.</param>
/// <param name="Value">Gives it.</param>
internal sealed record ApexExpression(ApexType Type, Func<ApexRun, object?> Value)
{
    /// <summary>Puts another value there; null where that is impossible.</summary>
    public Action<ApexRun, object?>? Assign { get; init; }

    /// <summary>Rows of a query, of which one may be put where a row is wanted.</summary>
    public bool IsQuery { get; init; }

    /// <summary>May stand alone as a statement.</summary>
    public bool IsStatement { get; init; }
}
