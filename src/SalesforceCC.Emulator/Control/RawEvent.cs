using SalesforceCC.Emulator.Events;

namespace SalesforceCC.Emulator.Control;

/// <summary>An event as it is ordered in JSON.</summary>
internal sealed record RawEvent
{
    private const int MostEvents = 5_000_000;

    public string Type { get; init; } = "";

    /// <summary>The newest schema of the type, if it is left out.</summary>
    public string? SchemaId { get; init; }

    public string PayloadBase64 { get; init; } = "";

    /// <summary>A UUID of its own, if it is left out; change events have none.</summary>
    public string? EventId { get; init; }

    public int Count { get; init; } = 1;

    /// <exception cref="FormatException">It makes no sense; the message says why.</exception>
    public IReadOnlyList<BusEvent> Make(EventOrg org)
    {
        if (Type.Length == 0) throw new FormatException("type is missing.");
        if (Count is < 1 or > MostEvents) throw new FormatException($"count is a number from 1 to {MostEvents}.");
        string schema = SchemaId ?? org.Schemas.Current(Type)?.Id ?? throw new FormatException($"type: there is no event {Type}; schemaId is missing.");
        byte[] payload = Convert.FromBase64String(PayloadBase64);
        bool isChange = Type.EndsWith("ChangeEvent", StringComparison.Ordinal);
        DateTimeOffset now = org.Clock.GetUtcNow();
        return [.. Enumerable.Range(0, Count).Select(i => new BusEvent(Type, schema, payload, i == 0 && EventId is not null ? EventId : Id(), now))];

        string? Id() => isChange ? null : Guid.NewGuid().ToString();
    }
}
