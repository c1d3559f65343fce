namespace SalesforceCC.Records;

/// <summary>A field that was changed since its record was read, or a property that a user has added.</summary>
/// <param name="Field">The field's API name.</param>
/// <param name="Value">What it holds now.</param>
/// <param name="Original">What it held when it was read; null for an added one.</param>
/// <param name="IsAdded">The query did not ask for it.</param>
internal sealed record FieldChange(string Field, object? Value, object? Original, bool IsAdded);
