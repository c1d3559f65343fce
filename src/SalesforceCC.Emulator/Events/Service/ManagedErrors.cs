using Grpc.Core;

namespace SalesforceCC.Emulator.Events.Service;

/// <summary>The errors of managed subscriptions.</summary>
internal static class ManagedErrors
{
    private const string Prefix = "managed.subscription.";

    public static readonly RpcError Active = new(
        StatusCode.AlreadyExists,
        Prefix + "already.active",
        "An active managed subscription with the same ID already exists. If a previous subscription with the same ID was stopped, there can be a delay before it expires. Try subscribing again later.");

    public static readonly RpcError Stopped = new(StatusCode.FailedPrecondition, Prefix + "config.stopped", "The managed subscription is stopped.");

    public static readonly RpcError Deleted = new(StatusCode.NotFound, Prefix + "config.deleted", "The managed subscription has been deleted.");

    public static readonly RpcError NameNotFound = new(
        StatusCode.NotFound, Prefix + "developer.name.not.found", "There is no managed subscription of that developer name.");

    public static readonly RpcError IdNotFound = new(
        StatusCode.NotFound, Prefix + "subscription.id.not.found", "There is no managed subscription of that ID.");

    public static readonly RpcError IdInvalid = RpcErrors.Invalid(Prefix + "subscription.id.invalid", "The subscription ID is invalid.");

    public static readonly RpcError Unnamed = RpcErrors.Invalid(
        Prefix + "id.or.developer.name.empty", "The first request must have a subscription ID or a developer name.");

    public static readonly RpcError EventsInvalid = RpcErrors.Invalid(
        Prefix + "fetch.request.events.invalid", "The number of requested events cannot be negative.");

    public static readonly RpcError RequestInvalid = RpcErrors.Invalid(
        Prefix + "fetch.request.invalid", "The subscription cannot change within a stream.");

    public static readonly RpcError CommitRestricted = RpcErrors.Invalid(
        Prefix + "fetch.request.commit.request.restricted", "The first request cannot have a commit request.");

    public static readonly RpcError AuthRestricted = RpcErrors.Invalid(
        Prefix + "fetch.request.auth.request.restricted", "The auth_refresh field is for internal use only.");

    /// <summary>Recorded without a code.</summary>
    public static RpcError NoCommits(double seconds) => new(
        StatusCode.DeadlineExceeded, null, FormattableString.Invariant($"No CommitReplayRequests sent in the last {seconds} seconds. Closing managed subscription."));
}
