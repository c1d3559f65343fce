namespace SalesforceCC;

/// <summary>A file with related records, or the plan of such files.</summary>
public sealed class SfTreeFile
{
    internal SfTreeFile(string path, string? type, int records)
    {
        Path = path;
        Type = type;
        Records = records;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>API name of the object of its records; <see langword="null"/> for a plan.</summary>
    public string? Type { get; }

    /// <summary>Number of records, including those inside others; of a plan, in all of its files.</summary>
    public int Records { get; }

    /// <summary>It is a plan, which lists files.</summary>
    public bool IsPlan => Type is null;

    /// <summary>The path.</summary>
    public override string ToString() => Path;
}
