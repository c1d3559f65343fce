using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Rotation;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>
/// Replaces the consumer key and secret of an external client app in the org and in the vault, without downtime.
/// </summary>
/// <remarks>
/// <para>
/// Salesforce generates a new key and secret in addition to the current ones (they are staged). The command stores them in
/// the vault under a second name, connects with them, promotes them, and stores them under the first name. The previous
/// key and secret continue to work for a grace period, which is 30 days according to Salesforce. Sessions that were
/// connected with -SecretName read the vault again when Salesforce rejects their secret, so you do not need to reconnect.
/// </para>
/// <para>
/// The command returns an object for each step that is done. It reads back what it stores in the vault before it continues,
/// and keeps the metadata of the secret. If a step fails, the error describes the current state, and the vault still
/// contains a key and secret that work. Run the command again to continue where it stopped. If the second secret cannot be
/// removed at the end, you get a warning.
/// </para>
/// <para>
/// Use the session of another app. Its user needs External Client App Developer and View Client Secret, and the org must
/// allow it: Setup, External Client App Settings, Allow access to External Client App consumer secrets via REST API. The
/// key and secret must be in a SecretManagement vault, as a PSCredential or as a hashtable with ClientId and ClientSecret.
/// A secret without a key becomes a PSCredential.
/// </para>
/// <para>
/// The command makes eight API calls, and one more for each app of the org that it has to check first. With -AppId, it
/// makes six.
/// </para>
/// </remarks>
/// <example>
///   <code>Connect-SfClientCredentials acme -SecretName admin -Name admin
/// Update-SfClientSecret salesforce -Session admin</code>
///   <para>
///   Rotates the pair in the secret salesforce. The command runs with the app whose pair is in the secret admin.
///   </para>
/// </example>
/// <example>
///   <code>Update-SfClientSecret salesforce -VaultName prod -Session admin -WhatIf</code>
///   <para>Shows what would be done. No request is sent and no secret is read.</para>
/// </example>
/// <seealso cref="ConnectSfClientCredentialsCommand"/>
[Cmdlet(VerbsData.Update, "SfClientSecret", SupportsShouldProcess = true)]
[OutputType("SalesforceCC.SfRotationStep")]
public sealed class UpdateSfClientSecretCommand : SessionCmdlet
{
    /// <summary>
    /// Specifies the name of the secret in the vault that contains the consumer key and secret of the app.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("Name")]
    public string SecretName { get; set; } = "";

    /// <summary>
    /// Specifies the name of the vault. It is needed only if several vaults have a secret of that name.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? VaultName { get; set; }

    /// <summary>
    /// Specifies the name under which the new pair is stored until it is promoted. The default is the name of the
    /// secret, followed by -staged.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StagedSecretName { get; set; }

    /// <summary>
    /// Specifies the current consumer key of the app, for a secret that contains only the consumer secret.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ClientId { get; set; }

    /// <summary>
    /// Specifies the ID of the external client app, which begins with 0xI. By default, the app is found by the key in
    /// the secret.
    /// </summary>
    [Parameter]
    [ValidatePattern("^0xI[0-9A-Za-z]{12}([0-9A-Za-z]{3})?$")]
    public string? AppId { get; set; }

    /// <summary>
    /// Promotes the new pair first and connects with it then, for an org that takes no pair before it is promoted. The
    /// secret is changed only if it connects.
    /// </summary>
    [Parameter]
    public SwitchParameter ConnectAfterPromotion { get; set; }

    /// <summary>
    /// Ends the grace of the pair that an earlier rotation replaced, if it still works: there is room for one pair
    /// beside the current one. Whoever still connects with it is refused.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override object? TargetOfErrors => SecretName;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
        if (!ShouldProcess($"Secret '{SecretName}'", "Stage, try and promote a new consumer key and secret, and put them into the vault"))
            return;
        RotationPlan plan = new()
        {
            SecretName = SecretName,
            StagedSecretName = StagedSecretName ?? SecretName + "-staged",
            AppId = AppId,
            ConnectAfterPromotion = ConnectAfterPromotion,
            Force = Force,
        };
        if (plan.StagedSecretName == SecretName)
            throw new SfException(SfErrorCodes.InvalidParameter, "-StagedSecretName must differ from -SecretName, which goes on working meanwhile.");
        SecretRotation rotation = new(session, new SecretVault(VaultName, ClientId), plan);
        while (await rotation.NextAsync(StopToken) is { } step)
        {
            if (step.Status == SfRotationStatus.Failed)
                WriteWarning(step.Detail);
            WriteObject(step);
        }
    }
}
