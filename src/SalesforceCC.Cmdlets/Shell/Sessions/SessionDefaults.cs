using System.Collections;
using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// A session in $PSDefaultParameterValues that PowerShell could not bind: it only warns then, and the command would go to
/// the default session, which may be of another org.
/// </summary>
internal static class SessionDefaults
{
    /// <summary>Ends the command where such a value is meant for it. For commands whose -Session is not bound.</summary>
    public static void Check(PSCmdlet cmdlet)
    {
        if (cmdlet.GetVariableValue("PSDefaultParameterValues") is not IDictionary defaults || Is(defaults["Disabled"]))
            return;
        string command = cmdlet.MyInvocation.MyCommand.Name;
        foreach (string key in defaults.Keys.OfType<string>())
        {
            string[] parts = key.Split(':');
            if (parts.Length == 2
                && string.Equals(Word(parts[1]), "Session", StringComparison.OrdinalIgnoreCase)
                && new WildcardPattern(Word(parts[0]), WildcardOptions.IgnoreCase).IsMatch(command))
                throw new SfException(
                    SfErrorCodes.InvalidParameter, $"$PSDefaultParameterValues['{key}'] is not a session of this runspace.");
        }
    }

    private static bool Is(object? value) => LanguagePrimitives.IsTrue(value);

    private static string Word(string part) => part.Trim().Trim('\'', '"');
}
