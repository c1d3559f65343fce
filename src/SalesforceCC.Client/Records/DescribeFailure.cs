namespace SalesforceCC.Records;

/// <summary>An object whose dates and times are text, since its describe failed.</summary>
internal sealed record DescribeFailure(string ObjectName, SfException Error);
