using SalesforceCC.Emulator.Events.Schemas;
using SalesforceCC.Emulator.Events.Topics;
using SalesforceCC.Emulator.Hosting;

namespace SalesforceCC.Emulator.Events;

/// <summary>The events of an org: what is on the bus, what it looks like, and who gets it.</summary>
internal sealed class EventOrg
{
    private volatile EventSettings _settings = new();

    public EventOrg(EmulatorClock clock)
    {
        Clock = clock;
        Bus = new EventBus(clock, () => _settings);
    }

    public EmulatorClock Clock { get; }

    public EventSettings Settings
    {
        get => _settings;
        set => _settings = value;
    }

    public EventBus Bus { get; }

    public EventSchemas Schemas { get; } = new();

    public EventTopics Topics { get; } = new();
}
