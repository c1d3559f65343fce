using Grpc.Core;

namespace SalesforceCC.Emulator.Events.Service;

/// <summary>The errors of the Pub/Sub API.</summary>
internal static class RpcErrors
{
    public static readonly RpcError Auth = new(
        StatusCode.Unauthenticated, "service.auth.error", "An authentication exception occurred. Provide valid authentication via metadata headers.");

    public static readonly RpcError AuthHeaders = new(
        StatusCode.Unauthenticated, "service.auth.headers.invalid", "The authentication headers are missing or invalid: accesstoken, instanceurl and tenantid are required.");

    public static readonly RpcError AuthRefresh = Invalid("service.auth.refresh.invalid", "The auth_refresh field is for internal use only.");

    public static readonly RpcError PublishAuthRefresh = Invalid("publish.auth.refresh.invalid", "The auth_refresh field is for internal use only.");

    public static readonly RpcError TooManyStreams = new(
        StatusCode.ResourceExhausted, "concurrent.client.limit.exceeded", "The maximum number of concurrent clients across all topics has been exceeded.");

    public static readonly RpcError Unavailable = new(StatusCode.Unavailable, "service.unavailable", "The service is unavailable.");

    public static readonly RpcError TopicEmpty = Invalid("topic.validation.empty", "The topic name is missing.");

    public static readonly RpcError PublishTopicEmpty = Invalid("publish.topic.validation.empty", "The topic name is missing.");

    public static readonly RpcError TopicNotFound = new(
        StatusCode.NotFound, "topic.not.found", "The topic was not found. Ensure that its name is right, and that it is available in your org.");

    public static readonly RpcError TopicPermission = new(
        StatusCode.PermissionDenied, "topic.meta.permission", "You don't have permission to read the topic.");

    public static readonly RpcError SchemaPermission = new(
        StatusCode.PermissionDenied, "schema.meta.permission", "You don't have permission to read the schema.");

    public static readonly RpcError SchemaInvalid = Invalid("schema.validation.failed", "The schema validation failed. Ensure that the schema ID is valid.");

    public static readonly RpcError CannotSubscribe = Invalid("subscription.topic.cannot.subscribe", "The topic cannot be subscribed to.");

    public static readonly RpcError ReplayCorrupted = Invalid(
        "subscription.fetch.replayid.corrupted", "The Replay ID validation failed. Ensure that the Replay ID is valid.");

    public static readonly RpcError ReplayMissing = Invalid(
        "subscription.fetch.replayid.validation.failed", "The replay preset CUSTOM requires a Replay ID.");

    public static readonly RpcError ReplayRepeated = Invalid(
        "subscription.fetch.replay.repeated", "The replay option can only be given in the first request of a subscription.");

    public static readonly RpcError RequestedInvalid = Invalid(
        "subscription.fetch.requested.events.invalid", "The number of requested events must be greater than 0.");

    public static readonly RpcError RequestedOverflow = Invalid("subscription.fetch.overflow", "The number of requested events is too large.");

    public static readonly RpcError FetchTopicMismatch = Invalid(
        "subscription.fetch.topic.mismatch", "The topic name does not match that of the first request.");

    public static readonly RpcError DeliveryLimit = new(
        StatusCode.ResourceExhausted, "subscription.limit.exceeded", "You have exceeded the event delivery limit for your org.");

    public static readonly RpcError PublishCount = Invalid("publish.event.count.invalid", "The number of events to publish must be greater than 0.");

    public static readonly RpcError CannotPublish = new(
        StatusCode.PermissionDenied, "topic.meta.permission", "The topic cannot be published on.");

    public static readonly RpcError PublishTopicMismatch = Invalid(
        "publish.topic.mismatch", "The topic name does not match that of the first request.");

    public static readonly RpcError PublishWindow = new(
        StatusCode.DeadlineExceeded, "publish.stream.sweeper.timeout", "No publish request was received within the time window. Closing publish stream.");

    /// <summary>What a proxy in front of the service says of a message that is too large; there is no code and no id.</summary>
    public static readonly Status TooLarge = new(
        StatusCode.Unavailable, "upstream connect error or disconnect/reset before headers. reset reason: remote reset");

    public static RpcError Invalid(string code, string message) => new(StatusCode.InvalidArgument, code, message);
}
