using System.Text;

namespace SalesforceCC.Auth;

/// <summary>What was given in place of a private key for RSA, in words: so that one knows what to look for.</summary>
internal static class KeyKinds
{
    private const string NoPem = "is not a private key in PEM format (-----BEGIN PRIVATE KEY-----)";

    /// <summary>What a text without a usable block is.</summary>
    public static string Describe(byte[] text)
    {
        if (Contains(text, "-----BEGIN ") && !Contains(text, "-----END "))
            return "begins as PEM, and is cut off before its end (-----END ...-----)";
        if (PemBlock.Labels(text) is { Count: > 0 } labels)
            return Of(labels.FirstOrDefault(static l => l.EndsWith("PRIVATE KEY", StringComparison.Ordinal)) ?? labels[labels.Count - 1]);
        if (Contains(text, "PuTTY-User-Key-File"))
            return "is a key in PuTTY's form instead of an RSA private key in PEM";
        return text.Length < 4 ? NoPem : (text[0], text[1]) switch
        {
            (0x30, >= 0x80) when IsPkcs12(text) => "is a PKCS#12 store (.pfx, .p12) instead of an RSA private key in PEM: openssl pkcs12 -in store.pfx -nocerts -out key.pem takes the key out",
            (0x30, >= 0x80) => "is DER instead of PEM: openssl pkey -inform DER -in key.der -out key.pem converts it",
            (0xFE, 0xED) => "is a Java key store instead of an RSA private key in PEM",
            _ => NoPem,
        };
    }

    // A sequence that begins with the version 3.
    private static bool IsPkcs12(byte[] der)
    {
        int content = der[1] < 0x80 ? 2 : 2 + (der[1] & 0x7F);
        return der[1] == 0x80
            ? der.AsSpan(2).StartsWith(new byte[] { 2, 1, 3 })
            : content + 3 <= der.Length && der.AsSpan(content).StartsWith(new byte[] { 2, 1, 3 });
    }

    private static string Of(string label) => label switch
    {
        "EC PRIVATE KEY" or "DSA PRIVATE KEY" => $"holds an {label} instead of an RSA private key in PEM: Salesforce takes RSA only".Replace("an DSA", "a DSA"),
        "OPENSSH PRIVATE KEY" => "holds an OPENSSH PRIVATE KEY instead of an RSA private key in PEM: ssh-keygen -p -m PEM -f key converts one for RSA",
        "CERTIFICATE" or "X509 CERTIFICATE" or "TRUSTED CERTIFICATE" => "holds a CERTIFICATE instead of an RSA private key in PEM: the certificate belongs into Salesforce, the key beside it is needed here",
        "CERTIFICATE REQUEST" or "NEW CERTIFICATE REQUEST" => $"holds a {label} instead of an RSA private key in PEM: the key that it was made with is needed",
        "PUBLIC KEY" or "RSA PUBLIC KEY" => $"holds {(label[0] == 'R' ? "an" : "a")} {label} instead of an RSA private key in PEM: the private one of the pair is needed",
        "PKCS12" or "PKCS7" => $"holds {label} instead of an RSA private key in PEM",
        "PRIVATE KEY" or "RSA PRIVATE KEY" or "ENCRYPTED PRIVATE KEY" => $"holds a damaged {label}: the text between its first and last line is not base64",
        _ => "holds a block of another kind instead of an RSA private key in PEM",
    };

    private static bool Contains(byte[] text, string word) => text.AsSpan().IndexOf(Encoding.ASCII.GetBytes(word)) >= 0;
}
