using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesforceCC.Emulator.Search;

/// <summary>The body of <c>POST /parameterizedSearch</c>.</summary>
internal sealed class SearchBody
{
    [JsonPropertyName("q")]
    public string? Text { get; init; }

    public string? In { get; init; }

    /// <summary>For objects that name none of their own.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    public IReadOnlyList<ObjectBody> Sobjects { get; init; } = [];

    public int? OverallLimit { get; init; }

    public int? DefaultLimit { get; init; }

    public int? Offset { get; init; }

    /// <summary>What is not served, and so refused.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Others { get; init; } = [];

    /// <summary>One object.</summary>
    internal sealed class ObjectBody
    {
        public string? Name { get; init; }

        public IReadOnlyList<string> Fields { get; init; } = [];

        public string? Where { get; init; }

        public string? OrderBy { get; init; }

        public int? Limit { get; init; }

        public int? Offset { get; init; }

        [JsonExtensionData]
        public Dictionary<string, JsonElement> Others { get; init; } = [];
    }
}
