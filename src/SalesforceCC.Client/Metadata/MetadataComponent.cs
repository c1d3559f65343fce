using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace SalesforceCC.Metadata;

/// <summary>One component, as the Metadata API takes it in a package and the Salesforce CLI in a source folder.</summary>
/// <param name="Type">Name of its type, which is also that of the root element.</param>
/// <param name="Folder">Folder of its type.</param>
/// <param name="Suffix">Suffix of its files.</param>
/// <param name="FullName">Its API name.</param>
/// <param name="Fields">What stands in the root element.</param>
internal sealed record MetadataComponent(string Type, string Folder, string Suffix, string FullName, XElement[] Fields)
{
    /// <summary>The namespace of all metadata.</summary>
    public static readonly XNamespace Namespace = "http://soap.sforce.com/2006/04/metadata";

    private static readonly XmlWriterSettings s_format = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        IndentChars = "    ",
        NewLineChars = "\n",
        // A line end in a value is written as a reference, or reading would change it.
        NewLineHandling = NewLineHandling.Entitize,
    };

    /// <summary>Its file in a package.</summary>
    public string PackagePath => $"{Folder}/{FullName}.{Suffix}";

    /// <summary>Its file in a source folder.</summary>
    public string SourcePath => $"force-app/main/default/{PackagePath}-meta.xml";

    /// <summary>An element with a text, a flag or further elements.</summary>
    public static XElement Field(string name, object value) => new(Namespace + name, value);

    /// <summary>The file.</summary>
    public byte[] ToBytes() => ToBytes(new XElement(Namespace + Type, Fields));

    /// <summary>An XML document in UTF-8, with the line ends that the CLI writes.</summary>
    public static byte[] ToBytes(XElement root)
    {
        using MemoryStream stream = new();
        using (XmlWriter writer = XmlWriter.Create(stream, s_format))
            root.Save(writer);
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
