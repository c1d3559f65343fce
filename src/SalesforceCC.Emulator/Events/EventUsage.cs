using SalesforceCC.Emulator.Events.Bus;

namespace SalesforceCC.Emulator.Events;

/// <summary>What has been delivered within a day, and published within an hour.</summary>
internal sealed class EventUsage(TimeProvider clock, Func<EventSettings> settings)
{
    private readonly RollingCount _delivered = new(clock, TimeSpan.FromDays(1));
    private readonly RollingCount _published = new(clock, TimeSpan.FromHours(1));

    /// <summary>Events of all sorts that subscribers may still get today; each subscriber counts.</summary>
    public int DeliveriesLeft => _delivered.Left(settings().DeliveredPerDay);

    /// <summary>Platform events that may still be published in this hour.</summary>
    public int PublishingLeft => _published.Left(settings().PublishedPerHour);

    /// <summary>Counts events that a subscriber is to get; how many of them it may get.</summary>
    public int TakeDeliveries(int wanted) => _delivered.Take(wanted, settings().DeliveredPerDay);

    /// <summary>Counts platform events that are to be published; how many of them may be.</summary>
    public int TakePublishing(int wanted) => _published.Take(wanted, settings().PublishedPerHour);

    public void Clear()
    {
        _delivered.Clear();
        _published.Clear();
    }
}
