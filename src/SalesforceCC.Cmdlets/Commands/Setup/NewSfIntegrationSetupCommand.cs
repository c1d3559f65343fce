using System.Collections;
using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Setup;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>
/// Creates the user, permission set and app with the client credentials flow that an integration needs in Salesforce.
/// </summary>
/// <remarks>
/// <para>
/// With -OutputDirectory, this command writes a source folder and a manifest for sf project deploy start, and sends
/// no request. With -Session, the session of an administrator, it sets up the org: it finds or creates the user,
/// assigns the permission set license Salesforce API Integration, deploys permission set and app through the Metadata
/// API, and assigns the permission set. You can use both parameters.
/// </para>
/// <para>
/// All names are based on the name of the system: SAP results in SAP Integration, or SAP_Integration as an API name.
/// The user can use the API only. Only users with the permission set can use the app. The flow is enabled in settings
/// and policies, and the app runs as the user.
/// </para>
/// <para>
/// Existing parts are used and not changed, so that you can run the command again after a failure. A deployment
/// succeeds or fails as a whole. If it fails, the error lists file, line and problem of each component. Ctrl+C does
/// not stop a deployment that has started; see Setup, Deployment Status.
/// </para>
/// <para>
/// Returns an object for each part, with its Status: Created, Found, Updated (with -Force) or ByHand. ByHand is what
/// you have to do yourself, with the place in Setup as Detail. In particular, copy the consumer key and secret, which
/// Salesforce generates, into the vault. This command neither sees a secret nor writes one to disk.
/// </para>
/// <para>
/// The administrator needs Manage Users, Assign Permission Sets and Modify Metadata. The org must allow external
/// client apps, and Access to OAuth Consumer Secrets via Metadata API (Setup, External Client App Settings). Since
/// Spring '26, new connected apps can be created only if Salesforce Support has enabled this.
/// </para>
/// </remarks>
/// <example>
///   <code>New-SfIntegrationSetup SAP it@acme.example -Session dev -WhatIf</code>
///   <para>Shows each step without performing it. dev is the session of an administrator.</para>
/// </example>
/// <example>
///   <code>$objects = @{ Account = 'Read', 'Edit'; Contact = 'Create' }
/// New-SfIntegrationSetup SAP it@acme.example -ObjectPermission $objects `
///     -Session dev</code>
///   <para>
///   Sets the org up, with access to two objects; rights that others depend on are added. Then copy key and secret from
///   Setup into the vault, with Set-Secret sap (Get-Credential), and connect with -SecretName sap.
///   </para>
/// </example>
/// <example>
///   <code>$files = @{ Username = 'sap@acme.example'; OutputDirectory = './sap' }
/// New-SfIntegrationSetup SAP it@acme.example @files</code>
///   <para>
///   Writes the files. After the user is created, deploy them from that folder with the Salesforce CLI: sf project
///   deploy start --manifest manifest/SAP_Integration.package.xml.
///   </para>
/// </example>
/// <example>
///   <code>$app = (Invoke-SfRest apps/oauth/usage -Session dev).apps |
///     Where-Object developerName -EQ SAP_Integration
/// $path = "apps/oauth/credentials/$($app.identifier)"
/// $consumer = (Invoke-SfRest $path -Session dev).consumers[0]
/// $url = "$($consumer.url)?part=keyandsecret"
/// $pair = Invoke-SfRest $url -Session dev
/// $secret = ConvertTo-SecureString $pair.secret -AsPlainText -Force
/// Set-Secret sap ([pscredential]::new($pair.key, $secret))</code>
///   <para>
///   Stores key and secret in the vault without a browser, if the org allows access to consumer secrets via REST API
///   (Setup, External Client App Settings).
///   </para>
/// </example>
/// <seealso cref="ConnectSfClientCredentialsCommand"/>
/// <seealso cref="InvokeSfRestCommand"/>
[Cmdlet(VerbsCommon.New, "SfIntegrationSetup", SupportsShouldProcess = true)]
[OutputType("SalesforceCC.SfSetupItem")]
public sealed class NewSfIntegrationSetupCommand : AsyncPSCmdlet
{
    /// <summary>
    /// Specifies the name of the system to connect, such as SAP, with at most 68 characters, including a letter A-Z
    /// or a digit. All names are based on it.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string System { get; set; } = "";

