using System.Xml.Linq;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Soap;

/// <summary>Carries out one operation of a SOAP API, and gives the results.</summary>
/// <exception cref="SoapFault">It is refused whole.</exception>
internal delegate IEnumerable<XElement> SoapOperation(SoapEnvelope envelope, ChangeContext context);
