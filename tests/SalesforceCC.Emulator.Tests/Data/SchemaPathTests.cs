using SalesforceCC.Emulator.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Data;

/// <summary>What may stand at the path of a schema, and what of it the org takes.</summary>
public sealed class SchemaPathTests : IDisposable
{
    private const string Describe =
        """{"name":"Trip__c","keyPrefix":"a0T","fields":[{"name":"Id","type":"id"},{"name":"Name","type":"string","length":80},{"name":"Km__c","type":"double","precision":8,"scale":1}]}""";

    private const string Project = "<CustomObject xmlns=\"http://soap.sforce.com/2006/04/metadata\"><label>Any</label></CustomObject>";

    private const string Field =
        "<CustomField xmlns=\"http://soap.sforce.com/2006/04/metadata\"><fullName>Km__c</fullName><label>Km</label><type>Number</type><precision>8</precision><scale>1</scale></CustomField>";

    private readonly string _folder = Directory.CreateTempSubdirectory("sfcc-schema").FullName;

    [Theory]
    [InlineData(Describe)]
    [InlineData("[" + Describe + "]")]
    [InlineData("{\"encoding\":\"UTF-8\",\"sobjects\":[" + Describe + "]}")]
    [InlineData("""{"Trip__c":{"keyPrefix":"a0T","fields":{"Km__c":"double(8,1)"}}}""")]
    public void A_file_has_describes_or_the_orgs_own_form(string json) => Assert.Equal(["Trip__c a0T 8,1"], Added(("a.json", json)));

    [Theory]
    [InlineData(Describe)]
    [InlineData("[" + Describe + "]")]
    public void A_folder_has_describes_among_other_things(string json) => Assert.Equal(["Trip__c a0T 8,1"], Added(
        "", ("a.json", "{\"private\":true}"), ("b/c.json", json), ("d.json", "[]"), ("e.json", "[1,\"x\"]"), ("f.json", "\"x\""), ("g.txt", "x")));

    [Theory]
    [InlineData("objects/Trip__c/Trip__c.object-meta.xml", Project, "Trip__c azz ,")]
    [InlineData("objects/Trip__c/fields/Km__c.field-meta.xml", Field, "Trip__c azz 8,1")]
    [InlineData("objects/Trip__b/Trip__b.object-meta.xml", Project, null)]
    [InlineData("objects/Trip__x/Trip__x.object-meta.xml", Project, null)]
    [InlineData("objects/Trip__mdt/Trip__mdt.object-meta.xml", Project, null)]
    [InlineData("objects/Trip__b/fields/Km__c.field-meta.xml", Field, null)]
    [InlineData("objects/Trip__mdt/fields/Km__c.field-meta.xml", Field, null)]
    public void A_project_has_custom_objects_among_other_things(string file, string xml, string? expected) => Assert.Equal(
        expected is null ? [] : [expected],
        Added("", (file, xml), ("objects/Trip__c/layouts/A Layout.layout-meta.xml", "<Layout/>"), ("x-meta.xml", "<X/>"), ("objects/a.json", Describe)));

    [Theory]
    [InlineData("[]")]
    [InlineData("[" + Describe + ",1]")]
    [InlineData("{\"sobjects\":[" + Describe + ",{\"name\":\"Other__c\"}]}")]
    [InlineData("{\"sobjects\":[]}")]
    [InlineData("""[{"name":1,"fields":[]}]""")]
    [InlineData("""[{"name":"Other__c","fields":{}}]""")]
    [InlineData("""[{"fields":[]}]""")]
    public void Each_of_a_list_must_be_a_describe(string json) =>
        Assert.Contains("each object needs its name and its fields", Assert.Throws<FormatException>(() => Added(("a.json", json))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("1")]
    [InlineData("{\"name\":1,\"fields\":[]}")]
    [InlineData("{\"name\":\"Other__c\",\"fields\":{}}")]
    [InlineData("{\"fields\":[]}")]
    [InlineData("{\"name\":\"Other__c\",\"fields\":[1]}")]
    [InlineData("{\"name\":\"Other__c\",\"fields\":[{}]}")]
    [InlineData("{\"name\":\"Other__c\",\"fields\":[{\"name\":1}]}")]
    [InlineData("{\"name\":\"Other__c\",\"fields\":[{\"name\":\"A__c\",\"type\":\"string\",\"length\":\"a\"}]}")]
    [InlineData("{\"name\":\"Other__c\",\"fields\":[],\"childRelationships\":1}")]
    [InlineData("{\"name\":\"Other__c\",\"fields\":[],\"childRelationships\":[1]}")]
    [InlineData("{\"Other__c\":1}")]
    [InlineData("{\"Other__c\":{}}")]
    [InlineData("{\"Other__c\":{\"keyPrefix\":1}}")]
    [InlineData("{\"Other__c\":{\"keyPrefix\":\"a0T\",\"fields\":1}}")]
    [InlineData("{\"Other__c\":{\"keyPrefix\":\"a0T\",\"fields\":{\"A__c\":\"string(a)\"}}}")]
    public void What_is_no_schema_is_refused_by_its_path(string json) => Assert.StartsWith(
        Path.Combine(_folder, "a.json"), Assert.Throws<FormatException>(() => Added(("a.json", json))).Message, StringComparison.Ordinal);

    [Fact]
    public void The_orgs_own_form_replaces_what_is_known_and_describes_only_add()
    {
        Assert.Equal(7, Site("""{"Account":{"fields":{"Site":"string(7)"}}}"""));
        Assert.Equal(80, Site("""{"name":"Account","fields":[{"name":"Site","type":"string","length":7}]}"""));

        int Site(string json)
        {
            Write("a.json", json);
            using OrgStore store = OrgStore.Create(new OrgStoreOptions { SchemaPath = Path.Combine(_folder, "a.json") });
            return store.FindType("Account")!.FindField("Site")!.Length;
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private List<string> Added((string Name, string Text) file) => Added(file.Name, file);

    /// <summary>The objects that the org would not have without these files.</summary>
    private List<string> Added(string path, params (string Name, string Text)[] files)
    {
        foreach ((string name, string text) in files) Write(name, text);
        using OrgStore without = OrgStore.Create(new OrgStoreOptions());
        using OrgStore store = OrgStore.Create(new OrgStoreOptions { SchemaPath = Path.Combine(_folder, path) });
        return [.. store.Types.Where(t => without.FindType(t.Name) is null)
            .Select(t => $"{t.Name} {t.KeyPrefix} {t.FindField("Km__c")?.Precision},{t.FindField("Km__c")?.Scale}")];
    }

    private void Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
