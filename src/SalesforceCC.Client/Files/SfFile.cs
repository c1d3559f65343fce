namespace SalesforceCC;

/// <summary>A file that was sent to Salesforce.</summary>
public sealed class SfFile
{
    internal SfFile(string id, string? contentDocumentId, string title, long size, string path, string type)
    {
        Id = id;
        ContentDocumentId = contentDocumentId;
        Title = title;
        Size = size;
        Path = path;
        Type = type;
    }

    /// <summary>18-character id of the version, attachment, or document.</summary>
    public string Id { get; }

    /// <summary>18-character id of the file that the version belongs to; <see langword="null"/> for attachments and documents.</summary>
    public string? ContentDocumentId { get; }

    /// <summary>Its title in Salesforce.</summary>
    public string Title { get; }

    /// <summary>How many bytes it has.</summary>
    public long Size { get; }

    /// <summary>Where it was read.</summary>
    public string Path { get; }

    /// <summary>The object that it became: ContentVersion, Attachment, or Document.</summary>
    public string Type { get; }

    /// <summary>The title.</summary>
    public override string ToString() => Title;
}
