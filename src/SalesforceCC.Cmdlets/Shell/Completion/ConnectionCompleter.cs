using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using SalesforceCC.Connections;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// Completes names of registered connections; for the commands of a flow, those of its flow.
/// Reads one small file, waits for nobody, and asks no network.
/// </summary>
public sealed class ConnectionCompleter : IArgumentCompleter
{
    private const string Noun = "-Sf";

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        int noun = commandName.IndexOf(Noun, StringComparison.OrdinalIgnoreCase);
        SfFlow? flow = noun < 0 ? null : ConnectionRules.FindFlow(commandName.Substring(noun + Noun.Length));
        return ConnectionNames.ForCompletion()
            .Where(c => flow is null || c.Flow == flow)
            .Select(static c => new KeyValuePair<string, string>(c.Name, $"{c.Name}: {c.Flow} {c.Domain}".TrimEnd()))
            .ToCompletions(wordToComplete);
    }
}
