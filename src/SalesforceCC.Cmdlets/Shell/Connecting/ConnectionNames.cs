using System.Management.Automation;
using SalesforceCC.Connections;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Connections by names and patterns, as users type them.</summary>
internal static class ConnectionNames
{
    /// <summary>Those that a name or pattern means; a name that means none is an error of the cmdlet.</summary>
    public static SfConnection[] Match(AsyncPSCmdlet cmdlet, ConnectionSet all, string name) =>
        NamePattern.Match(cmdlet, name, all, static c => c.Name, all.NotFound);

    /// <summary>All that can be read; none where the file is of no use.</summary>
    public static IEnumerable<SfConnection> ForCompletion()
    {
        try
        {
            return ConnectionStore.OfUser().Read();
        }
        catch (SfException)
        {
            // The command itself will say it.
            return [];
        }
    }
}
