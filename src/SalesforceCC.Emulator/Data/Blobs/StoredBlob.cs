namespace SalesforceCC.Emulator.Data.Blobs;

/// <summary>Bytes of a field, in a file of their own; the row has its name.</summary>
/// <param name="Name">Name of the file, which no other has.</param>
/// <param name="Length">How many bytes they are.</param>
/// <param name="Checksum">Their MD5, as ContentVersion.Checksum tells it.</param>
internal sealed record StoredBlob(string Name, long Length, string Checksum);
