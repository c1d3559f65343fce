namespace SalesforceCC.Bulk;

/// <summary>How a record ends.</summary>
internal enum CsvEnding
{
    /// <summary>With the file.</summary>
    None,

    /// <summary>With LF.</summary>
    Lf,

    /// <summary>With CR and LF.</summary>
    CrLf,
}
