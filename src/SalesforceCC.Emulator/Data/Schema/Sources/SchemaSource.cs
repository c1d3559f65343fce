using System.Text.Json;

namespace SalesforceCC.Emulator.Data.Schema.Sources;

/// <summary>Objects in the form of <see cref="OrgSchema"/>'s files.</summary>
/// <param name="Objects">A JSON object of objects.</param>
/// <param name="Imported">
/// They come from another org: what this org knows already stays as it is, and a key prefix that is taken gives way.
/// </param>
internal sealed record SchemaSource(JsonElement Objects, bool Imported)
{
    public static SchemaSource Nothing { get; } = new(JsonSerializer.SerializeToElement(new { }), Imported: true);

    /// <summary>They come while the org runs: what this org knows already becomes what they say.</summary>
    public bool Replaces { get; init; }

    /// <summary>Objects and fields that go.</summary>
    public IReadOnlyList<string> Removed { get; init; } = [];
}
