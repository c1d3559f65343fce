using System.Xml.Linq;

namespace SalesforceCC.Emulator.Soap;

/// <summary>A call that is refused whole: HTTP 500, with a code and a text.</summary>
internal sealed class SoapFault(string code, string text) : Exception(text)
{
    private static readonly XNamespace s_detail = "urn:fault.partner.soap.sforce.com";

    public string Code { get; } = code;

    /// <summary>What is wrong with the envelope itself, said by the SOAP layer and not by Salesforce.</summary>
    public bool IsOfClient { get; private init; }

    /// <summary>An envelope that is none, or an operation that the API does not have; texts from memory.</summary>
    public static SoapFault OfClient(string text) => new("Client", text) { IsOfClient = true };

    public XElement ToXml()
    {
        XElement fault = new(
            SoapEnvelope.Soap + "Fault",
            new XElement("faultcode", (IsOfClient ? "soapenv:" : "sf:") + Code),
            new XElement("faultstring", IsOfClient ? Message : $"{Code}: {Message}"));
        if (!IsOfClient)
            fault.Add(new XElement("detail", new XElement(
                s_detail + "UnexpectedErrorFault",
                new XElement(s_detail + "exceptionCode", Code),
                new XElement(s_detail + "exceptionMessage", Message))));
        return fault;
    }
}
