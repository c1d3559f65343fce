using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Events.Schemas;
using SalesforceCC.Emulator.Events.Topics;

namespace SalesforceCC.Emulator.Events.Changes;

/// <summary>
/// Change data capture: each transaction that changes rows of objects that are switched on puts its changes onto the bus, in
/// one piece, before the next one begins. It costs nothing where nothing is switched on.
/// </summary>
internal sealed class ChangeCapture : IDisposable
{
    // Larger than it need be, and with gaps: nobody should count with them.
    private const long FirstCommit = 10_000_000_000_000;
    private const int CommitStep = 7;

    private readonly EventSchemas _schemas;
    private readonly EventChannels _channels;
    private readonly ChannelForms _forms;
    private readonly EventBus _bus;
    private readonly Func<EventSettings> _settings;
    private readonly IDisposable _changes;
    private long _commit = FirstCommit;

    public ChangeCapture(
        OrgStore store, EventSchemas schemas, EventChannels channels, ChannelForms forms, EventBus bus, Func<EventSettings> settings)
    {
        _schemas = schemas;
        _channels = channels;
        _forms = forms;
        _bus = bus;
        _settings = settings;
        _changes = store.Subscribe(Capture, channels.Captures);
    }

    public void Dispose() => _changes.Dispose();

    /// <summary>Called by the writer after the commit, one transaction after the other.</summary>
    private void Capture(IReadOnlyList<RowEvent> rows)
    {
        EventSettings settings = _settings();
        ChangeTransaction transaction = new(Guid.CreateVersion7().ToString(), _commit += CommitStep, rows[^1].At);
        ChangeMerger merger = new();
        int changes = 0;
        List<SObjectType> overflow = [];
        foreach (RowEvent row in rows)
        {
            if (_schemas.OfChanges(row.Type) is not { } kind || RowDifference.Of(kind.Layout, row) is not { } difference) continue;
            if (++changes <= settings.ChangesPerTransaction) merger.Add(kind.Schema, difference);
            else if (!overflow.Contains(row.Type)) overflow.Add(row.Type);
        }
        List<BusEvent> events = [];
        foreach (ChangeGroup group in merger.Groups)
        {
            ChangeEncoder encoder = new(group, transaction, events.Count + 1, settings.ChangesAsGaps);
            events.Add(encoder.Plain());
            foreach (ChannelMember member in _channels.Members)
                if (!member.IsPlain && member.Type == group.Schema.TypeName)
                    _forms.Keep(member.Channel, transaction.Key, events.Count, encoder.For(member));
        }
        foreach (SObjectType type in overflow)
            events.Add(ChangeEncoder.Overflow(type, _schemas.OfChanges(type)!.Value.Schema, rows[^1], transaction, events.Count + 1));
        if (events.Count > 0) _bus.Append(events);
    }
}
