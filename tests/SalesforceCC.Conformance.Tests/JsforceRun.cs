using System.IO.Compression;
using SalesforceCC.Emulator;

namespace SalesforceCC.Conformance.Tests;

/// <summary>The steps of jsforce.</summary>
public sealed class JsforceRun() : NodeRun("jsforce")
{
    protected override EmulatorOptions Options => new() { Seed = "sample", Rows = 10_000 };

    protected override Dictionary<string, string> Variables(EmulatorHost org) => new()
    {
        ["ORG_URL"] = org.Url.AbsoluteUri,
        ["ORG_KEY"] = org.ConsumerKey,
        ["ORG_SECRET"] = org.ConsumerSecret,
        ["ORG_PACKAGE"] = Convert.ToBase64String(Package()),
    };

    // A permission set, to be deployed: Node.js has no zip of its own.
    private static byte[] Package()
    {
        using MemoryStream zip = new();
        using (ZipArchive archive = new(zip, ZipArchiveMode.Create))
        {
            Add(archive, "package.xml", "Package", "<types><members>From_jsforce</members><name>PermissionSet</name></types><version>68.0</version>");
            Add(archive, "permissionsets/From_jsforce.permissionset", "PermissionSet", "<label>From jsforce</label>");
        }

        return zip.ToArray();
    }

    private static void Add(ZipArchive archive, string path, string type, string content)
    {
        using StreamWriter writer = new(archive.CreateEntry(path).Open());
        writer.Write($"<{type} xmlns=\"http://soap.sforce.com/2006/04/metadata\">{content}</{type}>");
    }
}
