namespace SalesforceCC.Records;

/// <summary>No shell: values are what they are, and nothing is added to a row.</summary>
internal sealed class NoHost : IRecordHost
{
    public object? Unwrap(object? value) => value;

    public IEnumerable<KeyValuePair<string, object?>> AddedTo(SfRecord record) => [];

    public void AddFields(SfRecord record)
    {
    }
}
