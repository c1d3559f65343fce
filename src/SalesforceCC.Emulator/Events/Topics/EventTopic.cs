namespace SalesforceCC.Emulator.Events.Topics;

/// <summary>A topic of the bus.</summary>
/// <param name="Name">For example <c>/event/Order_Placed__e</c>.</param>
/// <param name="Types">API names of the types whose events it has; null for all change events.</param>
/// <param name="CanPublish">Clients may publish on it.</param>
/// <param name="CanSubscribe">Clients may subscribe to it.</param>
/// <param name="SchemaId">The schema of its events; empty where they are of several types.</param>
internal sealed record EventTopic(
    string Name, IReadOnlySet<string>? Types, bool CanPublish, bool CanSubscribe, string SchemaId);
