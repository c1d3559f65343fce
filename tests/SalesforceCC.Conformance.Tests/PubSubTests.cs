using Xunit;

namespace SalesforceCC.Conformance.Tests;

/// <summary>
/// salesforce-pubsub-api-client, the JavaScript client of the Pub/Sub API that most use, takes the embedded org for
/// Salesforce: its own login, TLS, protobuf, Avro and bitmaps. What it refuses is a fault of the org.
/// </summary>
public sealed class PubSubTests(PubSubRun run) : IClassFixture<PubSubRun>
{
    [Theory]
    [InlineData("topics")]
    [InlineData("changes")]
    [InlineData("publish")]
    [InlineData("managed")]
    [InlineData("errors")]
    public void Takes_the_embedded_org_for_Salesforce(string group) => run.AssertGroup(group);
}
