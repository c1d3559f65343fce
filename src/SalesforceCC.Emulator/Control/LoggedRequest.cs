namespace SalesforceCC.Emulator.Control;

/// <summary>A request as the log keeps it: never a body, and of the credentials only whether there were any.</summary>
internal sealed class LoggedRequest
{
    public required DateTimeOffset Time { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    /// <summary>With its question mark; secrets have no business here, and tests look.</summary>
    public required string Query { get; init; }

    public required bool Authorized { get; init; }

    public required string? UserAgent { get; init; }

    public required string? AcceptEncoding { get; init; }

    /// <summary>0 until answered, and for connections that were cut before.</summary>
    public int Status { get; set; }
}
