namespace SalesforceCC.Files;

/// <summary>One file that is wanted.</summary>
/// <param name="Input">What the user gave.</param>
internal sealed record FileRequest(object? Input)
{
    /// <summary>What kind of file it is; null: some other blob.</summary>
    public FileKind? Kind { get; init; }

    /// <summary>Its id; null for other blobs.</summary>
    public string? Id { get; init; }

    /// <summary>The path of its bytes, for other blobs.</summary>
    public string? BlobPath { get; init; }

    /// <summary>Its name, where that is known.</summary>
    public string? Name { get; init; }

    /// <summary>What tells it from others.</summary>
    public string Key => Id ?? BlobPath!;
}
