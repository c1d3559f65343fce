namespace SalesforceCC.Files;

/// <summary>A file in Salesforce, as it can be downloaded.</summary>
/// <param name="Request">What was wanted.</param>
/// <param name="Id">The id of the row that has the bytes.</param>
/// <param name="BlobPath">The path of the bytes.</param>
/// <param name="Name">Its name, as every system takes it.</param>
internal sealed record StoredFile(FileRequest Request, string Id, string BlobPath, string Name)
{
    /// <summary>The id of the file that a version belongs to.</summary>
    public string? DocumentId { get; init; }

    /// <summary>How long it is; null: nobody says.</summary>
    public long? Size { get; init; }

    /// <summary>Its MD5, in hexadecimal digits; null: nobody says.</summary>
    public string? Checksum { get; init; }
}
