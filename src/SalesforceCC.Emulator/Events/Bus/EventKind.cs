using SalesforceCC.Emulator.Events.Topics;

namespace SalesforceCC.Emulator.Events.Bus;

/// <summary>What many events have in common: kept once, not with each of them.</summary>
internal sealed record EventKind(string Type, string SchemaId)
{
    private const string ChangeSuffix = "ChangeEvent";

    /// <summary>Of the events of changes: <c>AccountChangeEvent</c>, <c>My__ChangeEvent</c>.</summary>
    public bool IsChange { get; } = Type.EndsWith(ChangeSuffix, StringComparison.Ordinal);

    /// <summary>Events of this kind belong to the topic.</summary>
    public bool IsOf(EventTopic topic) => topic.Types is { } types ? types.Contains(Type) : IsChange;
}
