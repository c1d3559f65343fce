namespace SalesforceCC.Bulk;

/// <summary>What is wrong with CSV.</summary>
internal static class CsvErrors
{
    /// <summary>A line that cannot be sent.</summary>
    public static SfException Invalid(string name, long line, string what) =>
        new(SfErrorCodes.InvalidCsv, FormattableString.Invariant($"{name}: line {line} {what}.")) { Final = true };

    /// <summary>Something that concerns the file as a whole.</summary>
    public static SfException Invalid(string name, string what) => new(SfErrorCodes.InvalidCsv, $"{name}: {what}.") { Final = true };
}
