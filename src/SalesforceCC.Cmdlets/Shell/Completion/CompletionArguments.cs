using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Arguments of a command that is being typed.</summary>
internal static class CompletionArguments
{
    /// <summary>The value of a parameter, if it can be told without running anything.</summary>
    public static object? Value(IDictionary bound, string parameter) => Bare(bound[parameter]);

    /// <summary>The text of a parameter, the first of several; null where it cannot be told.</summary>
    public static string? Text(IDictionary bound, string parameter) => Value(bound, parameter) switch
    {
        string text => text,
        IList { Count: > 0 } list => Bare(list[0])?.ToString(),
        var other => other?.ToString(),
    };

    /// <summary>Whether a parameter is given, by its name or the beginning of it.</summary>
    public static bool Has(CommandAst command, IDictionary bound, string parameter) =>
        bound.Contains(parameter) || command.CommandElements.OfType<CommandParameterAst>().Any(
            p => p.ParameterName.Length > 0 && parameter.StartsWith(p.ParameterName, StringComparison.OrdinalIgnoreCase));

    /// <summary>A value without PowerShell's wrapper.</summary>
    public static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
