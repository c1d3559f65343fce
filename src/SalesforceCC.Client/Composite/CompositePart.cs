using System.Text;

namespace SalesforceCC.Composite;

/// <summary>One of the requests that are sent in one, and what became of it.</summary>
internal sealed class CompositePart
{
    private IReadOnlyList<string>? _references;

    /// <summary>What the user has given.</summary>
    public object? Input { get; init; }

    /// <summary>By what name others refer to its response.</summary>
    public required string ReferenceId { get; init; }

    /// <summary>GET, POST, PUT, PATCH or DELETE.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query from the instance's root; references stand in it as they are.</summary>
    public required string Url { get; init; }

    /// <summary>Headers of its own.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>JSON; null: none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The ids that it refers to.</summary>
    public IReadOnlyList<string> References => _references ??=
        [.. CompositeReference.In(Url).Concat(CompositeReference.In(Body is null ? "" : Encoding.UTF8.GetString(Body))).Distinct(StringComparer.Ordinal)];

    /// <summary>It changes nothing.</summary>
    public bool Reads => Method == "GET";

    /// <summary>Below the version: <c>sobjects</c>, <c>Account</c>, ... Without its query.</summary>
    public string[] Resource => [.. Url.Split('?')[0].Split(['/'], StringSplitOptions.RemoveEmptyEntries).Skip(3)];

    /// <summary>Salesforce takes no more than a few of these in one request.</summary>
    public bool IsQueryOrCollection =>
        Resource is [var first, ..] && (IsOf(first, "query", "queryAll") || (Resource.Length > 1 && IsOf(first, "composite") && IsOf(Resource[1], "sobjects"))
        || (Resource.Length > 1 && IsOf(first, "tooling") && IsOf(Resource[1], "query")));

    /// <summary>What was answered; null: nothing was.</summary>
    public SfCompositeResponse? Response { get; set; }

    /// <summary>The response's body; null: it had none.</summary>
    public byte[]? ResponseBody { get; set; }

    /// <summary>Why it failed; null: it did not.</summary>
    public SfException? Failure { get; set; }

    /// <summary>It was not carried out, or was taken back, because of another one.</summary>
    public bool IsHalted => Failure?.Code == "PROCESSING_HALTED";

    /// <summary>What failed, for errors.</summary>
    public string Name => $"{Method} {Url.Split('?')[0]} ({ReferenceId})";

    private static bool IsOf(string segment, params string[] names) => names.Contains(segment, StringComparer.OrdinalIgnoreCase);
}
