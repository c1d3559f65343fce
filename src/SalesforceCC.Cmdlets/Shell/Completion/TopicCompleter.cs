using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using SalesforceCC.Describe;
using SalesforceCC.Events;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Completes names of topics, from the org's objects: for the command that sends, those of platform events.</summary>
public sealed class TopicCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string typed = (wordToComplete ?? "").Trim('\'', '"');
        return TopicName.Of(SchemaCompletion.Ask<SfObject>(
            commandAst, fakeBoundParameters, static async (schema, stop) => await schema.Objects.GetAsync(OrgSchema.ShownAge, stop))
            .Select(static o => o.Name))
            .Where(t => !commandName.StartsWith("Send-", StringComparison.OrdinalIgnoreCase) || t.StartsWith("/event/", StringComparison.Ordinal))
            .OrderBy(static t => t, StringComparer.OrdinalIgnoreCase)
            .Select(t => typed.StartsWith("/", StringComparison.Ordinal) ? t : t.Substring(t.LastIndexOf('/') + 1))
            .Select(static t => new KeyValuePair<string, string>(t, t))
            .ToCompletions(wordToComplete ?? "");
    }
}
