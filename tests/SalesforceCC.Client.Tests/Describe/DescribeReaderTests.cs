using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Xunit;
using SalesforceCC.Client.Tests.Records;
using SalesforceCC.Describe;

namespace SalesforceCC.Client.Tests.Describe;

/// <summary>Describes as they arrive: in any pieces, with members that nobody knows, large ones.</summary>
public class DescribeReaderTests
{
    // Country controls State in bits: DE is the first value, US the second.
    private const string Json = """
         {"actionOverrides":[{"formFactor":"LARGE","deep":[[{"x":[1,2]}]]}],"childRelationships":[
           {"cascadeDelete":true,"childSObject":"Line__c","field":"Thing__c","relationshipName":"Lines__r","restrictedDelete":false},
           {"cascadeDelete":false,"childSObject":"ThingFeed","field":"ParentId","relationshipName":null}],
         "createable":true,"custom":true,"fields":[
           {"name":"Id","label":"Record ID","type":"id","length":18,"idLookup":true,"createable":false,"updateable":false,"nillable":false,"picklistValues":[],"referenceTo":[]},
           {"name":"Country__c","label":"L\u00e4nder \"x\"","type":"picklist","picklistValues":[
             {"active":true,"defaultValue":false,"label":"Deutschland","validFor":null,"value":"DE"},
             {"active":false,"defaultValue":true,"label":"USA","validFor":null,"value":"US"}]},
           {"controllerName":"Country__c","dependentPicklist":true,"name":"State__c","type":"picklist","restrictedPicklist":true,"picklistValues":[
             {"active":true,"defaultValue":false,"label":"Bayern","validFor":"gAAA","value":"BY"},
             {"active":true,"defaultValue":false,"label":"Texas","validFor":"QAAA","value":"TX"},
             {"active":true,"defaultValue":false,"label":"Beide","validFor":"wAAA","value":"*"},
             {"active":true,"defaultValue":false,"label":"Keines","validFor":"AAAA","value":"-"}]},
           {"name":"OwnerId","type":"reference","referenceTo":["Group","User"],"relationshipName":"Owner","polymorphicForeignKey":true,"filteredLookupInfo":{"dependent":[false]}},
           {"name":"Sum__c","type":"currency","precision":18,"scale":2,"calculated":true,"calculatedFormula":"A__c & \"é😀\"","createable":false,"defaultValue":1.5},
           {"name":"Key__c","type":"string","externalId":true,"unique":true,"length":255,"idLookup":true,"nameField":true,"compoundFieldName":null}
         ],"keyPrefix":"a01","label":"Ding","labelPlural":"Dinge","name":"Thing__c","recordTypeInfos":[
           {"active":true,"available":true,"defaultRecordTypeMapping":true,"developerName":"Master","master":true,"name":"Master","recordTypeId":"012000000000000AAA","urls":{"layout":"/x"}}],
         "supportedScopes":[{"label":"All","name":"everything"}],"updateable":true,"urls":{"a":"b"}}
         """;

    private static readonly string[] s_unknown =
        ["null", "1.5e3", "\"text\"", "[]", "{}", "[[1,{\"fields\":[]}],null]", "{\"name\":\"x\",\"fields\":[{\"name\":\"y\"}]}"];

    private static Task<ObjectDescription> ReadAsync(string json, params int[] sizes) =>
        DescribeReader.ReadObjectAsync("Asked__c", new ChunkedStream(Encoding.UTF8.GetBytes(json), sizes), Guard.Stop);

    private static string Text(ObjectDescription thing) => JsonSerializer.Serialize(thing.Facts);

    [Fact]
    public async Task Facts_of_an_object_and_its_fields()
    {
        ObjectDescription thing = await ReadAsync(Json);
        SfObjectDescription facts = thing.Facts;
        Assert.Equal(("Thing__c", "Ding", "Dinge", "a01"), (facts.Name, facts.Label, facts.LabelPlural, facts.KeyPrefix));
        Assert.Equal((true, true, true, false), (facts.Custom, facts.Createable, facts.Updateable, facts.Deletable));
        Assert.Equal(["Lines__r", "ThingFeed.ParentId"], facts.ChildRelationships.Select(static c => c.ToString()));
        Assert.Equal(("Line__c", "Thing__c", true), (thing.Children("lines__R")!.ChildObject, thing.Children("Lines__r")!.Field, thing.Children("Lines__r")!.CascadeDelete));
        Assert.Equal("Master", Assert.Single(facts.RecordTypes).ToString());

        SfField owner = thing.Reference("owner")!;
        Assert.Equal(("OwnerId", true), (owner.Name, owner.PolymorphicForeignKey));
        Assert.Equal(["Group", "User"], owner.ReferenceTo);
        SfField sum = thing.Field("SUM__C")!;
        Assert.Equal((18, 2, true, "A__c & \"é😀\"", 1.5m), (sum.Precision, sum.Scale, sum.Calculated, sum.CalculatedFormula, sum.DefaultValue));
        Assert.Equal((false, true), (sum.Createable, sum.Updateable));
        SfField key = thing.NameField!;
        Assert.Equal(("Key__c", 255, true, true, true), (key.Name, key.Length, key.ExternalId, key.Unique, key.IdLookup));
        Assert.Equal("Länder \"x\"", thing.Field("Country__c")!.Label);
        Assert.Null(thing.Field("Nosuch__c"));
        Assert.All(thing.Fields, static f => Assert.Equal("Thing__c", f.ObjectName));
    }

