using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Completes versions of the REST API, newest first. Asks no network.</summary>
public sealed class ApiVersionCompleter : IArgumentCompleter
{
    private const int Oldest = 31;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        int newest = (int)decimal.Parse(SfConnectOptions.DefaultApiVersion, CultureInfo.InvariantCulture);
        return Enumerable.Range(Oldest, newest - Oldest + 1)
            .Reverse()
            .Select(static v => v.ToString(CultureInfo.InvariantCulture) + ".0")
            .Append("latest")
            .Select(static v => new KeyValuePair<string, string>(v, v == "latest" ? "The org's newest version" : "API version " + v))
            .ToCompletions(wordToComplete);
    }
}
