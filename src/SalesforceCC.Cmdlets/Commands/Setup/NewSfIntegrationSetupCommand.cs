using System.Collections;
using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Setup;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Makes what an integration needs in Salesforce: user, permission set, and app with the client credentials flow.</summary>
/// <remarks>
/// <para>
/// -OutputDirectory writes a source folder and a manifest for sf project deploy start, and asks nobody. -Session, of an
/// administrator, sets the org up: it finds or creates the user, gives it the permission set licence Salesforce API
/// Integration, deploys permission set and app through the Metadata API, and assigns the permission set. With both, both
/// is done.
/// </para>
/// <para>
/// Everything is called after the system: SAP gives SAP Integration, and SAP_Integration where a name must be an API
/// name. The user may use the API and nothing else. Only users of the permission set may use the app; the flow is on in
/// settings and policies, and the app runs as the user.
/// </para>
/// <para>
/// What is there already is used and left as it is, so that the command can be run again after a failure. A deployment
/// is all or nothing; if it fails, the error names file, line and problem of each component. Ctrl+C leaves a deployment
/// that has begun to Salesforce: see Setup, Deployment Status.
/// </para>
/// <para>
/// Each part is an object with its Status: Created, Found, Updated (with -Force) or ByHand. ByHand is what people have
/// to do, with the place in Setup as Detail: above all to copy consumer key and secret, which Salesforce makes, into the
/// vault. No secret is written to disk, and none passes through this command.
/// </para>
/// <para>
/// The administrator needs Manage Users, Assign Permission Sets and Modify Metadata; the org must allow external client
/// apps, and Access to OAuth Consumer Secrets via Metadata API (Setup, External Client App Settings). New connected apps
/// can be made only where Salesforce Support has allowed it, since Spring '26.
/// </para>
/// </remarks>
/// <example>
///   <code>New-SfIntegrationSetup SAP it@acme.example -Session dev -WhatIf</code>
///   <para>Says each step, and does none of them. dev is the session of an administrator.</para>
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
///   Writes the files. When the user is there, deploy them in that folder with the Salesforce CLI: sf project deploy
///   start --manifest manifest/SAP_Integration.package.xml.
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
///   Where the org allows access to consumer secrets via REST API (Setup, External Client App Settings), key and secret
///   come into the vault without a browser.
///   </para>
/// </example>
/// <seealso cref="ConnectSfClientCredentialsCommand"/>
/// <seealso cref="InvokeSfRestCommand"/>
[Cmdlet(VerbsCommon.New, "SfIntegrationSetup", SupportsShouldProcess = true)]
[OutputType("SalesforceCC.SfSetupItem")]
public sealed class NewSfIntegrationSetupCommand : AsyncPSCmdlet
{
    /// <summary>
    /// Name of the system that is to be connected, such as SAP: at most 68 characters, one of them a letter A-Z or a
    /// digit. All names are made of it.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string System { get; set; } = "";

    /// <summary>Email address of who looks after the integration: contact of the app, and address of the user.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Email")]
    [ValidateNotNullOrEmpty]
    public string ContactEmail { get; set; } = "";

    /// <summary>
    /// The user's login name, in the form of an email address and unique among all orgs. Without it, and with -Session,
    /// it is made of the system and the org's My Domain: sap.integration@acme.my.salesforce.com.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Username { get; set; }

    /// <summary>
    /// Writes a source folder here. Files that are there are an error, unless -Force is given; sfdx-project.json is left
    /// alone. Many integrations fit into one folder.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? OutputDirectory { get; set; }

    /// <summary>
    /// Session of an administrator of the org that is to be set up: the object, or its name in this runspace. The
    /// default session is not used: what is to be changed must be named.
    /// </summary>
    [Parameter]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public SfSession? Session { get; set; }

    /// <summary>
    /// API name of the permission set. Without it, the app's, such as SAP_Integration. One that is there is used as it is.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? PermissionSetName { get; set; }

    /// <summary>
    /// Access to objects for a new permission set: a table with the API names of objects, and for each one or more of
    /// Read, Create, Edit, Delete, ViewAll, ModifyAll.
    /// </summary>
    [Parameter]
    public IDictionary? ObjectPermission { get; set; }

    /// <summary>An external client app, or, where the org may still make them, a connected app.</summary>
    [Parameter]
    [ValidateSet(nameof(Setup.AppType.ExternalClientApp), nameof(Setup.AppType.ConnectedApp))]
    public string AppType { get; set; } = nameof(Setup.AppType.ExternalClientApp);

    /// <summary>
    /// Callback URL of the app. Salesforce wants one, though this flow does not use it; without it, Salesforce's own.
    /// </summary>
    [Parameter]
    public Uri? CallbackUrl { get; set; }

    /// <summary>Name of the profile for a new user.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string ProfileName { get; set; } = "Minimum Access - API Only Integrations";

    /// <summary>
    /// Overwrites files of an earlier run, and deploys over a permission set and an app that are there: what somebody
    /// has changed in them since is lost. The app keeps its key and secret.
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
        IntegrationOptions options = IntegrationOptions.Create(
            System, Username, ContactEmail, PermissionSetName, CallbackUrl, ProfileName,
            appType, PsValues.UnwrapTable(ObjectPermission), Force, Session);
        IntegrationSetup setup = new(
            options, Session, OutputDirectory is null ? null : SessionState.Path.GetUnresolvedProviderPathFromPSPath(OutputDirectory));
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

        WriteObject(done ? setup.ByHand : [], enumerateCollection: true);
    }
}
