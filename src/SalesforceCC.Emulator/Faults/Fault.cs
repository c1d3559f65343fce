namespace SalesforceCC.Emulator.Faults;

/// <summary>What goes wrong, with which requests, and how often.</summary>
internal sealed class Fault
{
    /// <summary>Null for any.</summary>
    public string? Method { get; init; }

    public string Path { get; init; } = "*";

    /// <summary>How many requests it meets; -1 for all.</summary>
    public int Count { get; set; } = 1;

    /// <summary>How many matching requests pass first.</summary>
    public int Skip { get; set; }

    /// <summary>Answered instead of the true answer.</summary>
    public int? Status { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>With a status: the request is carried out before it is answered falsely.</summary>
    public bool Execute { get; init; }

    public DropPoint? Drop { get; init; }

    /// <summary>Of a call of gRPC, so many responses are sent before <see cref="Drop"/> or <see cref="TruncateBody"/>.</summary>
    public int Messages { get; init; }

    /// <summary>Over HTTP/2, the stream is reset with this code rather than INTERNAL_ERROR.</summary>
    public int? ResetCode { get; init; }

    /// <summary>Over HTTP/2, the connection is cut with all its streams, not the one stream.</summary>
    public bool Connection { get; init; }

    /// <summary>Over HTTP/2, the client is told to make another connection for its next requests; this one is served.</summary>
    public bool GoAway { get; init; }

    public int DelayMs { get; init; }

    /// <summary>The true answer with half of its body, complete as far as HTTP goes.</summary>
    public bool TruncateBody { get; init; }

    /// <summary>Never answered.</summary>
    public bool Hang { get; init; }

    public bool Matches(string method, string path) =>
        (Method is null || Method.Equals(method, StringComparison.OrdinalIgnoreCase)) && Wildcard.IsMatch(Path, path);
}
