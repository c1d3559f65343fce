using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>The files that a path of the user means.</summary>
internal static class FilePaths
{
    /// <summary>One file, or those that wildcards match. A file of exactly that name is meant before any pattern.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER: there is none, or it is no file.</exception>
    public static IReadOnlyList<string> Resolve(PSCmdlet cmdlet, string path, bool isLiteral)
    {
        string parameter = isLiteral ? "-LiteralPath" : "-Path";
        string exact = FullPath.Of(cmdlet.SessionState, path, parameter);
        if (isLiteral || File.Exists(exact) || !WildcardPattern.ContainsWildcardCharacters(path))
            return [Directory.Exists(exact) ? throw Invalid($"'{path}' is a folder, and {parameter} takes files.") : exact];
        IEnumerable<string> found = cmdlet.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider);
        if (provider.Name != "FileSystem")
            throw Invalid($"{parameter} '{path}' is not the path of a file: it belongs to the provider {provider.Name}.");
        string[] files = [.. found.Where(File.Exists)];
        return files.Length > 0 ? files : throw Invalid($"No file matches {parameter} '{path}'.");
    }

    private static SfException Invalid(string message) => new(SfErrorCodes.InvalidParameter, message);
}
