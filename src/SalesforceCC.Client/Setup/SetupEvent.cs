using SalesforceCC.Metadata;

namespace SalesforceCC.Setup;

/// <summary>What a step tells while it runs: a part that is done, or how far a deployment is.</summary>
internal sealed record SetupEvent(SfSetupItem? Item, DeployResult? Deployment)
{
    public static SetupEvent Of(SfSetupItem item) => new(item, null);

    public static SetupEvent Of(DeployResult deployment) => new(null, deployment);
}
