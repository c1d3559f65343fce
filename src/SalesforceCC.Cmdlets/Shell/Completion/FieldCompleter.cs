using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using SalesforceCC.Query;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Completes names of fields of the object in -Type, and through its parents: Owner.Name.</summary>
public sealed class FieldCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        if (CompletionArguments.Text(fakeBoundParameters, "Type") is not { Length: > 0 } type)
            return [];
        string[] names = (wordToComplete ?? "").Trim('\'', '"').Split('.');
        string[] path = [.. names.Take(names.Length - 1)];
        string before = string.Concat(path.Select(static p => p + "."));
        return SchemaCompletion.Ask(
            commandAst, fakeBoundParameters, (schema, stop) => new SoqlCompleter(schema).SuggestFieldsAsync(type, path, names[names.Length - 1], stop))
            .Where(s => path.Length > 0 || parameterName != "Name" || !s.Text.EndsWith(".", StringComparison.Ordinal))
            .Select(s => new KeyValuePair<string, string>(before + s.Text, s.Description))
            .ToCompletions(wordToComplete ?? "");
    }
}
