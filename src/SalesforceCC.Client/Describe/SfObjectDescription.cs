using SalesforceCC.Describe;

namespace SalesforceCC;

/// <summary>An object of an org with all that describe says of it.</summary>
public sealed class SfObjectDescription : SfObject
{
    internal SfObjectDescription(string name, DescribeRow row)
        : base(name, row)
    {
    }

    /// <summary>The fields that the user may see, in Salesforce's order.</summary>
    public IReadOnlyList<SfField> Fields { get; internal init; } = [];

    /// <summary>Objects that refer to this one.</summary>
    public IReadOnlyList<SfChildRelationship> ChildRelationships { get; internal init; } = [];

    /// <summary>Record types.</summary>
    public IReadOnlyList<SfRecordType> RecordTypes { get; internal init; } = [];
}
