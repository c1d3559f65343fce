using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Words as completion results, quoted where they must be.</summary>
internal static class Completions
{
    /// <summary>Those words that start with what was typed, each with its tool tip.</summary>
    public static IEnumerable<CompletionResult> ToCompletions(
        this IEnumerable<KeyValuePair<string, string>> words, string typed)
    {
        string start = (typed ?? "").Trim('\'', '"');
        foreach (KeyValuePair<string, string> word in words)
            if (word.Key.StartsWith(start, StringComparison.OrdinalIgnoreCase))
                yield return new CompletionResult(
                    Quote(word.Key), word.Key, CompletionResultType.ParameterValue, word.Value);
    }

    private static string Quote(string word) =>
        word.All(static c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or '/')
            ? word
            : $"'{word.Replace("'", "''")}'";
}
