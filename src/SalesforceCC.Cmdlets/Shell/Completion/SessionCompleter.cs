using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Completes names of the runspace's sessions. Asks no network.</summary>
public sealed class SessionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        return SessionTable.Here.All
            .Select(static s => new KeyValuePair<string, string>(s.Name, $"{s.Name}: {s.InstanceUrl.Host}"))
            .ToCompletions(wordToComplete);
    }
}