    [Fact]
    public async Task Dependent_picklists_say_which_value_goes_with_which()
    {
        ObjectDescription thing = await ReadAsync(Json);
        SfField country = thing.Field("Country__c")!;
        Assert.Equal([("DE", "Deutschland", true, false), ("US", "USA", false, true)], country.PicklistValues.Select(static v => (v.Value, v.Label, v.Active, v.DefaultValue)));
        Assert.Empty(country.DependentValues);

        SfField state = thing.Field("State__c")!;
        Assert.True(state.DependentPicklist && state.RestrictedPicklist);
        Assert.Equal([["DE"], ["US"], ["DE", "US"], []], state.PicklistValues.Select(static v => v.ValidFor));
        Assert.Equal(["BY", "*"], state.DependentValues["de"]);
        Assert.Equal(["TX", "*"], state.DependentValues["US"]);
    }

    [Theory]
    [InlineData("gA==", new[] { "false" })]
    [InlineData("QA==", new[] { "true" })]
    [InlineData("wAAA", new[] { "false", "true" })]
    [InlineData("", new string[0])]
    [InlineData("no base64!", new string[0])]
    public async Task A_checkbox_controls_by_its_two_values(string validFor, string[] expected)
    {
        ObjectDescription thing = await ReadAsync($$"""
            {"name":"T","fields":[{"name":"P","type":"picklist","controllerName":"b","picklistValues":[{"value":"v","validFor":"{{validFor}}"}]},
             {"name":"B","type":"boolean"}]}
            """);
        Assert.Equal(expected, thing.Field("P")!.PicklistValues[0].ValidFor);
        Assert.Equal(["false", "true"], thing.Field("P")!.DependentValues.Keys);
    }

    [Fact]
    public async Task Bits_beyond_the_first_byte_count_on()
    {
        string[] controlling = [.. Enumerable.Range(0, 300).Select(static i => $"c{i}")];
        byte[] bits = new byte[38];
        foreach (int i in new[] { 0, 7, 8, 127, 255, 299 })
            bits[i / 8] |= (byte)(0x80 >> (i % 8));
        ObjectDescription thing = await ReadAsync($$"""
            {"name":"T","fields":[{"name":"C","type":"picklist","picklistValues":[{{string.Join(',', controlling.Select(static c => $$"""{"value":"{{c}}"}"""))}}]},
             {"name":"P","type":"picklist","controllerName":"C","picklistValues":[{"value":"v","validFor":"{{Convert.ToBase64String(bits)}}"}]}]}
            """);
        Assert.Equal(["c0", "c7", "c8", "c127", "c255", "c299"], thing.Field("P")!.PicklistValues[0].ValidFor);
    }

    [Property(MaxTest = 300)]
    public async Task However_it_is_cut_on_its_way_it_is_the_same(PositiveInt[] sizes) =>
        Assert.Equal(Text(await ReadAsync(Json)), Text(await ReadAsync(Json, [.. sizes.Select(static s => s.Get)])));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Small_pieces(int size) => Assert.Equal(Text(await ReadAsync(Json)), Text(await ReadAsync(Json, size)));

    [Property(MaxTest = 300)]
    public async Task Members_that_nobody_knows_change_nothing(NonNegativeInt[] choices, PositiveInt size)
    {
        string members = string.Concat(choices.Select(static (c, i) => $"\"unknown{i}\":{s_unknown[c.Get % s_unknown.Length]},"));
        string json = Json
            .Replace("{\"name\":\"", $"{{{members}\"name\":\"", StringComparison.Ordinal)
            .Replace("\"keyPrefix\"", members + "\"keyPrefix\"", StringComparison.Ordinal)
            .Replace("{\"active\"", $"{{{members}\"active\"", StringComparison.Ordinal);
        Assert.Equal(Text(await ReadAsync(Json)), Text(await ReadAsync(json, size.Get)));
    }

