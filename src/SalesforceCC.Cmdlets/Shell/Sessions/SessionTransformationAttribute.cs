using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Takes a session by its name where the object is wanted.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SessionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is not string name)
            return value;
        return SessionTable.Here.Find(name)
            ?? throw new ArgumentTransformationMetadataException(
                $"There is no session '{name}' in this runspace. Get-SfSession lists them; Connect-SfClientCredentials -Name {name} makes one.");
    }
}
