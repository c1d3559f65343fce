using Xunit;

namespace SalesforceCC.Emulator.Tests.Contract;

/// <summary>The facts of <see cref="Facts"/>, each tried on a sample org.</summary>
public sealed class ContractTests(ContractOrg org) : IClassFixture<ContractOrg>
{
    public static TheoryData<string, string> Rows { get; } =
        [.. Facts.All.SelectMany(group => group.Facts.Select(f => new TheoryDataRow<string, string>(group.Name, f.What)))];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task The_org_does_as_Salesforce(string group, string what)
    {
        Dictionary<string, string> found = org.Names();
        foreach (string line in Facts.All.Single(g => g.Name == group).Facts.Single(f => f.What == what).Lines)
            await org.RunAsync(line, found);
    }

    [Theory]
    [InlineData("""{"a":1,"b":2}""", """{"b":2,"a":1}""", "$: keys b a")]
    [InlineData("""{"a":"#int"}""", """{"a":1.0}""", "$.a: 1.0, not #int")]
    [InlineData("""{"a":"#id?"}""", """{"a":null}""", "")]
    [InlineData("""{"a":1,"#more":true}""", """{"b":2,"a":1}""", "")]
    [InlineData("""["#each",{"a":"#bool"}]""", """[{"a":true},{"a":0}]""", "$[1].a: 0, not #bool")]
    [InlineData("""["#each",{"a":"#bool"}]""", "[]", "$: 0 items")]
    [InlineData("""["#some",{"a":2}]""", """[{"a":1}]""", """$: no item like {"a":2}""")]
    [InlineData("""["#some",{"a":2}]""", """[{"a":1},{"a":2}]""", "")]
    [InlineData("[1]", "[1,2]", "$: 2 items")]
    [InlineData("""{"a":null}""", """{"a":"x"}""", "$.a: String, not Null")]
    public void A_pattern_tells_what_differs(string pattern, string body, string expected) =>
        Assert.Equal(expected, string.Join("; ", BodyPattern.Differences(pattern, ContractOrg.Json(body)!.Value, [])));
}
