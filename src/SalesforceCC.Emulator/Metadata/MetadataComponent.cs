using System.Xml.Linq;

namespace SalesforceCC.Emulator.Metadata;

/// <summary>A component of a package.</summary>
/// <param name="Type">Its type.</param>
/// <param name="FullName">Its name, which is that of its file.</param>
/// <param name="FileName">Its file in the package.</param>
/// <param name="Xml">What stands in the file.</param>
internal sealed record MetadataComponent(MetadataType Type, string FullName, string FileName, XElement Xml);
