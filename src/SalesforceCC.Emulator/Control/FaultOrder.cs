using System.Text;
using System.Text.Json;
using SalesforceCC.Emulator.Faults;

namespace SalesforceCC.Emulator.Control;

/// <summary>A fault as it is ordered in JSON.</summary>
internal sealed record FaultOrder
{
    public string? Method { get; init; }

    public string Path { get; init; } = "*";

    public int Count { get; init; } = 1;

    public int Skip { get; init; }

    public int? Status { get; init; }

    public Dictionary<string, string>? Headers { get; init; }

    /// <summary>A string is sent as it stands, anything else as the JSON it is.</summary>
    public JsonElement? Body { get; init; }

    public string? BodyBase64 { get; init; }

    public bool Execute { get; init; }

    /// <summary>before, mid-request, after, headers, mid-body or trailers.</summary>
    public string? Drop { get; init; }

    public int Messages { get; init; }

    public int? ResetCode { get; init; }

    public bool Connection { get; init; }

    public bool GoAway { get; init; }

    public int DelayMs { get; init; }

    public bool TruncateBody { get; init; }

    public bool Hang { get; init; }

    public Fault ToFault()
    {
        if (Status is null && Drop is null && DelayMs == 0 && !TruncateBody && !Hang && !GoAway)
            throw new FormatException("A fault needs one of status, drop, delayMs, truncateBody, hang and goAway.");
        bool isText = Body is null or { ValueKind: JsonValueKind.String };
        Dictionary<string, string> headers = new Dictionary<string, string>(Headers ?? [], StringComparer.OrdinalIgnoreCase);
        if (!isText)
            headers.TryAdd("Content-Type", "application/json;charset=UTF-8");
        return new Fault
        {
            Method = Method,
            Path = Path,
            Count = Count,
            Skip = Skip,
            Status = Status,
            Headers = headers,
            Body = BodyBase64 is not null ? Convert.FromBase64String(BodyBase64)
                : Encoding.UTF8.GetBytes((isText ? Body?.GetString() : Body?.GetRawText()) ?? ""),
            Execute = Execute,
            Drop = Drop switch
            {
                null => null,
                "before" => DropPoint.Before,
                "after" => DropPoint.After,
                "headers" => DropPoint.Headers,
                "mid-body" => DropPoint.MidBody,
                "mid-request" => DropPoint.MidRequest,
                "trailers" => DropPoint.Trailers,
                _ => throw new FormatException($"drop is before, mid-request, after, headers, mid-body or trailers, not '{Drop}'"),
            },
            Messages = Messages,
            ResetCode = ResetCode,
            Connection = Connection,
            GoAway = GoAway,
            DelayMs = DelayMs,
            TruncateBody = TruncateBody,
            Hang = Hang,
        };
    }
}
