using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Completes names of fields by which records of the object in -Type are found: those with idLookup.</summary>
public sealed class KeyFieldCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionArguments.Text(fakeBoundParameters, "Type") is { Length: > 0 } type
            ? SchemaCompletion.Ask<SfField>(
                commandAst, fakeBoundParameters, async (schema, stop) => [.. (await schema[type].GetAsync(Describe.OrgSchema.ShownAge, stop)).Fields])
                .Where(static f => f.IdLookup)
                .OrderBy(static f => f.Name, StringComparer.OrdinalIgnoreCase)
                .Select(static f => new KeyValuePair<string, string>(f.Name, $"{f.Name}: {f.Type} {f.Label}".TrimEnd()))
                .ToCompletions(wordToComplete)
            : [];
}
