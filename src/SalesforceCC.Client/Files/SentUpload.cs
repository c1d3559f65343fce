namespace SalesforceCC.Files;

/// <summary>A file that Salesforce has.</summary>
/// <param name="Upload">What was sent.</param>
/// <param name="Id">What it became.</param>
/// <param name="Size">How many bytes it has.</param>
/// <param name="Input">What the user gave.</param>
internal sealed record SentUpload(FileUpload Upload, string Id, long Size, object? Input);
