using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Connections;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Saves what is needed to connect to an org, except the secret, under a name.</summary>
/// <remarks>
/// <para>
/// Afterwards, pass the name as -Connection to Connect-SfClientCredentials, or to the Connect command of the flow.
/// Registering sends no request and reads no vault. Whether the secret exists and works is checked when you connect.
/// </para>
/// <para>
/// A connection specifies the vault and the secret, or the file of the private key. No parameter takes a secret, and
/// the file contains none. ClientCredentials requires -SecretName. JwtBearer requires -Domain, -ClientId, -Username,
/// and -PrivateKeyPath or -SecretName. Password requires -SecretName, which contains the key and secret of the app;
/// you are prompted for the user's password when you connect.
/// </para>
/// <para>
/// The file is connections.json in your settings folder: $XDG_CONFIG_HOME/SalesforceCC or ~/.config/SalesforceCC on
/// Linux and macOS, where only you can read it, and %APPDATA%\SalesforceCC on Windows. To use another folder, set the
/// environment variable SALESFORCECC_CONFIG_HOME. The file is replaced as a whole, by one process at a time. If it is
/// damaged or has a newer version, it is left unchanged and the error is CONNECTION_FILE_UNUSABLE.
/// </para>
/// </remarks>
/// <example>
///   <code>Register-SfConnection prod -Domain acme -SecretName salesforce
/// Connect-SfClientCredentials prod</code>
///   <para>Registers an org whose key and secret are in a vault, which you do once, and connects.</para>
/// </example>
/// <example>
///   <code>$who = @{ ClientId = $key; Username = 'integration@acme.com' }
/// $flow = @{ Flow = 'JwtBearer'; PrivateKeyPath = './acme.pem' }
/// Register-SfConnection batch -Domain acme @who @flow
/// Connect-SfJwtBearer batch</code>
///   <para>Registers a connection that signs with a private key. The path is saved as a full path.</para>
/// </example>
/// <example>
///   <code>Get-SfConnection dev | Register-SfConnection -ApiVersion 60 -Force</code>
///   <para>Changes one value of a connection.</para>
/// </example>
/// <seealso cref="ConnectSfClientCredentialsCommand"/>
/// <seealso cref="ConnectSfJwtBearerCommand"/>
/// <seealso cref="ConnectSfPasswordCommand"/>
[Cmdlet(VerbsLifecycle.Register, "SfConnection", SupportsShouldProcess = true)]
[OutputType("SalesforceCC.SfConnection")]
public sealed class RegisterSfConnectionCommand : AsyncPSCmdlet
{
    /// <summary>
    /// Specifies the name of the connection, and of the sessions that use it. Names are not case-sensitive.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string Name { get; set; } = "";

    /// <summary>Specifies the OAuth flow. It has the same name as the Connect command.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet(nameof(SfFlow.ClientCredentials), nameof(SfFlow.JwtBearer), nameof(SfFlow.Password))]
    public string Flow { get; set; } = nameof(SfFlow.ClientCredentials);

    /// <summary>
    /// Specifies the My Domain of the org, in the same forms as for the Connect commands. Only the host of a URL is
    /// saved.
    /// </summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public string? Domain { get; set; }

    /// <summary>
    /// Specifies the consumer key of the app. With -SecretName, it is needed only if the secret does not contain it.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ClientId { get; set; }

    /// <summary>Specifies the user name, for JwtBearer and Password.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Username { get; set; }

    /// <summary>
    /// Specifies the name of the secret in a SecretManagement vault, as for -SecretName of the Connect commands.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? SecretName { get; set; }

    /// <summary>Specifies the name of the vault. By default, all registered vaults are searched.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? VaultName { get; set; }

    /// <summary>Specifies the PEM file with the private key, for JwtBearer. It is read when you connect.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? PrivateKeyPath { get; set; }

    /// <summary>
    /// Specifies the audience (aud) of the signed request, for JwtBearer. The default depends on the domain.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Audience { get; set; }

    /// <summary>
    /// Specifies the version of the REST API, such as 68.0, or latest. The default is that of the Connect command.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ApiVersionCompleter))]
    public string? ApiVersion { get; set; }

    /// <summary>
    /// Replaces an existing connection of the same name. Without this parameter, an existing name is a
    /// CONNECTION_EXISTS error.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override object? TargetOfErrors => Name;

    /// <summary>A value that is empty, as of a variable that was never set, is a mistake; in a column of a table it is none.</summary>
    protected override Task BeginAsync() =>
        MyInvocation.BoundParameters.FirstOrDefault(static p => p.Value is "" or null).Key is { } empty
            ? throw new SfException(SfErrorCodes.InvalidConnection, $"-{empty} is empty.")
            : Task.CompletedTask;

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        SfConnection connection = ConnectionRules.Check(Given());
        ConnectionStore store = ConnectionStore.OfUser();
        SfConnection? old = store.Read().Find(Name);
        if (old is not null && !Force)
            throw ConnectionStore.Exists(old);
        if (ShouldProcess(Name, old is null ? "Register connection" : "Replace connection"))
        {
            await store.AddAsync(connection, Force, StopToken);
            if (PassThru)
                WriteObject(connection);
        }
    }

    private SfConnection Given() => new(Name, ConnectionRules.FindFlow(Flow)!.Value)
    {
        Domain = Value(Domain),
        ClientId = Value(ClientId),
        Username = Value(Username),
        SecretName = Value(SecretName),
        VaultName = Value(VaultName),
        PrivateKeyPath = Value(PrivateKeyPath) is { } path ? Outside(() => FullPath.Of(SessionState, path, "-PrivateKeyPath")) : null,
        Audience = Value(Audience),
        ApiVersion = Value(ApiVersion),
    };

    private static string? Value(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
