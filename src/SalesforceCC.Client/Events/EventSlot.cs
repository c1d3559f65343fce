using SalesforceCC.Records;

namespace SalesforceCC.Events;

/// <summary>A property of an event.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Property">What it is.</param>
/// <param name="Column">Where its value stands in the payload; -1: in none, or there is none.</param>
/// <param name="Type">The type of the property.</param>
internal readonly record struct EventSlot(string Name, EventProperty Property, int Column, FieldType Type);
