using Xunit;

namespace SalesforceCC.Conformance.Tests;

/// <summary>
/// jsforce, the JavaScript client of Salesforce's own command line, takes the embedded org for Salesforce. What it
/// refuses is a fault of the org. A new API adds a file of steps in clients/jsforce and a line here.
/// </summary>
public sealed class JsforceTests(JsforceRun run) : IClassFixture<JsforceRun>
{
    [Theory]
    [InlineData("auth")]
    [InlineData("query")]
    [InlineData("records")]
    [InlineData("related")]
    [InlineData("composite")]
    [InlineData("graphql")]
    [InlineData("collections")]
    [InlineData("blobs")]
    [InlineData("describe")]
    [InlineData("errors")]
    [InlineData("flows")]
    [InlineData("tooling")]
    [InlineData("pages")]
    [InlineData("metadata")]
    [InlineData("credentials")]
    [InlineData("soap")]
    [InlineData("bulk")]
    [InlineData("apex")]
    public void Takes_the_embedded_org_for_Salesforce(string group) => run.AssertGroup(group);
}
