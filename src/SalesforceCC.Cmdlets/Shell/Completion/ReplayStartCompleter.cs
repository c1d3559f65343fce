using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Completes where events begin, apart from replay IDs. Asks no network.</summary>
public sealed class ReplayStartCompleter : IArgumentCompleter
{
    private static readonly KeyValuePair<string, string>[] s_words =
    [
        new("Latest", "Events that are published from now on"),
        new("Earliest", "All events that Salesforce has kept"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        s_words.ToCompletions(wordToComplete);
}
