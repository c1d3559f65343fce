using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell.Commands;
using SalesforceCC.Cmdlets.Commands;

namespace SalesforceCC.Resume.Tests;

/// <summary>
/// Receives events with the command that users run, and handles each by a line in a file. Its steps are what lies before and
/// behind a line, and all that -Verbose shows: the calls, the responses, the places that were stored.
/// </summary>
internal static class EventWorker
{
    /// <summary>Receives until the last event has been handled, or one behind it.</summary>
    /// <param name="session">Where from.</param>
    /// <param name="endpoint">Where its Pub/Sub API is.</param>
    /// <param name="log">The file of the lines.</param>
    /// <param name="resume">The file of the place.</param>
    /// <param name="delivery">AtLeastOnce or AtMostOnce.</param>
    /// <param name="last">The last event's number.</param>
    /// <param name="step">Called at each step.</param>
    public static void Run(SfSession session, Uri endpoint, string log, string resume, string delivery, string last, Action<string> step)
    {
        InitialSessionState state = InitialSessionState.Create();
        state.Providers.Add(new SessionStateProviderEntry("FileSystem", typeof(FileSystemProvider), null));
        state.Commands.Add(new SessionStateCmdletEntry("Receive-SfEvent", typeof(ReceiveSfEventCommand), null));
        state.Commands.Add(new SessionStateCmdletEntry("Write-Handled", typeof(WriteHandledCommand), null));
        using Runspace runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        using PowerShell shell = PowerShell.Create(runspace);
        shell.AddCommand("Receive-SfEvent")
            .AddParameter("Topic", "Order_Placed__e")
            .AddParameter("From", "Earliest")
            .AddParameter("ResumePath", resume)
            .AddParameter("Delivery", delivery)
            .AddParameter("Session", session)
            .AddParameter("PubSubEndpoint", endpoint)
            .AddParameter("ErrorAction", ActionPreference.Stop)
            .AddParameter("Verbose");
        shell.AddCommand("Write-Handled").AddParameter("Path", log).AddParameter("Last", last).AddParameter("Step", step);
        shell.Streams.Verbose.DataAdded += (_, e) => step(shell.Streams.Verbose[e.Index].Message);
        shell.Invoke();
    }
}
