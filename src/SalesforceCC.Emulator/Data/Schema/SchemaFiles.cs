using System.Reflection;
using SalesforceCC.Emulator.Data.Schema.Sources;

namespace SalesforceCC.Emulator.Data.Schema;

/// <summary>The schema files that make up an org.</summary>
internal static class SchemaFiles
{
    public static OrgSchema Read(OrgStoreOptions options)
    {
        List<SchemaSource> sources = [Own("StandardObjects.json")];
        if (options.Seed == "sample") sources.Add(Own("SampleObjects.json"));
        return options.SchemaPath is { } path
            ? SchemaPath.Checked(path, () => OrgSchema.Read([.. sources, SchemaPath.Read(path)]))
            : OrgSchema.Read(sources);
    }

    private static SchemaSource Own(string name)
    {
        using Stream file = Resource(name);
        return SchemaPath.Own(file);
    }

    /// <summary>A file that is part of the program.</summary>
    public static Stream Resource(string name) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ??
        throw new InvalidOperationException($"The program lacks its part {name}.");
}
