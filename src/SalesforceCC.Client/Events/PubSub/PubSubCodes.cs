namespace SalesforceCC.Events.PubSub;

/// <summary>What helps against the errors of the Pub/Sub API, by their code. What is not in this list is final.</summary>
internal static class PubSubCodes
{
    public const string Prefix = "sfdc.platform.eventbus.grpc.";

    /// <summary>The key of the code among the trailers.</summary>
    public const string Trailer = "error-code";

    /// <summary>The place is not there any more, or never was: nobody can tell which.</summary>
    public const string PlaceLost = Prefix + "subscription.fetch.replayid.corrupted";

    /// <summary>The topic is not there.</summary>
    public const string TopicNotFound = Prefix + "topic.not.found";

    /// <summary>The user may not see the topic.</summary>
    public const string TopicForbidden = Prefix + "topic.meta.permission";

    /// <summary>Somebody else has the managed subscription.</summary>
    public const string AlreadyActive = Prefix + "managed.subscription.already.active";

    /// <summary>The events were written by another schema than that of today.</summary>
    public const string SchemaInvalid = Prefix + "schema.validation.failed";

    private static readonly Dictionary<string, Remedy> s_remedies = new(StringComparer.Ordinal)
    {
        ["service.unavailable"] = Remedy.Again,
        ["topic.api.unavailable"] = Remedy.Again,
        ["schema.api.unavailable"] = Remedy.Again,
        ["subscription.internal.error"] = Remedy.Again,
        ["subscription.fetch.overflow"] = Remedy.Again,
        ["publish.stream.sweeper.timeout"] = Remedy.Again,
        ["service.protection.triggered"] = Remedy.AgainLater,
        ["service.protection.stream.limit.triggered"] = Remedy.AgainLater,
        ["managed.subscription.already.active"] = Remedy.AgainLater,
        ["service.auth.error"] = Remedy.NewToken,
        ["schema.validation.failed"] = Remedy.NewSchema,
        ["subscription.fetch.replayid.corrupted"] = Remedy.OtherPlace,
    };

    // What came without a code is of gRPC itself, or of the network.
    private static readonly Dictionary<string, Remedy> s_statuses = new(StringComparer.Ordinal)
    {
        ["UNAVAILABLE"] = Remedy.Again,
        ["INTERNAL"] = Remedy.Again,
        ["UNKNOWN"] = Remedy.Again,
        ["ABORTED"] = Remedy.Again,
        ["CANCELLED"] = Remedy.Again,
        ["DEADLINE_EXCEEDED"] = Remedy.Again,
        ["RESOURCE_EXHAUSTED"] = Remedy.AgainLater,
        ["ALREADY_EXISTS"] = Remedy.AgainLater,
        ["UNAUTHENTICATED"] = Remedy.NewToken,
    };

    /// <summary>What helps against an error.</summary>
    /// <param name="code">The whole code, or the name of the status where there is none.</param>
    public static Remedy RemedyOf(string code) =>
        code.StartsWith(Prefix, StringComparison.Ordinal)
            ? s_remedies.TryGetValue(code.Substring(Prefix.Length), out Remedy known) ? known : Remedy.None
            : s_statuses.TryGetValue(code, out Remedy general) ? general : Remedy.None;

    /// <summary>What helps against a failure: of the network, another try.</summary>
    public static Remedy RemedyOf(SfException e) =>
        e.Final ? Remedy.None : RemedyOf(e.Code) is not Remedy.None and var remedy ? remedy : e.MayPass ? Remedy.Again : Remedy.None;
}
