using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using SalesforceCC.Auth;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Connects to a Salesforce org as a user, with the private key of an app.</summary>
/// <remarks>
/// <para>
/// This command uses the OAuth 2.0 JWT bearer flow, which needs no password and no consumer secret. The app signs a
/// request with its private key. The certificate of that key must be uploaded to the external client app (Settings
/// tab, OAuth Settings, Enable JWT Bearer Flow). The user must have approved the app or be pre-authorized (Policies
/// tab, Permitted Users).
/// </para>
/// <para>
/// The RSA key comes from a certificate (-Certificate), a PEM file (-PrivateKeyPath), or PEM text in a vault
/// (-SecretName), as PKCS#1, PKCS#8, or encrypted PKCS#8 with -PrivateKeyPassword. It is opened for each signature.
/// Because a session signs again whenever its token expires, it needs the certificate or the file until you
/// disconnect it. A key from a vault is kept as a SecureString, and is read again if Salesforce rejects its
/// signature.
/// </para>
/// <para>
/// A signed request is valid for two minutes. If Salesforce rejects it and the clock of this machine differs from
/// that of Salesforce by more than a minute, the error says by how much.
/// </para>
/// <para>Connecting takes one HTTP request. Returns the session, with the flow JwtBearer.</para>
/// </remarks>
/// <example>
///   <code>$who = @{ ClientId = $key; Username = 'integration@acme.com' }
/// Connect-SfJwtBearer acme @who -PrivateKeyPath ./acme.pem</code>
///   <para>Signs with the key in a file.</para>
/// </example>
/// <example>
///   <code>$who = @{ ClientId = $key; Username = 'integration@acme.com.dev' }
/// $certificate = Get-PfxCertificate ./acme.pfx
/// Connect-SfJwtBearer acme--dev @who -Certificate $certificate</code>
///   <para>
///   Signs with a certificate. On Windows it can be in the certificate store (Get-Item Cert:/CurrentUser/My/...), so
///   that its key never leaves the store.
///   </para>
/// </example>
/// <example>
///   <code>Set-Secret -Name acme-key -Secret (Get-Content ./acme.pem -Raw)
/// $who = @{ ClientId = $key; Username = 'integration@acme.com' }
/// Connect-SfJwtBearer acme @who -SecretName acme-key</code>
///   <para>Stores the key in the default vault, which you do once, and signs with it.</para>
/// </example>
/// <seealso cref="RegisterSfConnectionCommand"/>
/// <seealso cref="ConnectSfClientCredentialsCommand"/>
/// <seealso cref="GetSfIdentityCommand"/>
[Cmdlet(VerbsCommunications.Connect, "SfJwtBearer", DefaultParameterSetName = ConnectionSet)]
[OutputType("SalesforceCC.SfSession")]
public sealed class ConnectSfJwtBearerCommand : DomainConnectCmdlet
{
    private const string FileSet = "File";
    private const string CertificateSet = "Certificate";
    private const string VaultSet = "Vault";

    /// <summary>Specifies the consumer key of the external client app.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [Parameter(Mandatory = true, ParameterSetName = CertificateSet)]
    [Parameter(Mandatory = true, ParameterSetName = VaultSet)]
    [Parameter(ParameterSetName = ConnectionSet)]
    [ValidateNotNullOrEmpty]
    public string? ClientId { get; set; }

    /// <summary>Specifies the user name of the user that requests run as.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [Parameter(Mandatory = true, ParameterSetName = CertificateSet)]
    [Parameter(Mandatory = true, ParameterSetName = VaultSet)]
    [Parameter(ParameterSetName = ConnectionSet)]
    [ValidateNotNullOrEmpty]
    public string? Username { get; set; }

    /// <summary>
    /// Specifies a certificate with its private key, which can be in a certificate store or on a smart card.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = CertificateSet)]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Specifies the PEM file with the private key. It is read each time a token is requested.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string? PrivateKeyPath { get; set; }

    /// <summary>
    /// Specifies the name of a secret in a SecretManagement vault that contains the private key as PEM text, as a
    /// string or SecureString.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = VaultSet)]
    [ValidateNotNullOrEmpty]
    public string? SecretName { get; set; }

    /// <summary>Specifies the name of the vault. By default, all registered vaults are searched.</summary>
    [Parameter(ParameterSetName = VaultSet)]
    [ValidateNotNullOrEmpty]
    public string? VaultName { get; set; }

    /// <summary>
    /// Specifies the password of an encrypted private key (BEGIN ENCRYPTED PRIVATE KEY) as a SecureString. Windows
    /// PowerShell supports keys that are encrypted with AES and PBKDF2, as openssl 1.1 and later and .NET create
    /// them.
    /// </summary>
    [Parameter(ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = VaultSet)]
    [Parameter(ParameterSetName = ConnectionSet)]
    [SecretParameter]
    public SecureString? PrivateKeyPassword { get; set; }

    /// <summary>
    /// Specifies the audience (aud) of the signed request. The default is https://test.salesforce.com for sandboxes
    /// and scratch orgs, and https://login.salesforce.com for all other orgs. For users of an Experience Cloud site,
    /// specify the URL of the site.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Audience { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        SfConnection? registered = Registered(SfFlow.JwtBearer);
        string clientId = ClientId ?? registered!.ClientId!;
        Keep(await Connecting.WithJwtAsync(
            Options(Domain, registered),
            stop => OpenKeyAsync(registered, clientId, stop),
            clientId,
            Username ?? registered!.Username!,
            Audience ?? registered?.Audience,
            StopToken));
    }

    private async Task<IPrivateKey> OpenKeyAsync(SfConnection? registered, string clientId, CancellationToken stop)
    {
        if (Certificate is not null)
            return new CertificateKey(Certificate);
        if ((PrivateKeyPath ?? registered?.PrivateKeyPath) is { } path)
            return new PemFileKey(Outside(() => FullPath.Of(SessionState, path, "-PrivateKeyPath")), PrivateKeyPassword);
        VaultSecretSource vault = registered is null
            ? new(SecretName!, VaultName, clientId)
            : new(registered.SecretName!, registered.VaultName, clientId);
        return await PemSecretKey.ReadAsync(vault, PrivateKeyPassword, stop);
    }
}
