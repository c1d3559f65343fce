using System.Management.Automation;
using System.Security;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// Refuses plain text for a secret before PowerShell does: PowerShell's own message would repeat the text.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretParameterAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is SecureString secret
            ? secret
            : throw new ArgumentTransformationMetadataException(
                "A secret must be a SecureString: Read-Host -AsSecureString asks for one; a consumer secret may come from a vault too (-SecretName).");
}
