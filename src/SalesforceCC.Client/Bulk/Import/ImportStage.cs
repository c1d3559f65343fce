namespace SalesforceCC.Bulk;

/// <summary>The stages of an import.</summary>
internal enum ImportStage
{
    /// <summary>The input is read and checked; nothing is sent.</summary>
    Reading,

    /// <summary>The rows go to Salesforce.</summary>
    Sending,

    /// <summary>Salesforce processes them.</summary>
    Processing,

    /// <summary>Results are fetched.</summary>
    Results,
}
