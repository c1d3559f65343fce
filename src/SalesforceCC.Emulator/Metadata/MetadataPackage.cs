using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace SalesforceCC.Emulator.Metadata;

/// <summary>A zip with a package.xml and the files that it names.</summary>
internal sealed class MetadataPackage
{
    private const string Manifest = "package.xml";

    /// <summary>The namespace of all metadata.</summary>
    public static readonly XNamespace Namespace = "http://soap.sforce.com/2006/04/metadata";

    private readonly List<MetadataComponent> _components = [];
    private readonly List<DeployMessage> _failures = [];
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    /// <summary>The components whose files could be read, in the order in which one refers to the other.</summary>
    public IEnumerable<MetadataComponent> Components =>
        MetadataType.All.SelectMany(t => _components.Where(c => c.Type == t).OrderBy(c => c.FullName, StringComparer.Ordinal));

    /// <summary>What was wrong with the others, and with the package itself.</summary>
    public IReadOnlyList<DeployMessage> Failures => _failures;

    /// <summary>Reads a package. What is wrong with it is in <see cref="Failures"/>.</summary>
    public static MetadataPackage Read(ReadOnlyMemory<byte> zip, DeployOptions options)
    {
        MetadataPackage package = new();
        try
        {
            package.Unzip(zip, options.SinglePackage);
        }
        catch (InvalidDataException)
        {
            package.Fail("", "", "", new ComponentProblem("The zip file is not valid"));
            return package;
        }

        if (!package._files.TryGetValue(Manifest, out byte[]? manifest))
            package.Fail("", "", Manifest, new ComponentProblem("No package.xml found"));
        else
            package.ReadManifest(manifest, options);
        return package;
    }

    private void Unzip(ReadOnlyMemory<byte> zip, bool singlePackage)
    {
        using ZipArchive archive = new(new MemoryStream(zip.ToArray()), ZipArchiveMode.Read);
        foreach (ZipArchiveEntry entry in archive.Entries.Where(e => e.Name.Length > 0))
        {
            string path = entry.FullName.Replace('\\', '/');
            if (!singlePackage)
                path = path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..];
            using Stream content = entry.Open();
            MemoryStream copy = new();
            content.CopyTo(copy);
            _files[path] = copy.ToArray();
        }
    }

    private void ReadManifest(byte[] manifest, DeployOptions options)
    {
        HashSet<string> named = new(StringComparer.Ordinal) { Manifest };
        try
        {
            XElement root = Parse(manifest, "Package");
            foreach (XElement types in root.Elements(Namespace + "types"))
            {
                string name = types.Element(Namespace + "name")?.Value ?? "";
                MetadataType type = MetadataType.All.FirstOrDefault(t => t.Name == name)
                    ?? throw new ComponentProblem($"Unknown type name '{name}' specified in package.xml", types);
                foreach (string member in types.Elements(Namespace + "members").SelectMany(m => MembersOf(type, m.Value)))
                    Add(type, member, named, options);
            }
        }
        catch (ComponentProblem problem)
        {
            Fail("", Manifest, Manifest, problem);
        }

        foreach (string extra in _files.Keys.Where(f => !named.Contains(f)).Order(StringComparer.Ordinal))
            Fail("", Path.GetFileNameWithoutExtension(extra), extra, new ComponentProblem("Not in package.xml"));
    }

    private IEnumerable<string> MembersOf(MetadataType type, string member) => member != "*"
        ? [member]
        : _files.Keys.Where(f => f.StartsWith(type.Folder + "/", StringComparison.Ordinal))
            .Select(f => Path.GetFileNameWithoutExtension(f));

    private void Add(MetadataType type, string member, HashSet<string> named, DeployOptions options)
    {
        string file = type.FileOf(member);
        named.Add(file);
        if (!_files.TryGetValue(file, out byte[]? content))
        {
            if (!options.AllowMissingFiles)
            {
                Fail(type.Name, member, Manifest, new ComponentProblem(
                    $"An object '{member}' of type {type.Name} was named in package.xml, but was not found in zipped directory"));
            }

            return;
        }

        try
        {
            XElement xml = type.IsPart ? Field(Parse(content, "CustomObject"), member) : Parse(content, type.Name);
            foreach (XElement element in xml.Elements())
            {
                if (element.Name.Namespace != Namespace || !type.Has(element.Name.LocalName))
                    throw new ComponentProblem($"Error parsing file: Element {element.Name} invalid at this location in type {type.Name}", element);
            }

            _components.Add(new MetadataComponent(type, member, file, xml));
        }
        catch (ComponentProblem problem)
        {
            Fail(type.Name, member, file, problem);
        }
    }

    private static XElement Field(XElement owner, string member)
    {
        string name = member[(member.IndexOf('.', StringComparison.Ordinal) + 1)..];
        return owner.Elements(Namespace + "fields").FirstOrDefault(f => f.Element(Namespace + "fullName")?.Value == name) ??
            throw new ComponentProblem($"An object '{member}' of type CustomField was named in package.xml, but was not found in zipped directory");
    }

    private static XElement Parse(byte[] content, string root)
    {
        try
        {
            XElement xml = XElement.Load(new MemoryStream(content), LoadOptions.SetLineInfo);
            return xml.Name == Namespace + root
                ? xml
                : throw new ComponentProblem($"Error parsing file: Element {xml.Name} invalid, {root} expected", xml);
        }
        catch (XmlException e)
        {
            throw new ComponentProblem($"Error parsing file: {e.Message}", e.LineNumber, e.LinePosition);
        }
    }

    private void Fail(string type, string name, string file, ComponentProblem problem) => _failures.Add(new DeployMessage
    {
        ComponentType = type,
        FullName = name,
        FileName = file,
        Problem = problem,
    });
}
