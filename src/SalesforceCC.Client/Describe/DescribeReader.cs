namespace SalesforceCC.Describe;

/// <summary>Reads describes and the list of objects while their bytes arrive.</summary>
internal static class DescribeReader
{
    private const string Fields = "fields";
    private const string Children = "childRelationships";
    private const string RecordTypes = "recordTypeInfos";
    private const string Objects = "sobjects";

    private static readonly MemberTable s_none = new();

    private static readonly MemberTable s_children = new("cascadeDelete", "childSObject", "field", "relationshipName", "restrictedDelete");

    private static readonly MemberTable s_recordTypes = new(
        "active", "available", "defaultRecordTypeMapping", "developerName", "master", "name", "recordTypeId");

    /// <summary>Reads the describe of one object.</summary>
    /// <param name="name">What was asked for: its name where the describe has none.</param>
    /// <param name="stream">The body.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="SfException">INVALID_RESPONSE.</exception>
    public static async Task<ObjectDescription> ReadObjectAsync(string name, Stream stream, CancellationToken stop)
    {
        List<DescribeRow> fields = [];
        List<SfChildRelationship> children = [];
        List<SfRecordType> types = [];
        DescribeContent content = new("describe response", ObjectFacts.Members, new Dictionary<string, (MemberTable, Action<DescribeRow>)>
        {
            [Children] = (s_children, row => children.Add(Child(row))),
            [Fields] = (FieldFacts.Members, fields.Add),
            [RecordTypes] = (s_recordTypes, row => types.Add(RecordType(row))),
        });
        DescribeRow facts = await content.ReadAsync(stream, stop).ConfigureAwait(false);
        content.Require(Fields);
        return new ObjectDescription(ObjectFacts.Describe(facts, facts.Text("name") ?? name, fields, children.ToArray(), types.ToArray()));
    }

    /// <summary>Reads the list of objects.</summary>
    /// <exception cref="SfException">INVALID_RESPONSE.</exception>
    public static async Task<SfObject[]> ReadListAsync(Stream stream, CancellationToken stop)
    {
        List<SfObject> objects = [];
        DescribeContent content = new("list of objects", s_none, new Dictionary<string, (MemberTable, Action<DescribeRow>)>
        {
            [Objects] = (ObjectFacts.Members, row => objects.Add(ObjectFacts.Summary(row))),
        });
        await content.ReadAsync(stream, stop).ConfigureAwait(false);
        content.Require(Objects);
        return [.. objects];
    }

    private static SfChildRelationship Child(DescribeRow row) => new(
        row.Text("relationshipName"), row.Name("childSObject"), row.Text("field") ?? "", row.Flag("cascadeDelete"), row.Flag("restrictedDelete"));

    private static SfRecordType RecordType(DescribeRow row) => new(
        row.Text("recordTypeId") ?? "",
        row.Text("developerName"),
        row.Text("name"),
        row.Flag("active", absent: true),
        row.Flag("available"),
        row.Flag("defaultRecordTypeMapping"),
        row.Flag("master"));
}
