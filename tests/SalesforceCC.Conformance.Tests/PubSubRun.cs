using SalesforceCC.Emulator;

namespace SalesforceCC.Conformance.Tests;

/// <summary>The event steps of salesforce-pubsub-api-client, which always uses TLS.</summary>
public sealed class PubSubRun() : NodeRun("pubsub")
{
    protected override EmulatorOptions Options => new() { Seed = "sample", Https = true };

    /// <summary>Where the scripts find the org.</summary>
    internal static Dictionary<string, string> Environment(EmulatorHost org) => new()
    {
        ["ORG_URL"] = org.Url.AbsoluteUri,
        ["ORG_KEY"] = org.ConsumerKey,
        ["ORG_SECRET"] = org.ConsumerSecret,
        ["ORG_PUBSUB"] = org.HttpsUrl!.Authority,
    };

    protected override Dictionary<string, string> Variables(EmulatorHost org) => Environment(org);
}
