using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SalesforceCC.Emulator.Hosting;

/// <summary>A certificate for loopback that nobody trusts and that is never written to disk.</summary>
internal static class SelfSignedCertificate
{
    private static readonly Lazy<X509Certificate2> Made = new(Create);

    /// <summary>One for all orgs of the process: making its key takes longer than the rest of a start.</summary>
    public static X509Certificate2 Shared => Made.Value;

    private static X509Certificate2 Create()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new CertificateRequest(
            "CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));

        // The machine's clock and not the org's: TLS libraries compare with the former.
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));

        // Windows' TLS cannot use a key that has never been in a store; going through PKCS#12 cures that.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
