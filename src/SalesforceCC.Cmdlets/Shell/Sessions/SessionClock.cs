using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// By which clock the sessions run that are made in a runspace: the system's, unless a test has put its own in. No
/// parameter, since nobody else has a use for another.
/// </summary>
internal static class SessionClock
{
    private static readonly ConditionalWeakTable<Runspace, TimeProvider> s_byRunspace = new();

    /// <summary>That of the runspace that this thread runs.</summary>
    public static TimeProvider Here
    {
        get => Runspace.DefaultRunspace is { } here && s_byRunspace.TryGetValue(here, out TimeProvider? clock) ? clock : TimeProvider.System;
        set
        {
            s_byRunspace.Remove(Runspace.DefaultRunspace);
            s_byRunspace.Add(Runspace.DefaultRunspace, value);
        }
    }
}
