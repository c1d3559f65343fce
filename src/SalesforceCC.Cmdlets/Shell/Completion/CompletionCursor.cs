using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// Where the cursor is in the text that is being completed. PowerShell does not tell completers; but TabExpansion2, which
/// every host calls, is told, and is still running.
/// </summary>
internal static class CompletionCursor
{
    /// <summary>The place of the cursor in the script; null where it cannot be told.</summary>
    public static int? Offset(string script)
    {
        foreach (CallStackFrame frame in Runspace.DefaultRunspace.Debugger.GetCallStack())
        {
            Dictionary<string, object> arguments = frame.InvocationInfo.BoundParameters;
            if (arguments.TryGetValue("cursorColumn", out object? column) && Bare(column) is int at
                && arguments.TryGetValue("inputScript", out object? input) && Bare(input) is string text && text == script)
                return at;
            if (arguments.TryGetValue("positionOfCursor", out object? position) && Bare(position) is IScriptPosition place && place.GetFullScript() == script)
                return place.Offset;
        }

        return null;
    }

    private static object? Bare(object? value) => CompletionArguments.Bare(value);
}
