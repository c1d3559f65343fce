using System.Reflection;

namespace SalesforceCC.Emulator.Data.Schema;

/// <summary>The schema files that make up an org.</summary>
internal static class SchemaFiles
{
    public static OrgSchema Read(OrgStoreOptions options)
    {
        List<Stream> files = [Resource("StandardObjects.json")];
        if (options.Seed == "sample") files.Add(Resource("SampleObjects.json"));
        if (options.SchemaPath is not null) files.Add(File.OpenRead(options.SchemaPath));
        try
        {
            return OrgSchema.Read(files);
        }
        finally
        {
            foreach (Stream file in files) file.Dispose();
        }
    }

    /// <summary>A file that is part of the program.</summary>
    public static Stream Resource(string name) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ??
        throw new InvalidOperationException($"The program lacks its part {name}.");
}
