using System.Security.Authentication;
#if !NET
using System.Net;
#endif

namespace SalesforceCC.Http;

/// <summary>Which versions of TLS are offered: as a rule those of the system.</summary>
internal static class TlsVersions
{
    /// <summary>What is offered; None: the system chooses.</summary>
    public static SslProtocols Offer()
    {
#if NET
        return SslProtocols.None;
#else
        // An older Windows PowerShell offers TLS 1.0 alone if neither registry nor profile say otherwise, and Salesforce
        // wants 1.2. Only the whole process can offer more: HttpClientHandler.SslProtocols throws on some of its versions.
        if (ServicePointManager.SecurityProtocol != 0)
            ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;

        // SslStream takes None only where that is the setting.
        return (SslProtocols)ServicePointManager.SecurityProtocol;
#endif
    }
}
