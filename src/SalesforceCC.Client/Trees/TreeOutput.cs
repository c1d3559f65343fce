namespace SalesforceCC.Trees;

/// <summary>A file of an export, before it is written.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The object of its records; null for a plan.</param>
/// <param name="Records">How many records it has, those inside others, too.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record TreeOutput(string Name, string? Type, int Records, byte[] Content);
