namespace SalesforceCC.Emulator.Data.Blobs;

/// <summary>What the org does with files; set by <c>POST /__org/files</c>.</summary>
internal sealed record FileSettings
{
    /// <summary>
    /// Parts of files can be asked for. Articles say so of Salesforce; recorded answers have neither ETag nor Accept-Ranges,
    /// and so it is off until set.
    /// </summary>
    public bool Ranges { get; init; }

    /// <summary>With <see cref="Ranges"/>, answers have an ETag, so that a part can be asked for of the same version only.</summary>
    public bool Tags { get; init; } = true;

    /// <summary>Salesforce CRM Content is turned on: links of files may have the share type I.</summary>
    public bool CrmContent { get; init; }

    /// <summary>Bytes of the body of a request that is no multipart one.</summary>
    public long RequestBytes { get; init; } = 52_428_800;

    /// <summary>Bytes of a version of a file.</summary>
    public long VersionBytes { get; init; } = 2L << 30;

    /// <summary>Bytes of a document of the Documents tab.</summary>
    public long DocumentBytes { get; init; } = 5 << 20;

    /// <summary>Bytes of all other blobs.</summary>
    public long BlobBytes { get; init; } = 500 << 20;

    /// <summary>Versions that the org may still get in these 24 hours.</summary>
    public int VersionsLeft { get; init; } = 200_000;

    /// <summary>The most bytes of a blob of an object.</summary>
    public long MostOf(SObjectType type) => type.Name switch
    {
        "ContentVersion" => VersionBytes,
        "Document" => DocumentBytes,
        _ => BlobBytes,
    };

    /// <summary>The refusal of a blob that is too large; from memory.</summary>
    public static SalesforceError TooLarge(SObjectType type, SObjectField field, long most) => new(
        400, "FILE_SIZE_LIMIT_EXCEEDED", $"{type.Label}: the {field.Label} exceeds the maximum file size of {most} bytes", field.Name);
}
