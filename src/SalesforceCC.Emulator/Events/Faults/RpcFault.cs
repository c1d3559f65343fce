using Grpc.Core;
using SalesforceCC.Emulator.Events.Service;
using SalesforceCC.Emulator.Faults;

namespace SalesforceCC.Emulator.Events.Faults;

/// <summary>An error that the next calls of the service end with, set by <c>POST /__org/events/errors</c>.</summary>
internal sealed record RpcFault
{
    /// <summary>Name of the method: <c>Subscribe</c>, <c>Publish*</c>.</summary>
    public string Rpc { get; init; } = "*";

    /// <summary>Salesforce's code, with or without what all codes begin with; null for none.</summary>
    public string? Code { get; init; }

    /// <summary>The status, as gRPC or .NET spells it.</summary>
    public string Status { get; init; } = "UNAVAILABLE";

    public string Message { get; init; } = "The service is unavailable.";

    /// <summary>How many calls it meets; -1 for all.</summary>
    public int Count { get; init; } = 1;

    /// <summary>How many matching calls pass first.</summary>
    public int Skip { get; init; }

    /// <summary>The call ends after so many events have gone out, or come in; null for at its start.</summary>
    public int? AfterEvents { get; init; }

    /// <summary>With <see cref="AfterEvents"/>, for events that are published: the last of them are not answered any more.</summary>
    public bool Unanswered { get; init; }

    public bool Matches(string rpc) => Wildcard.IsMatch(Rpc, rpc);

    /// <exception cref="FormatException">There is no such status.</exception>
    public RpcError ToError() => new(StatusCode, Code, Message);

    private StatusCode StatusCode =>
        Enum.TryParse(Status.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out StatusCode code) && Enum.IsDefined(code) && code != Grpc.Core.StatusCode.OK
            ? code
            : throw new FormatException($"status: gRPC has no error of that name: {Status}");
}
