namespace SalesforceCC.Describe;

/// <summary>What describes and the list of objects say of an object itself.</summary>
internal static class ObjectFacts
{
    /// <summary>The members that are kept, in Salesforce's order.</summary>
    public static MemberTable Members { get; } = new(
        "associateEntityType", "associateParentEntity", "createable", "custom", "customSetting", "deletable", "deprecatedAndHidden",
        "feedEnabled", "keyPrefix", "label", "labelPlural", "layoutable", "mergeable", "name", "queryable", "replicateable",
        "retrieveable", "searchable", "triggerable", "undeletable", "updateable");

    /// <summary>A line of the list.</summary>
    public static SfObject Summary(DescribeRow row) => new(row.Name("name"), row);

    /// <summary>An object with its fields.</summary>
    public static SfObjectDescription Describe(
        DescribeRow row,
        string name,
        IReadOnlyList<DescribeRow> fields,
        IReadOnlyList<SfChildRelationship> children,
        IReadOnlyList<SfRecordType> types) => new(name, row)
        {
            Fields = FieldFacts.Read(name, fields),
            ChildRelationships = children,
            RecordTypes = types,
        };
}
