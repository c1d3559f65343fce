using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Completes hosts of orgs that are known here: those of registered connections and of sessions. Asks no network.</summary>
public sealed class DomainCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        ConnectionNames.ForCompletion()
            .Where(static c => c.Domain is not null)
            .Select(static c => new KeyValuePair<string, string>(c.Domain!, $"{c.Domain}: connection {c.Name}"))
            .Concat(SessionTable.Here.All.Select(static s =>
                new KeyValuePair<string, string>(Host(s.InstanceUrl), $"{s.InstanceUrl.Host}: session {s.Name}")))
            .GroupBy(static d => d.Key, StringComparer.OrdinalIgnoreCase)
            .Select(static d => d.First())
            .ToCompletions(wordToComplete);

    private static string Host(Uri url) => url.Scheme == Uri.UriSchemeHttps ? url.Authority : url.GetLeftPart(UriPartial.Authority);
}
