namespace SalesforceCC.Emulator.Events.Topics;

/// <summary>A type of events that a channel has: a row of PlatformEventChannelMember.</summary>
/// <param name="Channel">The channel: <c>ChangeEvents</c>, <c>HREvents__chn</c>.</param>
/// <param name="Type">The type: <c>AccountChangeEvent</c>, <c>Order_Placed__e</c>.</param>
/// <param name="Enriched">Fields that each event has, changed or not.</param>
/// <param name="Filter">Which events the channel has; null for all.</param>
internal sealed record ChannelMember(string Channel, string Type, IReadOnlyList<string> Enriched, EventFilter? Filter)
{
    /// <summary>The events look on this channel as anywhere else.</summary>
    public bool IsPlain => Enriched.Count == 0 && Filter is null;
}
