using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Connections;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Registers what is needed to connect to an org under a name.</summary>
/// <remarks>
/// <para>
/// Afterwards Connect-SfClientCredentials -Connection, or the Connect command of the flow, needs nothing else. Nothing is sent,
/// and no vault is asked: that the secret is there, and works, is found out at Connect.
/// </para>
/// <para>
/// A connection names the vault and the secret, or the file of the private key. No parameter takes a secret, and the file
/// holds none. ClientCredentials needs -SecretName; JwtBearer needs -Domain, -ClientId, -Username, and -PrivateKeyPath or
/// -SecretName; Password needs -SecretName, which is the app's, and asks for the user's password at Connect.
/// </para>
/// <para>
/// The file is connections.json in the user's folder for settings: $XDG_CONFIG_HOME/SalesforceCC or ~/.config/SalesforceCC
/// on Linux and macOS, where only its owner may read it, and %APPDATA%\SalesforceCC on Windows. The environment variable
/// SALESFORCECC_CONFIG_HOME names another folder. The file is replaced in one piece, by one process at a time; one that is
/// damaged or of a newer version is a CONNECTION_FILE_UNUSABLE error, and stays as it is.
/// </para>
/// </remarks>
/// <example>
///   <code>Register-SfConnection prod -Domain acme -SecretName salesforce
/// Connect-SfClientCredentials prod</code>
///   <para>Registers an org whose key and secret are in a vault, which is done once, and connects.</para>
/// </example>
/// <example>
///   <code>$who = @{ ClientId = $key; Username = 'integration@acme.com' }
/// $flow = @{ Flow = 'JwtBearer'; PrivateKeyPath = './acme.pem' }
/// Register-SfConnection batch -Domain acme @who @flow
/// Connect-SfJwtBearer batch</code>
///   <para>Registers a user whose app signs with a private key. The path is kept as full path.</para>
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
    /// Name of the connection, and of the sessions that are made with it. Upper and lower case are the same name.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string Name { get; set; } = "";

    /// <summary>The OAuth flow, which is the name of its Connect command.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet("ClientCredentials", "JwtBearer", "Password")]
    public string Flow { get; set; } = SfFlow.ClientCredentials;

    /// <summary>The org's My Domain, as the Connect commands take it. Of a URL, the host is kept.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public string? Domain { get; set; }

    /// <summary>Consumer key of the app. Beside -SecretName it is needed only if the secret does not hold it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ClientId { get; set; }

    /// <summary>User name, for JwtBearer and Password.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Username { get; set; }

    /// <summary>Name of the secret in a SecretManagement vault: what -SecretName of the Connect command is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? SecretName { get; set; }

    /// <summary>Name of the vault. Without it, SecretManagement looks into all that are registered.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? VaultName { get; set; }

    /// <summary>PEM file with the private key, for JwtBearer. It is read at Connect.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? PrivateKeyPath { get; set; }

    /// <summary>Whom the assertion is for (aud), for JwtBearer. Without it, by the domain.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Audience { get; set; }

    /// <summary>Version of the REST API, such as 68.0, or latest. Without it, that of the Connect command.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ApiVersionCompleter))]
    public string? ApiVersion { get; set; }

    /// <summary>Takes the place of a connection of the same name. Without it, that is a CONNECTION_EXISTS error.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the connection.</summary>
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
        if (Checked() is not { } connection)
            return;
        ConnectionStore store = ConnectionStore.OfUser();
        SfConnection? old = store.Read().Find(Name);
        if (old is not null && !Force)
            WriteError(ErrorRecords.From(ConnectionStore.Exists(old), Name));
        else if (ShouldProcess(Name, old is null ? "Register connection" : "Replace connection"))
        {
            await store.AddAsync(connection, Force, StopToken);
            if (PassThru)
                WriteObject(connection);
        }
    }

    // One that cannot be registered is no reason not to register the others of a pipeline.
    private SfConnection? Checked()
    {
        try
        {
            return ConnectionRules.Check(Given());
        }
        catch (SfException e)
        {
            WriteError(ErrorRecords.From(e, Name));
            return null;
        }
    }

    private SfConnection Given() => new(Name, ConnectionRules.CanonicalFlow(Flow)!)
    {
        Domain = Value(Domain),
        ClientId = Value(ClientId),
        Username = Value(Username),
        SecretName = Value(SecretName),
        VaultName = Value(VaultName),
        PrivateKeyPath = Value(PrivateKeyPath) is { } path ? FullPath.Of(SessionState, path) : null,
        Audience = Value(Audience),
        ApiVersion = Value(ApiVersion),
    };

    private static string? Value(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
