using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SalesforceCC.Auth;

namespace SalesforceCC.Client.Tests.Auth;

/// <summary>What an app may sign with, and what it may not.</summary>
public sealed class PrivateKeyTests : IDisposable
{
    private static readonly PbeParameters s_encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
    private static readonly byte[] s_data = [1, 2, 3];

    // One for all tests: making a key takes longer than they do.
    private static readonly RSA s_key = RSA.Create(2048);
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Every_form_of_PEM_gives_the_key()
    {
        foreach (string pem in new[] { s_key.ExportPkcs8PrivateKeyPem(), s_key.ExportRSAPrivateKeyPem(), "Bag Attributes\n" + s_key.ExportPkcs8PrivateKeyPem() })
            AssertKey(PrivateKeys.Read(Encoding.UTF8.GetBytes(pem), null, "It"));
        string encrypted = s_key.ExportEncryptedPkcs8PrivateKeyPem("p\u00e4ss", s_encryption);
        AssertKey(PrivateKeys.Read(Encoding.UTF8.GetBytes(encrypted), Secrets.Secure("p\u00e4ss"), "It"));
    }

    [Fact]
    public void PEM_that_pipelines_and_editors_have_changed_gives_the_key()
    {
        string pem = s_key.ExportPkcs8PrivateKeyPem();
        byte[] utf8 = Encoding.UTF8.GetBytes(pem);
        byte[][] forms =
        [
            Encoding.UTF8.GetBytes(pem.Replace("\n", "\\n", StringComparison.Ordinal)),
            Encoding.UTF8.GetBytes(pem.Replace("\n", "\\r\\n", StringComparison.Ordinal)),
            Encoding.UTF8.GetBytes("\"" + pem.Replace("\n", "\\n", StringComparison.Ordinal) + "\""),
            Encoding.UTF8.GetBytes(pem.Replace("\n", "\r\n", StringComparison.Ordinal)),
            Encoding.UTF8.GetBytes(pem.Replace("\n", " ", StringComparison.Ordinal)),
            Encoding.UTF8.GetBytes("\n   " + pem.Replace("\n", "\n   ", StringComparison.Ordinal) + "  \n"),
            [.. Encoding.UTF8.GetPreamble(), .. utf8],
            Encoding.Unicode.GetBytes(pem),
            Encoding.BigEndianUnicode.GetBytes(pem),
            [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(pem)],
            [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(pem)],
            Encoding.UTF8.GetBytes(Convert.ToBase64String(utf8, Base64FormattingOptions.InsertLineBreaks)),
            Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.Unicode.GetBytes(pem)) + "\n"),
        ];
        Assert.All(forms, f => AssertKey(PrivateKeys.Read(f, null, "It")));
    }

    [Fact]
    public void What_is_another_thing_is_named()
    {
        CertificateRequest request = new("CN=app", s_key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        byte[] store = certificate.Export(X509ContentType.Pkcs12, "x");
        string pem = s_key.ExportPkcs8PrivateKeyPem();
        AssertNamed("CERTIFICATE", Encoding.UTF8.GetBytes(certificate.ExportCertificatePem()));
        AssertNamed("PKCS#12", store);
        AssertNamed("PKCS#12", Encoding.UTF8.GetBytes(Convert.ToBase64String(store)));
        AssertNamed("DER", s_key.ExportPkcs8PrivateKey());
        AssertNamed("DER", Encoding.UTF8.GetBytes(Convert.ToBase64String(s_key.ExportPkcs8PrivateKey())));
        AssertNamed("OPENSSH", "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----"u8.ToArray());
        AssertNamed("cut off", Encoding.UTF8.GetBytes(pem[..500]));
        AssertNamed("damaged PRIVATE KEY", Encoding.UTF8.GetBytes(pem.Replace("MII", "M%I", StringComparison.Ordinal)));
        AssertNamed("openssl pkcs8 -topk8", "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----"u8.ToArray());
        AssertFails("It is encrypted, and the password given is empty.", s_key.ExportEncryptedPkcs8PrivateKeyPem("x", s_encryption), "");
    }

    private static void AssertNamed(string part, byte[] text) => Assert.Contains(
        part, Assert.Throws<SfException>(() => PrivateKeys.Read(text, null, "It")).Message, StringComparison.Ordinal);

    [Fact]
    public void What_gives_none_says_why()
    {
        using ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string encrypted = s_key.ExportEncryptedPkcs8PrivateKeyPem("right", s_encryption);

        AssertFails("It is not a private key in PEM format (-----BEGIN PRIVATE KEY-----).", "");
        AssertFails("It is not a private key in PEM format (-----BEGIN PRIVATE KEY-----).", "secret");
        AssertFails("It holds a PUBLIC KEY instead of an RSA private key in PEM: the private one of the pair is needed.", s_key.ExportSubjectPublicKeyInfoPem());
        AssertFails("It holds an EC PRIVATE KEY instead of an RSA private key in PEM: Salesforce takes RSA only.", other.ExportECPrivateKeyPem());
        AssertFails("It is not an RSA key.", other.ExportPkcs8PrivateKeyPem());
        AssertFails("It is not an RSA key.", "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----");
        AssertFails("It is encrypted, and no password was given.", encrypted);
        AssertFails("It cannot be decrypted: the password is wrong, or it is not an RSA key.", encrypted, "wrong");
    }

    [Fact]
    public async Task A_file_is_read_for_each_signature()
    {
        PemFileKey file = new(_file, null);
        AssertFails($"File {_file} is not a private key in PEM format (-----BEGIN PRIVATE KEY-----).", file);

        await File.WriteAllTextAsync(_file, s_key.ExportPkcs8PrivateKeyPem() + new string(' ', 60_000), Guard.Stop);
        AssertKey(file.Open());
        await File.AppendAllTextAsync(_file, new string(' ', 10_000), Guard.Stop);
        AssertFails($"File {_file} is too long for a private key.", file);
        File.Delete(_file);
        Assert.StartsWith($"File {_file} cannot be read: ", Assert.Throws<SfException>(file.Open).Message, StringComparison.Ordinal);
        Assert.False(await file.ReloadAsync(Guard.Stop));
    }

    [Fact]
    public async Task A_certificate_has_the_key_or_is_refused_at_once()
    {
        CertificateRequest request = new("CN=app", s_key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        CertificateKey key = new(certificate);
        Assert.Equal("Certificate " + certificate.Thumbprint, key.Description);
        AssertKey(key.Open());
        Assert.False(await key.ReloadAsync(Guard.Stop));

        using X509Certificate2 bare = X509Certificate2.CreateFromPem(certificate.ExportCertificatePem());
        foreach (X509Certificate2 without in new[] { bare, Certificates.SelfSigned() })
        {
            SfException failure = Assert.Throws<SfException>(() => new CertificateKey(without));
            Assert.Equal($"Certificate {without.Thumbprint} has no private key for RSA.", failure.Message);
            Assert.Equal(SfErrorCodes.PrivateKeyUnavailable, failure.Code);
        }
    }

    [Theory]
    [InlineData("invalid_grant", "invalid assertion", true)]
    [InlineData("invalid_grant", "Invalid Assertion (x)", true)]
    [InlineData("invalid_grant", "user hasn't approved this consumer", false)]
    [InlineData("invalid_client", "invalid assertion", false)]
    public async Task A_signature_that_is_refused_makes_a_vault_be_read_again(string code, string text, bool isRead)
    {
        Secrets vault = new("the old one", s_key.ExportPkcs8PrivateKeyPem());
        JwtBearerGrant grant = new(
            await PemSecretKey.ReadAsync(vault, null, Guard.Stop), "id", "user", "https://login.salesforce.com", TimeProvider.System);

        Assert.Equal(isRead, await grant.ReloadAsync(new SfException(code, text), Guard.Stop));

        Assert.Equal(isRead ? 2 : 1, vault.Reads);
        Assert.Equal("vault 'test'", grant.SecretSource);
        if (isRead)
            grant.CreateRequest(new Uri("https://acme.my.salesforce.com")).ToMessage().Dispose();
        else
            Assert.Throws<SfException>(() => grant.CreateRequest(new Uri("https://acme.my.salesforce.com")).ToMessage());
    }

    [Fact]
    public async Task A_token_that_was_given_is_all_there_is()
    {
        AccessTokenGrant grant = new();
        Assert.Equal(("Parameter", null), (grant.SecretSource, grant.ClientId));
        Assert.False(await grant.ReloadAsync(new SfException("invalid_client", ""), Guard.Stop));
        SfException failure = Assert.Throws<SfException>(
            () => grant.CreateRequest(new Uri("https://acme.my.salesforce.com"), static () => new SecretFormContent()));
        Assert.Equal(SfErrorCodes.ClientSecretRequired, failure.Code);
        Assert.Contains(nameof(SfFlow.AccessToken), failure.Message, StringComparison.Ordinal);
        SfException login = Assert.Throws<SfException>(
            () => Connecting.WithToken(new SfConnectOptions { Domain = "login.salesforce.com" }, Secrets.Secure("00Dx!y")));
        Assert.Equal(SfErrorCodes.LoginDomainRefused, login.Code);
    }

    private static void AssertFails(string message, string pem, string? password = null)
    {
        SfException failure = Assert.Throws<SfException>(
            () => PrivateKeys.Read(Encoding.UTF8.GetBytes(pem), password is null ? null : Secrets.Secure(password), "It"));
        Assert.Equal((SfErrorCodes.PrivateKeyUnavailable, message), (failure.Code, failure.Message));
    }

    private static void AssertFails(string message, PemFileKey key) => Assert.Equal(message, Assert.Throws<SfException>(key.Open).Message);

    private static void AssertKey(RSA read)
    {
        using RSA opened = read;
        byte[] signature = opened.SignData(s_data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Assert.True(s_key.VerifyData(s_data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }
}
