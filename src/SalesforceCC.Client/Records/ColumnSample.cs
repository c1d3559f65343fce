namespace SalesforceCC.Records;

/// <summary>What the first rows of a page say about a column.</summary>
/// <param name="Width">The length of the longest value; of numbers, that before the point.</param>
/// <param name="IsNumber">Whether all values are numbers.</param>
/// <param name="HasPoint">Whether one of them has a fraction.</param>
internal readonly record struct ColumnSample(int Width, bool IsNumber, bool HasPoint);
