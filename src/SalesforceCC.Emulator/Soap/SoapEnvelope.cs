using System.Text;
using System.Xml;
using System.Xml.Linq;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Soap;

/// <summary>A SOAP message: the session, the headers and the one operation that it calls for.</summary>
/// <param name="headers">All headers, by their local names.</param>
/// <param name="operation">The first element of the body.</param>
internal sealed class SoapEnvelope(IReadOnlyDictionary<string, XElement> headers, XElement operation)
{
    public static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";

    private static readonly XNamespace s_instance = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly XmlReaderSettings s_settings = new() { DtdProcessing = DtdProcessing.Prohibit };

    public string Operation => operation.Name.LocalName;

    /// <summary>The API's namespace, as the caller has it; answers use the same.</summary>
    public XNamespace Namespace => operation.Name.Namespace;

    public string? SessionId => Header("SessionHeader", "sessionId");

    /// <exception cref="SoapFault">It is no envelope.</exception>
    public static SoapEnvelope Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using XmlReader reader = XmlReader.Create(new MemoryStream(body.ToArray()), s_settings);
            XElement root = XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
            if (root.Name != Soap + "Envelope" || root.Element(Soap + "Body")?.Elements().FirstOrDefault() is not { } operation)
                throw SoapFault.OfClient("The message is not a SOAP envelope with an operation");
            return new SoapEnvelope(
                (root.Element(Soap + "Header")?.Elements() ?? [])
                    .DistinctBy(h => h.Name.LocalName)
                    .ToDictionary(h => h.Name.LocalName),
                operation);
        }
        catch (XmlException e)
        {
            throw SoapFault.OfClient($"Failed to parse the message: {e.Message}");
        }
    }

    /// <summary>A switch in one of the headers.</summary>
    public bool IsSet(string header, string name) =>
        Header(header, name) is "true" or "1";

    /// <summary>The texts of a parameter that may come several times. jsforce sends ids in another namespace than the call.</summary>
    public IReadOnlyList<string> Texts(string parameter) =>
        [.. operation.Elements().Where(e => e.Name.LocalName == parameter).Select(static e => e.Value.Trim())];

    /// <summary>The text of a parameter, with the blanks around it; null where there is none.</summary>
    public string? Verbatim(string parameter) => operation.Elements().FirstOrDefault(e => e.Name.LocalName == parameter)?.Value;

    public XElement? HeaderElement(string name) => headers.GetValueOrDefault(name);

    /// <summary>An element of the answer; null is written as nil.</summary>
    public XElement Element(string name, object? content) => content is null
        ? new XElement(Namespace + name, new XAttribute(s_instance + "nil", "true"))
        : new XElement(Namespace + name, content);

    /// <summary>The answer to the call.</summary>
    public Answer Reply(IEnumerable<XElement> results, IEnumerable<XElement> replyHeaders) => Write(
        200, Namespace, [.. replyHeaders], new XElement(Namespace + (Operation + "Response"), results));

    public static Answer Refusal(SoapFault fault) => Write(500, "urn:fault.partner.soap.sforce.com", [], fault.ToXml());

    public string? Header(string header, string name) =>
        headers.GetValueOrDefault(header)?.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value.Trim();

    private static Answer Write(int status, XNamespace api, XElement[] headers, XElement content)
    {
        XElement envelope = new(
            Soap + "Envelope",
            new XAttribute(XNamespace.Xmlns + "soapenv", Soap.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "xsi", s_instance.NamespaceName),
            status == 200 ? new XAttribute("xmlns", api.NamespaceName) : new XAttribute(XNamespace.Xmlns + "sf", api.NamespaceName));
        if (headers.Length > 0)
            envelope.Add(new XElement(Soap + "Header", headers));
        envelope.Add(new XElement(Soap + "Body", content));
        StringBuilder text = new("""<?xml version="1.0" encoding="UTF-8"?>""");
        text.Append(envelope.ToString(SaveOptions.DisableFormatting));
        return Answer.Text(status, text.ToString(), "text/xml;charset=UTF-8");
    }
}
