using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Events.Schemas;

namespace SalesforceCC.Emulator.Events.Topics;

/// <summary>
/// The channels of the org and the types of events that each has, as the rows of PlatformEventChannel and
/// PlatformEventChannelMember say. A type of change events that no channel has is switched off.
/// </summary>
internal sealed class EventChannels : IDisposable
{
    /// <summary>The channel that every org has.</summary>
    public const string ChangeEvents = "ChangeEvents";

    public const string ChannelType = "PlatformEventChannel";
    public const string MemberType = "PlatformEventChannelMember";

    private readonly OrgStore _store;
    private readonly IDisposable _changes;
    private volatile State _state;

    public EventChannels(OrgStore store)
    {
        _store = store;
        _state = Read();
        _changes = store.Subscribe(_ => _state = Read(), type => type.Name is ChannelType or MemberType);
    }

    /// <summary>Custom channels by their names (<c>HREvents__chn</c>): <c>data</c> or <c>event</c>.</summary>
    public IReadOnlyDictionary<string, string> Custom => _state.Custom;

    public IReadOnlyList<ChannelMember> Members => _state.Members;

    /// <summary>The types that a channel has.</summary>
    public IReadOnlySet<string> TypesOf(string channel) => _state.Members.Where(m => m.Channel == channel).Select(m => m.Type).ToHashSet();

    public ChannelMember? Find(string channel, string type) => _state.Members.FirstOrDefault(m => m.Channel == channel && m.Type == type);

    /// <summary>Some channel has the changes of this object.</summary>
    public bool Captures(SObjectType type) => _state.Captured.Contains(type.Name);

    public void Dispose() => _changes.Dispose();

    private State Read()
    {
        Dictionary<string, string> custom = _store.Rows($"SELECT FullName, ChannelType FROM {ChannelType}")
            .ToDictionary(r => Text(r, "FullName")!, r => Text(r, "ChannelType")!);
        ChannelMember[] members =
        [
            .. _store.Rows($"SELECT EventChannel, SelectedEntity, FilterExpression, Metadata FROM {MemberType} ORDER BY Id").Select(row => new ChannelMember(
                Text(row, "EventChannel")!,
                Text(row, "SelectedEntity")!,
                Enriched(Text(row, "Metadata")),
                Text(row, "FilterExpression") is { } filter ? EventFilter.Parse(filter) : null)),
        ];
        return new State(custom, members, members.Select(m => EventNames.ObjectOf(m.Type)).OfType<string>().ToHashSet());
    }

    private static string[] Enriched(string? metadata)
    {
        if (metadata is null) return [];
        using JsonDocument json = JsonDocument.Parse(metadata);
        return json.RootElement.TryGetProperty("enrichedFields", out JsonElement fields) && fields.ValueKind == JsonValueKind.Array
            ? [.. fields.EnumerateArray().Select(f => f.GetProperty("name").GetString()!)]
            : [];
    }

    private static string? Text(JsonElement row, string field) => row.GetProperty(field).GetString();

    private sealed record State(IReadOnlyDictionary<string, string> Custom, IReadOnlyList<ChannelMember> Members, IReadOnlySet<string> Captured);
}
