using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Events.Changes;

/// <summary>A value that an event tells.</summary>
/// <param name="Field">Place of the field in the event.</param>
/// <param name="Part">Place of the part in the field's record; negative where the field is no record.</param>
/// <param name="Of">The object's field.</param>
/// <param name="Value">The value as rows have it; of a text that is told as a difference, the difference.</param>
/// <param name="IsDiff">It is told as a difference.</param>
internal readonly record struct ChangedValue(int Field, int Part, SObjectField Of, object? Value, bool IsDiff);
