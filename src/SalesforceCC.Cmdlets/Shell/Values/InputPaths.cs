using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Files that are read, as users name them: with wildcards, or exactly.</summary>
internal static class InputPaths
{
    /// <summary>The files that paths with wildcards mean, each once. A path without wildcards need not be there.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER.</exception>
    public static IEnumerable<string> Resolve(PSCmdlet cmdlet, IEnumerable<string> paths, string parameter)
    {
        foreach (string path in paths)
        {
            if (!WildcardPattern.ContainsWildcardCharacters(path))
            {
                yield return FullPath.Of(cmdlet.SessionState, path, parameter);
                continue;
            }

            string[] matches = [.. cmdlet.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider).Where(File.Exists)];
            if (provider.Name != "FileSystem" || matches.Length == 0)
                throw new SfException(SfErrorCodes.InvalidParameter, $"No file matches {parameter} '{path}'.");
            foreach (string match in matches)
                yield return match;
        }
    }
}
