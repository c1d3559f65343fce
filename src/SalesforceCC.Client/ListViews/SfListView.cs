namespace SalesforceCC;

/// <summary>A list view of an object: a filter, columns and an order that somebody has saved.</summary>
public sealed class SfListView
{
    internal SfListView(string id, string type, string developerName, string label, bool isSoqlCompatible)
    {
        Id = id;
        Type = type;
        DeveloperName = developerName;
        Label = label;
        IsSoqlCompatible = isSoqlCompatible;
    }

    /// <summary>The object, for example Account.</summary>
    public string Type { get; }

    /// <summary>The name that users see.</summary>
    public string Label { get; }

    /// <summary>The API name, which is the same in all languages.</summary>
    public string DeveloperName { get; }

    /// <summary>Id of the view, of 18 characters.</summary>
    public string Id { get; }

    /// <summary>The view is a query. Views such as Recently Viewed are not.</summary>
    public bool IsSoqlCompatible { get; }

    /// <summary>Object and label.</summary>
    public override string ToString() => $"{Type} {Label}";
}
