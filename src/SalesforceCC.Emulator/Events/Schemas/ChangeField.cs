using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Events.Schemas;

/// <summary>One field of a change event: a field of the object, or several of them as one record.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Doc">What the schema says of it, without the field's id.</param>
/// <param name="Field">The field; null where it is a record only.</param>
/// <param name="Record">Name of the record's type: <c>Address</c>, <c>PersonName</c>; null where it is no record.</param>
/// <param name="Parts">The record's fields by their names in it; null for what this object has not.</param>
internal sealed record ChangeField(
    string Name, string Doc, SObjectField? Field, string? Record, IReadOnlyList<(string Name, SObjectField? Field)> Parts);
