namespace SalesforceCC.Events.Publishing;

/// <summary>A field of an event with its value, of the .NET type that the field has in a received event.</summary>
internal readonly record struct EventMember(EventField Field, object? Value);
