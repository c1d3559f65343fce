namespace SalesforceCC;

/// <summary>One version of the REST API that an org has.</summary>
public sealed class SfApiVersion
{
    internal SfApiVersion(Version version, string? label, string url)
    {
        Version = version;
        Label = label;
        Url = url;
    }

    /// <summary>The version, for example 68.0.</summary>
    public Version Version { get; }

    /// <summary>Name of its release, for example <c>Winter '27</c>; <see langword="null"/> where the org does not say.</summary>
    public string? Label { get; }

    /// <summary>Path of its resources.</summary>
    public string Url { get; }

    /// <summary>The row is <c>/services/data/latest</c>, another name of the newest version.</summary>
    public bool IsAlias => Url.TrimEnd('/').EndsWith("/latest", StringComparison.OrdinalIgnoreCase);

    /// <summary>The version.</summary>
    public override string ToString() => Version.ToString();
}
