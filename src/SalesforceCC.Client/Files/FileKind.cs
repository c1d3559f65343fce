namespace SalesforceCC.Files;

/// <summary>The objects that hold files.</summary>
internal enum FileKind
{
    /// <summary>One version of a file.</summary>
    ContentVersion,

    /// <summary>A file; its bytes are those of its newest version.</summary>
    ContentDocument,

    /// <summary>An attachment of a record, as older orgs have them.</summary>
    Attachment,

    /// <summary>A document of the Documents tab.</summary>
    Document,
}
