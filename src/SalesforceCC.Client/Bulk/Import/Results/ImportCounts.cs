namespace SalesforceCC.Bulk;

/// <summary>How many rows came to what.</summary>
/// <param name="Successful">Saved, with those created.</param>
/// <param name="Created">Of the saved, the new ones.</param>
/// <param name="Failed">Refused.</param>
/// <param name="Unprocessed">Not tried.</param>
/// <param name="Unknown">Without any result: they may have been saved, or not.</param>
/// <param name="Unmatched">Results that no row of the input fits.</param>
internal sealed record ImportCounts(long Successful, long Created, long Failed, long Unprocessed, long Unknown, long Unmatched)
{
    /// <summary>None.</summary>
    public static ImportCounts None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>Both together.</summary>
    public static ImportCounts operator +(ImportCounts one, ImportCounts other) => new(
        one.Successful + other.Successful,
        one.Created + other.Created,
        one.Failed + other.Failed,
        one.Unprocessed + other.Unprocessed,
        one.Unknown + other.Unknown,
        one.Unmatched + other.Unmatched);
}
