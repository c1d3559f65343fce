using Grpc.Core;

namespace SalesforceCC.Emulator.Events.Service;

/// <summary>
/// What a call fails with: a status of gRPC and Salesforce's own code. Codes are documented, statuses and texts of some of them
/// are from memory.
/// </summary>
/// <param name="Status">The status.</param>
/// <param name="Code">What follows <see cref="Prefix"/>; null where Salesforce names no code.</param>
/// <param name="Message">The text, without the id of the call.</param>
internal sealed record RpcError(StatusCode Status, string? Code, string Message)
{
    public const string Prefix = "sfdc.platform.eventbus.grpc.";

    /// <summary>The trailer of the code.</summary>
    public const string CodeTrailer = "error-code";

    /// <summary>The trailer of the call's id: that there is one is documented, its name is from memory.</summary>
    public const string IdTrailer = "rpc-id";

    public RpcException ToException(string rpcId)
    {
        Grpc.Core.Metadata trailers = new() { { IdTrailer, rpcId } };
        if (Code is not null) trailers.Add(CodeTrailer, Code.StartsWith(Prefix, StringComparison.Ordinal) ? Code : Prefix + Code);
        return new RpcException(new Status(Status, $"{Message} rpcId: {rpcId}"), trailers, $"{Code} {Message}");
    }
}
