using SalesforceCC.Describe;

namespace SalesforceCC;

/// <summary>An object of an org, as the list of objects has it. Names are those of describe.</summary>
public class SfObject
{
    internal SfObject(string name, DescribeRow row)
    {
        Name = name;
        Label = row.Text("label");
        LabelPlural = row.Text("labelPlural");
        KeyPrefix = row.Text("keyPrefix");
        Custom = row.Flag("custom");
        CustomSetting = row.Flag("customSetting");
        Createable = row.Flag("createable");
        Updateable = row.Flag("updateable");
        Deletable = row.Flag("deletable");
        Undeletable = row.Flag("undeletable");
        Mergeable = row.Flag("mergeable");
        Queryable = row.Flag("queryable");
        Retrieveable = row.Flag("retrieveable");
        Searchable = row.Flag("searchable");
        Triggerable = row.Flag("triggerable");
        Layoutable = row.Flag("layoutable");
        Replicateable = row.Flag("replicateable");
        FeedEnabled = row.Flag("feedEnabled");
        DeprecatedAndHidden = row.Flag("deprecatedAndHidden");
        AssociateParentEntity = row.Text("associateParentEntity");
        AssociateEntityType = row.Text("associateEntityType");
    }

    /// <summary>API name.</summary>
    public string Name { get; }

    /// <summary>Name in the user's language.</summary>
    public string? Label { get; }

    /// <summary>Name of several of its records in the user's language.</summary>
    public string? LabelPlural { get; }

    /// <summary>The first three characters of its ids; <see langword="null"/> where it has none of its own.</summary>
    public string? KeyPrefix { get; }

    /// <summary>It was made for this org, or came with a package.</summary>
    public bool Custom { get; }

    /// <summary>It is a custom setting.</summary>
    public bool CustomSetting { get; }

    /// <summary>The user may create records.</summary>
    public bool Createable { get; }

    /// <summary>The user may change records.</summary>
    public bool Updateable { get; }

    /// <summary>The user may delete records.</summary>
    public bool Deletable { get; }

    /// <summary>Deleted records can be restored.</summary>
    public bool Undeletable { get; }

    /// <summary>Records can be merged.</summary>
    public bool Mergeable { get; }

    /// <summary>It can be queried.</summary>
    public bool Queryable { get; }

    /// <summary>Records can be read by their id.</summary>
    public bool Retrieveable { get; }

    /// <summary>It can be searched.</summary>
    public bool Searchable { get; }

    /// <summary>Apex triggers are possible.</summary>
    public bool Triggerable { get; }

    /// <summary>It has page layouts.</summary>
    public bool Layoutable { get; }

    /// <summary>It can be replicated: deleted and updated records can be asked for.</summary>
    public bool Replicateable { get; }

    /// <summary>Chatter feeds are possible.</summary>
    public bool FeedEnabled { get; }

    /// <summary>It is no longer used, and hidden.</summary>
    public bool DeprecatedAndHidden { get; }

    /// <summary>For shares, histories and the like, the object that they belong to; otherwise <see langword="null"/>.</summary>
    public string? AssociateParentEntity { get; }

    /// <summary>For these, what they are, for example <c>Share</c>; otherwise <see langword="null"/>.</summary>
    public string? AssociateEntityType { get; }

    /// <summary>The API name.</summary>
    public override string ToString() => Name;
}
