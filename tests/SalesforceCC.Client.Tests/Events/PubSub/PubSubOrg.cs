using SalesforceCC.Events.PubSub;

namespace SalesforceCC.Client.Tests.Events.PubSub;

/// <summary>An org, a session of it, and a Pub/Sub API.</summary>
internal sealed class PubSubOrg : IAsyncDisposable
{
    public const string Topic = "/event/Order_Placed__e";

    private PubSubOrg(LoopbackOrg org, SfSession session, ScriptedPubSub server)
    {
        Org = org;
        Session = session;
        Server = server;
    }

    public LoopbackOrg Org { get; }

    public SfSession Session { get; }

    public ScriptedPubSub Server { get; }

    public Watched Watched { get; } = new();

    public PubSubChannel Channel => PubSubChannel.Of(Session, Server.Url);

    public static async Task<PubSubOrg> StartAsync()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        return new PubSubOrg(org, session, await ScriptedPubSub.StartAsync());
    }

    public Subscription Subscribe(SubscriptionSettings? settings = null) =>
        new(Channel, settings ?? new SubscriptionSettings { Topic = Topic }, Watched, Guard.Stop);

    /// <summary>Receives so many events, or until an error.</summary>
    public async Task<int[]> ReceiveAsync(int count, SubscriptionSettings? settings = null)
    {
        using Subscription subscription = Subscribe(settings);
        return await ReceiveAsync(subscription, count);
    }

    public static async Task<int[]> ReceiveAsync(Subscription subscription, int count)
    {
        List<int> numbers = [];
        while (numbers.Count < count && await subscription.NextAsync(Guard.Stop) is { } events)
        {
            foreach (EventMessage one in events)
            {
                numbers.Add(ScriptedPubSub.Number(one.ReplayId));
                subscription.Taken(one);
            }
        }

        return [.. numbers];
    }

    public async ValueTask DisposeAsync()
    {
        await Org.DisposeAsync();
        await Server.DisposeAsync();
    }
}
