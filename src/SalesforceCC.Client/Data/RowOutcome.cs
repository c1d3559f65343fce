namespace SalesforceCC.Data;

/// <summary>What a response says of one row.</summary>
/// <param name="Id">The record's id.</param>
/// <param name="Success">It was saved.</param>
/// <param name="Created">It is new; null where the response does not say.</param>
/// <param name="Failure">Why it was not saved.</param>
internal sealed record RowOutcome(string? Id, bool Success, bool? Created, SfException? Failure);
