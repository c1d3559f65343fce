using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using SalesforceCC.Describe;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// Completes names of the org's objects: for commands that write, of those that can be written; for commands about objects, of
/// all; else of those that have records, which events have not.
/// </summary>
public sealed class ObjectCompleter : IArgumentCompleter
{
    private static readonly HashSet<string> s_anyObject = new(StringComparer.OrdinalIgnoreCase) { "Get-SfObject", "Get-SfField" };

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        SchemaCompletion.Ask<SfObject>(
            commandAst, fakeBoundParameters, static async (schema, stop) => await schema.Objects.GetAsync(OrgSchema.ShownAge, stop))
            .Where(o => Fits(o, commandName))
            .OrderBy(static o => o.Name, StringComparer.OrdinalIgnoreCase)
            .Select(static o => new KeyValuePair<string, string>(o.Name, o.Label is null ? o.Name : $"{o.Name}: {o.Label}"))
            .ToCompletions(wordToComplete);

    private static bool Fits(SfObject one, string command) =>
        command.StartsWith("New-", StringComparison.OrdinalIgnoreCase) ? one.Createable
        : command.StartsWith("Set-", StringComparison.OrdinalIgnoreCase) ? one.Updateable || one.Createable
        : s_anyObject.Contains(command) || one.Queryable;
}
