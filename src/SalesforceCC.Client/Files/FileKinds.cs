namespace SalesforceCC.Files;

/// <summary>What is known of the objects that hold files.</summary>
internal static class FileKinds
{
    /// <summary>The kind of file that an id belongs to; null: none.</summary>
    public static FileKind? OfId(string id) => id.Length < 3 ? null : id.Substring(0, 3) switch
    {
        "068" => FileKind.ContentVersion,
        "069" => FileKind.ContentDocument,
        "00P" => FileKind.Attachment,
        "015" => FileKind.Document,
        _ => null,
    };

    /// <summary>The field that has the bytes.</summary>
    public static string BlobOf(FileKind kind) => kind == FileKind.ContentVersion ? "VersionData" : "Body";

    /// <summary>The most bytes that Salesforce takes: see its REST API Developer Guide.</summary>
    public static long MostOf(FileKind kind) => kind switch
    {
        FileKind.ContentVersion => 2L << 30,
        FileKind.Document => 5 << 20,
        _ => 500 << 20,
    };
}
