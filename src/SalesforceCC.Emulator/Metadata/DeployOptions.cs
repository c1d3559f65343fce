namespace SalesforceCC.Emulator.Metadata;

/// <summary>How a package is to be deployed; names and defaults are those of the REST resource.</summary>
internal sealed record DeployOptions
{
    /// <summary>Files named in package.xml may be missing.</summary>
    public bool AllowMissingFiles { get; init; }

    /// <summary>Reserved.</summary>
    public bool AutoUpdatePackage { get; init; }

    /// <summary>Only says what would come of it.</summary>
    public bool CheckOnly { get; init; }

    /// <summary>Nothing here gives warnings.</summary>
    public bool IgnoreWarnings { get; init; }

    /// <summary>Reserved.</summary>
    public bool PerformRetrieve { get; init; }

    /// <summary>Deletions are not served here.</summary>
    public bool PurgeOnDelete { get; init; }

    /// <summary>One failure undoes everything. Documented for the options as false, for the result as true.</summary>
    public bool RollbackOnError { get; init; }

    /// <summary>Apex tests, which this org has none of.</summary>
    public IReadOnlyList<string>? RunTests { get; init; }

    /// <summary>package.xml is at the root of the zip, not in a folder.</summary>
    public bool SinglePackage { get; init; }

    /// <summary>Which Apex tests run.</summary>
    public string? TestLevel { get; init; }
}
