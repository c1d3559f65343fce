using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Events.Changes;
using SalesforceCC.Emulator.Events.Faults;
using SalesforceCC.Emulator.Events.Managed;
using SalesforceCC.Emulator.Events.Schemas;
using SalesforceCC.Emulator.Events.Service;
using SalesforceCC.Emulator.Events.Topics;
using SalesforceCC.Emulator.Hosting;

namespace SalesforceCC.Emulator.Events;

/// <summary>The events of an org: what is on the bus, what it looks like, and who gets it.</summary>
internal sealed class EventOrg : IDisposable
{
    private readonly ChannelForms _forms = new();
    private readonly EventPublisher _publisher;
    private readonly ChangeCapture _changes;
    private volatile EventSettings _settings = new();

    public EventOrg(OrgStore store, EmulatorClock clock)
    {
        Clock = clock;
        Bus = new EventBus(clock, () => _settings);
        Usage = new EventUsage(clock, () => _settings);
        Streams = new OpenStreams(() => _settings);
        Schemas = new EventSchemas(store);
        Channels = new EventChannels(store);
        Topics = new EventTopics(store, Schemas, Channels, _forms);
        ChannelRows = new ChannelRows(store, Schemas, Channels);
        store.MayPublish = () => Usage.TakePublishing(1) == 1;
        Managed = new ManagedSubscriptions(store, Bus);
        ManagedRows = new ManagedRows(store, Topics);
        _publisher = new EventPublisher(store, Schemas, Bus);
        _changes = new ChangeCapture(store, Schemas, Channels, _forms, Bus, () => _settings);
    }

    public EmulatorClock Clock { get; }

    public EventSettings Settings
    {
        get => _settings;
        set
        {
            _settings = value;
            Bus.Wake();
        }
    }

    public EventBus Bus { get; }

    public EventSchemas Schemas { get; }

    /// <summary>What may still be delivered and published.</summary>
    public EventUsage Usage { get; }

    /// <summary>Errors on order.</summary>
    public EventFaults Faults { get; } = new();

    public OpenStreams Streams { get; }

    public CallLog Calls { get; } = new();

    public EventChannels Channels { get; }

    public EventTopics Topics { get; }

    public ChannelRows ChannelRows { get; }

    public ManagedSubscriptions Managed { get; }

    public ManagedRows ManagedRows { get; }

    public void Dispose()
    {
        _changes.Dispose();
        _publisher.Dispose();
        Managed.Dispose();
        Channels.Dispose();
    }
}
