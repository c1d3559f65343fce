using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace SalesforceCC.Emulator.Data.Schema.Sources;

/// <summary>
/// Makes a schema of the objects in a Salesforce DX project: <c>objects/X/X.object-meta.xml</c> and
/// <c>objects/X/fields/Y.field-meta.xml</c>, wherever in the folder. Only custom objects, platform events and
/// custom fields are taken; big objects, external objects and custom metadata types are not, for the org has no such things.
/// </summary>
internal static class SourceFolderSchema
{
    private const string ObjectFile = ".object-meta.xml";
    private const string FieldFile = ".field-meta.xml";

    private static readonly string[] s_leftOut = ["__b", "__x", "__mdt"];

    /// <summary>The objects of a folder; null where it has no source of any.</summary>
    public static SchemaSource? TryRead(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*-meta.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        JsonObject objects = new();
        bool known = false;
        foreach (string file in files.Where(f => f.EndsWith(ObjectFile, StringComparison.Ordinal)))
        {
            known = true;
            string name = Path.GetFileName(file)[..^ObjectFile.Length];
            if (IsLeftOut(name)) continue;
            CustomObjectXml.AddObject(Of(objects, name), name, Parse(file));
        }
        foreach (string file in files.Where(f => f.EndsWith(FieldFile, StringComparison.Ordinal)))
        {
            known = true;
            string name = Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(file)))!;
            if (!IsLeftOut(name)) CustomObjectXml.AddField(Of(objects, name), name, Parse(file));
        }
        return known ? new SchemaSource(JsonSerializer.SerializeToElement(objects), Imported: true) : null;
    }

    private static bool IsLeftOut(string name) => s_leftOut.Any(s => name.EndsWith(s, StringComparison.Ordinal));

    private static JsonObject Of(JsonObject objects, string name)
    {
        if (objects[name] is JsonObject known) return known;
        JsonObject definition = new() { ["fields"] = new JsonObject() };
        objects[name] = definition;
        return definition;
    }

    private static XElement Parse(string file)
    {
        try
        {
            return XElement.Load(file);
        }
        catch (XmlException e)
        {
            throw new FormatException($"{file}: {e.Message}", e);
        }
    }
}
