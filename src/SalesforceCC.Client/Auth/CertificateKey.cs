using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SalesforceCC.Auth;

/// <summary>The private key of a certificate, which may never leave its store or card.</summary>
internal sealed class CertificateKey : IPrivateKey
{
    private readonly X509Certificate2 _certificate;

    /// <summary>Keeps a copy of the certificate, which stays the caller's: he may dispose it when the session is connected.</summary>
    /// <exception cref="SfException">SECRET_UNAVAILABLE: it has no private key.</exception>
    public CertificateKey(X509Certificate2 certificate)
    {
        _certificate = new X509Certificate2(certificate);
        using RSA key = Open();
    }

    public string Description => $"Certificate {_certificate.Thumbprint}";

    public RSA Open()
    {
        try
        {
            return _certificate.GetRSAPrivateKey()
                ?? throw PrivateKeys.Unavailable(Description, "has no private key for RSA");
        }
        catch (CryptographicException e)
        {
            throw PrivateKeys.Unavailable(Description, "does not give its private key: " + e.Message, e);
        }
    }

    public Task<bool> ReloadAsync(CancellationToken stop) => Task.FromResult(false);
}
