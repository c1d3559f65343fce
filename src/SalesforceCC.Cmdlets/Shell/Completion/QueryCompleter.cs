using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using SalesforceCC.Query;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// Completes SOQL in quotes: objects, fields, relationships, and values of picklists. PowerShell puts a completion in the
/// place of the whole text, so each is the whole text, with the rest as it was.
/// </summary>
public sealed class QueryCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        if (QuotedText.At(commandAst, CompletionCursor.Offset(commandAst.Extent.StartScriptPosition.GetFullScript()), wordToComplete) is not { } text
            || SoqlCursor.At(text.Value, text.Cursor) is not { } cursor)
            return [];
        return SchemaCompletion.Ask(commandAst, fakeBoundParameters, (schema, stop) => new SoqlCompleter(schema).SuggestAsync(cursor, stop))
            .Select(s => new CompletionResult(
                text.With(cursor.Start, cursor.End, s.Text), s.Name, CompletionResultType.ParameterValue, s.Description));
    }
}
