using System.IO.Compression;
using System.Xml.Linq;

namespace SalesforceCC.Metadata;

/// <summary>Components with their manifest.</summary>
internal static class MetadataPackage
{
    /// <summary>package.xml: the components by type.</summary>
    public static byte[] Manifest(IEnumerable<MetadataComponent> components, string apiVersion) =>
        MetadataComponent.ToBytes(new XElement(
            MetadataComponent.Namespace + "Package",
            components.GroupBy(static c => c.Type).OrderBy(static t => t.Key, StringComparer.Ordinal).Select(static t => new XElement(
                MetadataComponent.Namespace + "types",
                t.Select(static c => MetadataComponent.Field("members", c.FullName)),
                MetadataComponent.Field("name", t.Key))),
            MetadataComponent.Field("version", apiVersion)));

    /// <summary>The zip file that a deployment takes.</summary>
    public static byte[] Zip(IReadOnlyList<MetadataComponent> components, string apiVersion)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "package.xml", Manifest(components, apiVersion));
            foreach (MetadataComponent component in components)
                Add(archive, component.PackagePath, component.ToBytes());
        }

        return stream.ToArray();
    }

    private static void Add(ZipArchive archive, string path, byte[] content)
    {
        using Stream entry = archive.CreateEntry(path).Open();
        entry.Write(content, 0, content.Length);
    }
}
