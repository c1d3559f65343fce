using System.Collections.Concurrent;
using System.Text.Json;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Events.Managed;

/// <summary>The managed subscriptions of the org: their rows, and how far each has come.</summary>
internal sealed class ManagedSubscriptions : IDisposable
{
    public const string Type = "ManagedEventSubscription";
    public const string Prefix = "18x";

    private readonly OrgStore _store;
    private readonly IDisposable _changes;
    private readonly ConcurrentDictionary<string, ManagedState> _states = new(StringComparer.Ordinal);
    private int _version;

    public ManagedSubscriptions(OrgStore store, EventBus bus)
    {
        _store = store;
        _changes = store.Subscribe(
            _ =>
            {
                Interlocked.Increment(ref _version);
                bus.Wake();
            },
            type => type.Name == Type);
    }

    /// <summary>Another number after each change of a row.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>The subscription of an id of 18 characters; null where there is none.</summary>
    public ManagedConfig? FindById(string id) => Find($"Id = {StoreQueries.Quote(id)}");

    public ManagedConfig? FindByName(string name) => Find($"DeveloperName = {StoreQueries.Quote(name)}");

    public ManagedState StateOf(ManagedConfig config) => _states.GetOrAdd(config.Id, _ => new ManagedState());

    public void Dispose() => _changes.Dispose();

    private ManagedConfig? Find(string condition)
    {
        const string Earliest = "EARLIEST";
        string soql = $"SELECT Id, DeveloperName, TopicName, DefaultReplay, ErrorRecoveryReplay, State FROM {Type} WHERE {condition} LIMIT 1";
        return _store.Rows(soql) is [var row]
            ? new ManagedConfig(
                Text(row, "Id"), Text(row, "DeveloperName"), Text(row, "TopicName"), Text(row, "DefaultReplay") == Earliest,
                Text(row, "ErrorRecoveryReplay") == Earliest, Text(row, "State") == "RUN")
            : null;
    }

    private static string Text(JsonElement row, string field) => row.GetProperty(field).GetString() ?? "";
}
