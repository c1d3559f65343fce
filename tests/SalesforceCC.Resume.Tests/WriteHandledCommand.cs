using System.Management.Automation;

namespace SalesforceCC.Resume.Tests;

/// <summary>Handles events: a line for each, on the disk before the next comes. Ends the pipeline after the last, or one behind it.</summary>
[Cmdlet(VerbsCommunications.Write, "Handled")]
public sealed class WriteHandledCommand : PSCmdlet
{
    /// <summary>The event.</summary>
    [Parameter(ValueFromPipeline = true)]
    public SfEvent InputObject { get; set; } = null!;

    /// <summary>The file of the lines.</summary>
    [Parameter]
    public string Path { get; set; } = "";

    /// <summary>The last event's number.</summary>
    [Parameter]
    public string Last { get; set; } = "";

    /// <summary>Called at each step.</summary>
    [Parameter]
    public Action<string> Step { get; set; } = static _ => { };

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string number = (string)PSObject.AsPSObject(InputObject).Properties["Order_Number__c"].Value;
        Step($"before {number}");
        File.AppendAllText(Path, number + "\n");
        Step($"behind {number}");
        if (string.CompareOrdinal(number, Last) >= 0)
            throw EndOfPipeline();
    }

    // As Select-Object -First ends the commands before it, which lies in another package, with compilers. The type is not public.
    private Exception EndOfPipeline()
    {
        Type type = typeof(PSObject).Assembly.GetType("System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!;
        return (Exception)Activator.CreateInstance(type, this)!;
    }
}
