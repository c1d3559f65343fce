using Google.Protobuf;
using SalesforceCC.Events.Protocol;

namespace SalesforceCC.Events.PubSub;

/// <summary>A response of a subscription.</summary>
/// <param name="Events">The events; none: a sign of life.</param>
/// <param name="Latest">The newest place.</param>
/// <param name="Pending">How many more the service would send.</param>
/// <param name="Commit">What became of a commit.</param>
internal sealed record Fetched(IReadOnlyList<ConsumerEvent> Events, ByteString Latest, int Pending, CommitReplayResponse? Commit = null);
