using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Takes the name of a connection from what Get-SfConnection writes, and from the rows of a table.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ConnectionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    // What is something else stays as it is: PowerShell asks for each object of the pipeline, and may bind it elsewhere.
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData switch
    {
        PSObject { BaseObject: SfConnection connection } => connection.Name,
        PSObject { BaseObject: PSCustomObject } row =>
            (row.Properties["Connection"] ?? row.Properties[nameof(SfConnection.Name)])?.Value ?? inputData,
        _ => inputData,
    };
}
