using System.Net;
using System.Xml;
using System.Xml.Linq;
using SalesforceCC.Auth;
using SalesforceCC.Http;
using SalesforceCC.Rest;

namespace SalesforceCC.Soap;

/// <summary>Calls of the SOAP API, for what Salesforce has no REST.</summary>
internal static class SoapCall
{
    /// <summary>The namespace of the partner API.</summary>
    public const string Partner = "urn:partner.soap.sforce.com";

    private static readonly XmlReaderSettings s_settings = new() { DtdProcessing = DtdProcessing.Prohibit };

    /// <summary>Codes of faults that say nothing about whether the call was carried out.</summary>
    private static readonly string[] s_unclear = ["UNKNOWN_EXCEPTION", "SERVER_UNAVAILABLE"];

    /// <summary>The namespace of the Apex API.</summary>
    public const string Apex = "http://soap.sforce.com/2006/08/apex";

    /// <summary>An operation of the partner API.</summary>
    /// <param name="session">The session.</param>
    /// <param name="headers">XML of its headers, without the session's.</param>
    /// <param name="body">XML of the operation.</param>
    public static ApiRequest Request(SfSession session, string headers, string body) => Request(session, "u", "", Partner, headers, body);

    /// <summary>An operation of the Apex API.</summary>
    public static ApiRequest ApexRequest(SfSession session, string headers, string body) =>
        Request(session, "s", session.OrganizationId is { } org ? "/" + org : "", Apex, headers, body);

    private static ApiRequest Request(SfSession session, string api, string rest, string xmlns, string headers, string body) => new()
    {
        Method = HttpMethod.Post,
        Url = session.Resolve(
            $"/services/Soap/{api}/{(session.ApiVersion == "latest" ? SfConnectOptions.DefaultApiVersion : session.ApiVersion)}{rest}"),
        Headers = [new("SOAPAction", "\"\""), new("Accept", "text/xml")],
        Body = new RequestBody(() => new SoapContent(xmlns, headers, body)),
    };

    /// <summary>Sends a call, and reads the response inside the retry.</summary>
    /// <param name="session">The session.</param>
    /// <param name="request">The call.</param>
    /// <param name="what">What comes back, for errors.</param>
    /// <param name="read">Makes something of the element that the operation answers with.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="SfException">INVALID_RESPONSE, or any failure of a call.</exception>
    public static Task<T> SendAsync<T>(
        SfSession session, ApiRequest request, string what, Func<XElement, T> read, CancellationToken stop) =>
        SendAsync(session, request, what, (_, reply) => read(reply), stop);

    /// <summary>The same for those who look at the headers of the response, too.</summary>
    public static Task<T> SendAsync<T>(
        SfSession session, ApiRequest request, string what, Func<XElement?, XElement, T> read, CancellationToken stop) =>
        session.SendAsync(
            request,
            async (_, body, token) =>
            {
                using MemoryStream copy = new();
                await body.CopyToAsync(copy, 81_920, token).ConfigureAwait(false);
                copy.Position = 0;
                return Read(copy, what, read);
            },
            stop);

    /// <summary>The call was refused whole, in words of Salesforce, and nothing of it was carried out.</summary>
    public static bool IsRefusal(SfException e) =>
        e.StatusCode == HttpStatusCode.InternalServerError
        && e.Body?.IndexOf(":Fault>", StringComparison.Ordinal) >= 0
        && !s_unclear.Contains(e.Code);

    private static T Read<T>(Stream body, string what, Func<XElement?, XElement, T> read)
    {
        try
        {
            using XmlReader reader = XmlReader.Create(body, s_settings);
            XElement? envelope = XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root;
            XElement? reply = envelope?.Elements().LastOrDefault(static e => e.Name.LocalName == "Body")?.Elements().FirstOrDefault();
            return envelope?.Name.LocalName == "Envelope" && reply is not null
                ? read(envelope.Elements().FirstOrDefault(static e => e.Name.LocalName == "Header"), reply)
                : throw Malformed(what);
        }
        catch (XmlException e)
        {
            throw Malformed(what, e);
        }
    }

    /// <summary>The failure of a response that has another form.</summary>
    public static SfException Malformed(string what, Exception? inner = null) =>
        new(SfErrorCodes.InvalidResponse, $"The {what} does not have the expected form.", inner);
}
