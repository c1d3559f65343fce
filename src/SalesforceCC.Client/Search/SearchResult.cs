using SalesforceCC.Records;

namespace SalesforceCC.Search;

/// <summary>What a search has found.</summary>
/// <param name="Rows">The records, of one object or several.</param>
/// <param name="DescribeFailures">Objects of these rows whose describe failed: their dates and times are text.</param>
/// <param name="Cut">Objects of which there may be more records than the most that Salesforce gives.</param>
/// <param name="IsCut">There may be more records of all objects together.</param>
internal sealed record SearchResult(
    IReadOnlyList<SfRecord> Rows,
    IReadOnlyList<DescribeFailure> DescribeFailures,
    IReadOnlyList<(string Name, int Count)> Cut,
    bool IsCut);
