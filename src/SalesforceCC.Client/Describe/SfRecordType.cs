namespace SalesforceCC;

/// <summary>A record type of an object.</summary>
public sealed class SfRecordType
{
    internal SfRecordType(string id, string? developerName, string? name, bool active, bool available, bool isDefault, bool master)
    {
        Id = id;
        DeveloperName = developerName;
        Name = name;
        Active = active;
        Available = available;
        IsDefault = isDefault;
        Master = master;
    }

    /// <summary>Its id.</summary>
    public string Id { get; }

    /// <summary>Its API name; <see langword="null"/> in old versions of the API.</summary>
    public string? DeveloperName { get; }

    /// <summary>Its name in the user's language.</summary>
    public string? Name { get; }

    /// <summary>It is active.</summary>
    public bool Active { get; }

    /// <summary>The user may create records of it.</summary>
    public bool Available { get; }

    /// <summary>Records that the user creates have it unless they are given another.</summary>
    public bool IsDefault { get; }

    /// <summary>It is the one that every object has, and that stands for none.</summary>
    public bool Master { get; }

    /// <summary>The API name, or the name.</summary>
    public override string ToString() => DeveloperName ?? Name ?? Id;
}
