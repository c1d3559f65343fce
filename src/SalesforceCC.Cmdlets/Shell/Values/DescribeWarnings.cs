using SalesforceCC.Records;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Warns once of each object that could not be described.</summary>
internal sealed class DescribeWarnings(AsyncPSCmdlet cmdlet)
{
    private readonly HashSet<string> _warned = new(StringComparer.OrdinalIgnoreCase);

    public void Write(DescribeFailure failure)
    {
        if (_warned.Add(failure.ObjectName))
            cmdlet.WriteWarning($"The fields of {failure.ObjectName} could not be described, so dates and times in these rows are text, as with -Raw. {failure.Error.Code}: {failure.Error.Message}");
    }
}
