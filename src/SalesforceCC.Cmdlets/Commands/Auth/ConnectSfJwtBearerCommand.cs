using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using SalesforceCC.Auth;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Connects as a user whom an app names in an assertion signed with its private key.</summary>
/// <remarks>
/// <para>
/// Uses the OAuth 2.0 JWT bearer flow: no password and no consumer secret, but a private key whose certificate the external
/// client app has (Settings tab, OAuth Settings, Enable JWT Bearer Flow). The user must have approved the app, or be
/// pre-authorized: Policies tab, Permitted Users.
/// </para>
/// <para>
/// The key is RSA: that of a certificate (-Certificate), in a PEM file (-PrivateKeyPath), or as PEM text in a vault
/// (-SecretName); PKCS#1, PKCS#8, or PKCS#8 with -PrivateKeyPassword. It is opened for one signature, and closed again.
/// A session has to sign whenever its token ends, so that until it is disconnected it needs the certificate or the file
/// where it was; the text from a vault is kept as SecureString, because a vault that has locked itself would ask for its
/// password in the middle of a run, and is read again if Salesforce refuses its signature.
/// </para>
/// <para>
/// An assertion is good for two minutes. If Salesforce refuses one, and the clock of this machine differs from Salesforce's
/// by more than a minute, the error says by how much.
/// </para>
/// <para>Connecting is one HTTP request. Writes the session, with the flow JwtBearer, which works as any other.</para>
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
///   <para>Signs with a certificate; on Windows it may be one of the store (Get-Item Cert:/CurrentUser/My/...), whose key never leaves it.</para>
/// </example>
/// <example>
///   <code>Set-Secret -Name acme-key -Secret (Get-Content ./acme.pem -Raw)
/// $who = @{ ClientId = $key; Username = 'integration@acme.com' }
/// Connect-SfJwtBearer acme @who -SecretName acme-key</code>
///   <para>Puts the key into the default vault, which is done once, and signs with it.</para>
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

    /// <summary>Consumer key of the external client app.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [Parameter(Mandatory = true, ParameterSetName = CertificateSet)]
    [Parameter(Mandatory = true, ParameterSetName = VaultSet)]
    [Parameter(ParameterSetName = ConnectionSet)]
    [ValidateNotNullOrEmpty]
    public string? ClientId { get; set; }

    /// <summary>User name of the user that requests run as.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [Parameter(Mandatory = true, ParameterSetName = CertificateSet)]
    [Parameter(Mandatory = true, ParameterSetName = VaultSet)]
    [Parameter(ParameterSetName = ConnectionSet)]
    [ValidateNotNullOrEmpty]
    public string? Username { get; set; }

    /// <summary>Certificate with its private key, which may stay in its store or card.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CertificateSet)]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>PEM file with the private key. It is read whenever a token is asked for.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string? PrivateKeyPath { get; set; }

    /// <summary>
    /// Name of a secret in a SecretManagement vault: the private key as PEM text, in a string or SecureString.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = VaultSet)]
    [ValidateNotNullOrEmpty]
    public string? SecretName { get; set; }

    /// <summary>Name of the vault. Without it, SecretManagement looks into all that are registered.</summary>
    [Parameter(ParameterSetName = VaultSet)]
    [ValidateNotNullOrEmpty]
    public string? VaultName { get; set; }

    /// <summary>
    /// Password of the private key, as SecureString, if it is encrypted (BEGIN ENCRYPTED PRIVATE KEY). Windows PowerShell
    /// reads those that are encrypted with AES and PBKDF2, as openssl 1.1 and later and .NET write them.
    /// </summary>
    [Parameter(ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = VaultSet)]
    [Parameter(ParameterSetName = ConnectionSet)]
    [SecretParameter]
    public SecureString? PrivateKeyPassword { get; set; }

    /// <summary>
    /// Whom the assertion is for (aud). Without it, https://test.salesforce.com for sandboxes and scratch orgs, and
    /// https://login.salesforce.com for all others. Users of an Experience Cloud site need the URL of the site.
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
            return new PemFileKey(FullPath.Of(SessionState, path), PrivateKeyPassword);
        VaultSecretSource vault = registered is null
            ? new(SecretName!, VaultName, clientId)
            : new(registered.SecretName!, registered.VaultName, clientId);
        return await PemSecretKey.ReadAsync(vault, PrivateKeyPassword, stop);
    }
}
