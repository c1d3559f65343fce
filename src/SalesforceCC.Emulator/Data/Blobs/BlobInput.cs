namespace SalesforceCC.Emulator.Data.Blobs;

/// <summary>Bytes that came as a part of their own, beside the row's JSON.</summary>
/// <param name="Field">The field that they are for.</param>
/// <param name="Blob">The bytes.</param>
internal sealed record BlobInput(SObjectField Field, StoredBlob Blob);