    /// <summary>
    /// Specifies the email address of the person responsible for the integration. It is the contact of the app and
    /// the address of the user.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Email")]
    [ValidateNotNullOrEmpty]
    public string ContactEmail { get; set; } = "";

    /// <summary>
    /// Specifies the user name, which has the form of an email address and must be unique in all orgs. The default,
    /// with -Session, is made of the system and the My Domain of the org: sap.integration@acme.my.salesforce.com.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Username { get; set; }

    /// <summary>
    /// Specifies the folder to write the source files to. Existing files are an error, unless you use -Force; an existing
    /// sfdx-project.json is not changed. One folder can hold many integrations.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? OutputDirectory { get; set; }

    /// <summary>
    /// Specifies the session of an administrator of the org to set up, as an object or by its name in this runspace.
    /// The default session is not used.
    /// </summary>
    [Parameter]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public SfSession? Session { get; set; }

    /// <summary>
    /// Specifies the API name of the permission set. The default is that of the app, such as SAP_Integration. An existing
    /// permission set is used and not changed.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? PermissionSetName { get; set; }

    /// <summary>
    /// Specifies access to objects for a new permission set: a hashtable with the API names of objects, and for each
    /// one or more of Read, Create, Edit, Delete, ViewAll, ModifyAll.
    /// </summary>
    [Parameter]
    public IDictionary? ObjectPermission { get; set; }

    /// <summary>
    /// Specifies the type of the app: an external client app, or, if the org allows it, a connected app.
    /// </summary>
    [Parameter]
    [ValidateSet(nameof(Setup.AppType.ExternalClientApp), nameof(Setup.AppType.ConnectedApp))]
    public string AppType { get; set; } = nameof(Setup.AppType.ExternalClientApp);

    /// <summary>
    /// Specifies the callback URL of the app. Salesforce requires one, although this flow does not use it. The
    /// default is a page of Salesforce.
    /// </summary>
    [Parameter]
    public Uri? CallbackUrl { get; set; }

    /// <summary>Specifies the name of the profile for a new user.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string ProfileName { get; set; } = "Minimum Access - API Only Integrations";

    /// <summary>
    /// Overwrites the files of an earlier run, and deploys over an existing permission set and app. Changes that were
    /// made to them since then are lost. The app keeps its key and secret.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override object? TargetOfErrors => System;

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (Session is { IsClosed: true })
            throw new SfException(SfErrorCodes.SessionClosed, $"The session '{Session.Name}' was disconnected.");
        _ = Enum.TryParse(AppType, ignoreCase: true, out Setup.AppType appType);
        IntegrationOptions options = Outside(() => IntegrationOptions.Create(
            System, Username, ContactEmail, PermissionSetName, CallbackUrl, ProfileName,
            appType, PsValues.UnwrapTable(ObjectPermission, "-ObjectPermission"), Force, Session));
        IntegrationSetup setup = new(
            options, Session, OutputDirectory is null ? null : Outside(() => FullPath.Of(SessionState, OutputDirectory, "-OutputDirectory")));
        DeployProgress progress = new(this, options.Label);
        bool done = false;
        foreach (SetupStep step in setup.Steps)
        {
            if (!ShouldProcess(step.Target, step.Action))
                continue;
            await foreach (SetupEvent told in step.RunAsync(StopToken))
                progress.Show(told);
            done = true;
        }

        WriteObject(done ? setup.ByHand("Set-Secret") : [], enumerateCollection: true);
    }
}
