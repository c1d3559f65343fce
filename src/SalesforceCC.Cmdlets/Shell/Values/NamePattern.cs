using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>What a name or a pattern means, in commands that take several of them.</summary>
internal static class NamePattern
{
    /// <summary>
    /// Those of that name. A name that means none is an error of the cmdlet; a pattern that means none is none.
    /// </summary>
    public static T[] Match<T>(
        AsyncPSCmdlet cmdlet, string pattern, IEnumerable<T> all, Func<T, string> nameOf, Func<string, SfException> notFound)
    {
        WildcardPattern wildcard = new(pattern, WildcardOptions.IgnoreCase);
        T[] found = all.Where(one => wildcard.IsMatch(nameOf(one))).ToArray();
        if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(pattern))
            cmdlet.WriteError(ErrorRecords.From(notFound(pattern), pattern));
        return found;
    }
}
