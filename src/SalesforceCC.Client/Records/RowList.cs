namespace SalesforceCC.Records;

/// <summary>A list of records that is no page of a query.</summary>
/// <param name="Elements">The records in their order; null where the list has null.</param>
/// <param name="DescribeFailures">Objects of these rows whose describe failed: their dates and times are text.</param>
internal sealed record RowList(IReadOnlyList<SfRecord?> Elements, IReadOnlyList<DescribeFailure> DescribeFailures);
