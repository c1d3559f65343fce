using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Which PowerShell this is. Host.Version would be that of the host application, such as an editor.</summary>
internal static class PowerShellVersion
{
    /// <summary>The product for a User-Agent, such as <c>PowerShell/7.4.6</c>.</summary>
    public static string Product(SessionState state) =>
        state.PSVariable.GetValue("PSVersionTable") is IDictionary table && table["PSVersion"] is { } version
            ? $"PowerShell/{version}"
            : $"PowerShell/{typeof(Runspace).Assembly.GetName().Version}";
}
