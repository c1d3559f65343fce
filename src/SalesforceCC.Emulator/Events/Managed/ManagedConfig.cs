namespace SalesforceCC.Emulator.Events.Managed;

/// <summary>What a row of ManagedEventSubscription says.</summary>
internal sealed record ManagedConfig(string Id, string Name, string TopicName, bool FromEarliest, bool RecoversEarliest, bool Runs);
