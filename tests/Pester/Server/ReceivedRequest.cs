using System.Net;
using System.Text;

namespace SalesforceCC.Tests;

/// <summary>A request as it came over the wire.</summary>
public sealed class ReceivedRequest
{
    public string Method { get; set; }

    /// <summary>Path and query, as they were sent.</summary>
    public string Target { get; set; }

    public WebHeaderCollection Headers { get; set; }

    public byte[] Bytes { get; set; }

    public string Body => Encoding.UTF8.GetString(Bytes);
}