    [Fact]
    public async Task Names_of_members_may_be_escaped_and_in_any_order() =>
        Assert.Equal(
            Text(await ReadAsync("""{"name":"T","fields":[{"name":"F","type":"date","label":"L"}]}""")),
            Text(await ReadAsync("""{"f\u0069elds":[{"label":"L","t\u0079pe":"date","\u006eame":"F"}],"n\u0061me":"T"}""")));

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"fields":{}}""")]
    [InlineData("""{"fields":[{"type":"date"}]}""")]
    [InlineData("""{"fields":[{"name":7}]}""")]
    [InlineData("""{"fields":[],"fields":[]}""")]
    [InlineData("""{"fields":[]""")]
    [InlineData("""{"fields":[{"name":"a"}]}x""")]
    [InlineData("")]
    [InlineData("<html><body>Sign in</body></html>")]
    public async Task What_is_no_describe_is_refused(string json) =>
        Assert.Equal(SfErrorCodes.InvalidResponse, (await Assert.ThrowsAsync<SfException>(() => ReadAsync(json))).Code);

    [Fact]
    public async Task Facts_of_another_kind_count_as_not_said()
    {
        ObjectDescription thing = await ReadAsync("""
            {"keyPrefix":1,"label":[],"custom":"yes","childRelationships":["x",null],"recordTypeInfos":null,
             "fields":[{"name":"F","label":{},"length":"5","externalId":{},"referenceTo":"User","picklistValues":[1,null,[{}]]}]}
            """);
        Assert.Equal(("Asked__c", null, null, false), (thing.Name, thing.Facts.KeyPrefix, thing.Facts.Label, thing.Facts.Custom));
        SfField field = Assert.Single(thing.Fields);
        Assert.Equal((null, 0, false), (field.Label, field.Length, field.ExternalId));
        Assert.Empty(field.ReferenceTo);
        Assert.Empty(field.PicklistValues);
    }

    [Fact]
    public async Task A_large_describe_is_read_without_being_held()
    {
        // About 8 MB, of which next to nothing is kept.
        byte[] json = Encoding.UTF8.GetBytes(
            $$"""{"name":"T","extra":[{{string.Join(',', Enumerable.Repeat("""{"a":"0123456789012345678901234567890123456789","b":[1,2,3]}""", 140_000))}}],"fields":[{"name":"F","type":"string"}]}""");
        await ReadAsync(Json);

        long before = GC.GetAllocatedBytesForCurrentThread();
        ObjectDescription thing = await DescribeReader.ReadObjectAsync("T", new ChunkedStream(json, 64 * 1024), Guard.Stop);
        long used = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Single(thing.Fields);
        Assert.True(used < 400_000, $"{used:N0} bytes for {json.Length:N0}");
    }

    [Theory]
    [InlineData("describe/Account_describe.json")]
    [InlineData("describe/Contact_describe.json")]
    [InlineData("describe/Case_describe.json")]
    [InlineData("describe/Opportunity_describe.json")]
    public async Task Recorded_describes_are_as_another_reader_reads_them(string recording)
    {
        string json = Fixtures.Text(recording);
        JsonElement expected = JsonDocument.Parse(json).RootElement;
        ObjectDescription read = await ReadAsync(json, 1000, 17, 5000);

        Assert.Equal(expected.GetProperty("name").GetString(), read.Name);
        Assert.Equal(
            expected.GetProperty("fields").EnumerateArray().Select(static f => (
                f.GetProperty("name").GetString(), f.GetProperty("type").GetString(), f.GetProperty("length").GetInt32(),
                f.GetProperty("idLookup").GetBoolean(), f.GetProperty("updateable").GetBoolean(), f.GetProperty("relationshipName").GetString(),
                string.Join(' ', f.GetProperty("referenceTo").EnumerateArray()), string.Join('|', f.GetProperty("picklistValues").EnumerateArray().Select(static v => v.GetProperty("value"))))),
            read.Fields.Select(static f => (
                (string?)f.Name, (string?)f.Type, f.Length, f.IdLookup, f.Updateable, f.RelationshipName, string.Join(' ', f.ReferenceTo), string.Join('|', f.PicklistValues))));
        Assert.Equal(
            expected.GetProperty("childRelationships").EnumerateArray().Select(static c => (c.GetProperty("relationshipName").GetString(), c.GetProperty("childSObject").GetString())),
            read.Facts.ChildRelationships.Select(static c => (c.Name, (string?)c.ChildObject)));
    }

    [Fact]
    public async Task A_recorded_list_of_objects()
    {
        byte[] json = Fixtures.Bytes("describe/Global_describe.json");
        SfObject[] list = await DescribeReader.ReadListAsync(new ChunkedStream(json, 333), Guard.Stop);
        Assert.Equal(
            JsonDocument.Parse(json).RootElement.GetProperty("sobjects").EnumerateArray().Select(static o => (o.GetProperty("name").GetString(), o.GetProperty("queryable").GetBoolean(), o.GetProperty("keyPrefix").GetString())),
            list.Select(static o => ((string?)o.Name, o.Queryable, o.KeyPrefix)));
    }
}
