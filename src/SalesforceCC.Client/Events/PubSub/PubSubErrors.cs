using System.Globalization;
using System.Net;
using Grpc.Core;
using SalesforceCC.Http;

namespace SalesforceCC.Events.PubSub;

/// <summary>Failures of gRPC as failures of this client: with Salesforce's code and words, or those that the HTTP side has.</summary>
internal static class PubSubErrors
{
    // How gRPC's own client begins what it says of a response that is none of gRPC's.
    private const string NoGrpc = "Bad gRPC response.";

    /// <summary>What a failed call means.</summary>
    /// <param name="e">gRPC's exception; it is not kept, since a server may repeat in its text what it was sent.</param>
    /// <param name="call">The call.</param>
    public static SfException From(RpcException e, PubSubCall call)
    {
        string? code = e.Trailers.GetValue(PubSubCodes.Trailer);
        if (string.IsNullOrEmpty(code))
        {
            if (e.Status.DebugException is { } cause && call.Explain(cause) is { } failure)
                return failure.With(f => f with { Request = call.Name });
            if (e.Status.Detail.StartsWith(NoGrpc, StringComparison.Ordinal))
                return Foreign(e, call);

            // A stream that ends before the status of the call has come was cut off.
            if (e.StatusCode == StatusCode.Cancelled)
                return new SfException(SfErrorCodes.ConnectionLost, $"The connection to {call.Address.Host} broke off: {call.Mask(e.Status.Detail)}")
                {
                    Request = call.Name,
                    MayPass = true,
                };
        }

        string name = string.IsNullOrEmpty(code) ? NameOf(e.StatusCode) : call.Mask(code!);
        string text = call.Mask(e.Status.Detail);
        return new SfException(name, text.Length > 0 ? text : $"The Pub/Sub API answered {NameOf(e.StatusCode)}.")
        {
            Request = call.Name,
            MayPass = PubSubCodes.RemedyOf(name) is Remedy.Again or Remedy.AgainLater,
            NotExecuted = WasRefused(name, e.StatusCode),
        };
    }

    /// <summary>How the status is written in protocols: NOT_FOUND.</summary>
    public static string NameOf(StatusCode status) => status switch
    {
        StatusCode.OK => "OK",
        StatusCode.Cancelled => "CANCELLED",
        StatusCode.Unknown => "UNKNOWN",
        StatusCode.InvalidArgument => "INVALID_ARGUMENT",
        StatusCode.DeadlineExceeded => "DEADLINE_EXCEEDED",
        StatusCode.NotFound => "NOT_FOUND",
        StatusCode.AlreadyExists => "ALREADY_EXISTS",
        StatusCode.PermissionDenied => "PERMISSION_DENIED",
        StatusCode.ResourceExhausted => "RESOURCE_EXHAUSTED",
        StatusCode.FailedPrecondition => "FAILED_PRECONDITION",
        StatusCode.Aborted => "ABORTED",
        StatusCode.OutOfRange => "OUT_OF_RANGE",
        StatusCode.Unimplemented => "UNIMPLEMENTED",
        StatusCode.Internal => "INTERNAL",
        StatusCode.Unavailable => "UNAVAILABLE",
        StatusCode.DataLoss => "DATA_LOSS",
        StatusCode.Unauthenticated => "UNAUTHENTICATED",
        _ => ((int)status).ToString(CultureInfo.InvariantCulture),
    };

    private static SfException Foreign(RpcException e, PubSubCall call) =>
        new(SfErrorCodes.InvalidResponse, $"{call.Address.Host} did not answer as the Pub/Sub API does. {call.Mask(e.Status.Detail.Substring(NoGrpc.Length).Trim())}")
        {
            Request = call.Name,
            MayPass = e.StatusCode == StatusCode.Unavailable,
            NotExecuted = e.StatusCode is StatusCode.Unimplemented or StatusCode.Unauthenticated or StatusCode.PermissionDenied,
        };

    // Salesforce looks at these before it does anything.
    private static bool WasRefused(string code, StatusCode status) =>
        PubSubCodes.RemedyOf(code) is Remedy.NewToken or Remedy.NewSchema
        || status is StatusCode.InvalidArgument or StatusCode.NotFound or StatusCode.PermissionDenied or StatusCode.Unauthenticated
            or StatusCode.Unimplemented
        || code is PubSubCodes.Prefix + "service.protection.triggered" or PubSubCodes.Prefix + "service.protection.stream.limit.triggered";
}
