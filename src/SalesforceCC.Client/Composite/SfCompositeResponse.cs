namespace SalesforceCC;

/// <summary>The response to one of the requests that were sent in one.</summary>
public sealed class SfCompositeResponse
{
    internal SfCompositeResponse(string referenceId, string method, string path, int statusCode, IReadOnlyDictionary<string, string> headers)
    {
        ReferenceId = referenceId;
        Method = method;
        Path = path;
        StatusCode = statusCode;
        Headers = headers;
    }

    /// <summary>The reference ID of the request.</summary>
    public string ReferenceId { get; }

    /// <summary>The method of the request.</summary>
    public string Method { get; }

    /// <summary>The path of the request.</summary>
    public string Path { get; }

    /// <summary>HTTP status, such as 201.</summary>
    public int StatusCode { get; }

    /// <summary>The status is one of success.</summary>
    public bool Success => StatusCode is (>= 200 and < 300) or 304;

    /// <summary>The request was not carried out, or was rolled back, because another one failed.</summary>
    public bool Halted { get; internal set; }

    /// <summary>Headers by name, such as Location of a new record.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The body as objects; <see langword="null"/> where there is none.</summary>
    public object? Body { get; internal set; }

    /// <summary>Reference ID and status.</summary>
    public override string ToString() => FormattableString.Invariant($"{ReferenceId}: {StatusCode}");
}
