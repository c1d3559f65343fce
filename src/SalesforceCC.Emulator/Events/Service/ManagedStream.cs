using Google.Protobuf;
using Grpc.Core;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Events.Managed;
using SalesforceCC.Emulator.Events.Protocol;
using SalesforceCC.Emulator.Events.Topics;

namespace SalesforceCC.Emulator.Events.Service;

/// <summary>ManagedSubscribe: a topic from where the org knows that this subscription has come to.</summary>
internal sealed class ManagedStream(EventOrg org, PubSubCall call, IServerStreamWriter<ManagedFetchResponse> responses) : FetchStream(org, call)
{
    private ManagedConfig? _config;
    private ManagedState _state = new();
    private Commits? _commits;
    private int _version;
    private long _heard;

    /// <summary>Lets the subscription go: at once where the client has ended it, later where nobody knows what has become of it.</summary>
    public void Release(bool isClean)
    {
        if (_commits is null) return;
        DateTimeOffset now = Org.Clock.GetUtcNow();
        _state.Release(isClean && !IsLeft ? now : now.AddSeconds(Org.Settings.ManagedHoldSeconds));
    }

    protected override RpcError? Begin(object request)
    {
        ManagedFetchRequest first = (ManagedFetchRequest)request;
        if (first.AuthRefresh.Length > 0) return ManagedErrors.AuthRestricted;
        if (first.CommitReplayIdRequest is not null) return ManagedErrors.CommitRestricted;
        if (first.NumRequested < 0) return ManagedErrors.EventsInvalid;
        _version = Org.Managed.Version;
        if (Find(first) is { } wrong) return wrong;
        ManagedConfig config = _config!;
        Call.Subject = config.Name;
        if (!config.Runs) return ManagedErrors.Stopped;
        if (Org.Topics.Find(config.TopicName) is not { } topic) return RpcErrors.TopicNotFound;
        if (!Org.Topics.MaySee(topic, Call.UserId)) return RpcErrors.TopicPermission;
        if (Org.Usage.DeliveriesLeft == 0) return RpcErrors.DeliveryLimit;
        _state = Org.Managed.StateOf(config);
        DateTimeOffset now = Org.Clock.GetUtcNow();
        if (!_state.TryTake(now)) return ManagedErrors.Active;
        _commits = new Commits(Org.Bus, _state);
        _heard = now.UtcTicks;
        Start(topic, PlaceOf(config));
        return Ask(first.NumRequested);
    }

    protected override RpcError? Continue(object request)
    {
        ManagedFetchRequest next = (ManagedFetchRequest)request;
        if (next.AuthRefresh.Length > 0) return ManagedErrors.AuthRestricted;
        if (next.NumRequested < 0) return ManagedErrors.EventsInvalid;
        bool isOther = (next.SubscriptionId.Length > 0 && (!SalesforceId.TryNormalize(next.SubscriptionId, out string? id) || id != _config!.Id)) ||
            (next.DeveloperName.Length > 0 && next.DeveloperName != _config!.Name);
        if (isOther) return ManagedErrors.RequestInvalid;
        if (next.CommitReplayIdRequest is { } commit)
        {
            DateTimeOffset now = Org.Clock.GetUtcNow();
            Interlocked.Exchange(ref _heard, now.UtcTicks);
            _commits!.Add(commit, now);
            Call.CountCommit();
        }

        return Ask(next.NumRequested);
    }

    protected override async ValueTask<DateTimeOffset> TurnAsync(DateTimeOffset now, CancellationToken cancel)
    {
        CheckConfig();
        EventSettings settings = Org.Settings;
        DateTimeOffset window = new DateTimeOffset(Interlocked.Read(ref _heard), TimeSpan.Zero).AddSeconds(settings.CommitWindowSeconds);
        if (now >= window) throw Call.Fail(ManagedErrors.NoCommits(settings.CommitWindowSeconds));
        if (_commits!.Since?.AddSeconds(settings.CommitDelaySeconds) is not { } due) return window;
        if (now < due) return due < window ? due : window;
        foreach (CommitReplayResponse answer in _commits.Answer(Newest))
        {
            ManagedFetchResponse response = Response(Newest.ToBytes(), Pending);
            response.CommitResponse = answer;
            await responses.WriteAsync(response, cancel);
        }

        return window;
    }

    protected override Task WriteAsync(IReadOnlyList<ConsumerEvent> events, ByteString latest, int pending, CancellationToken cancel)
    {
        ManagedFetchResponse response = Response(latest, pending);
        response.Events.AddRange(events);
        return responses.WriteAsync(response, cancel);
    }

    private ManagedFetchResponse Response(ByteString latest, int pending) =>
        new() { LatestReplayId = latest, RpcId = Call.RpcId, PendingNumRequested = pending };

    private RpcError? Find(ManagedFetchRequest first)
    {
        if (first.SubscriptionId.Length > 0)
        {
            if (!SalesforceId.TryNormalize(first.SubscriptionId, out string? id) || SalesforceId.Prefix(id) != ManagedSubscriptions.Prefix)
                return ManagedErrors.IdInvalid;
            _config = Org.Managed.FindById(id);
            return _config is null ? ManagedErrors.IdNotFound : null;
        }

        if (first.DeveloperName.Length == 0) return ManagedErrors.Unnamed;
        _config = Org.Managed.FindByName(first.DeveloperName);
        return _config is null ? ManagedErrors.NameNotFound : null;
    }

    /// <summary>After the newest commit; where there is none, or it is too old by now, as the row says.</summary>
    private long PlaceOf(ManagedConfig config)
    {
        bool earliest = config.FromEarliest;
        if (_state.Committed is { } committed)
        {
            Call.From = committed.ToString();
            if (Org.Bus.TryFind(committed, out long place)) return place;
            earliest = config.RecoversEarliest;
        }

        Call.From = earliest ? "EARLIEST" : "LATEST";
        return earliest ? Org.Bus.Earliest() : Org.Bus.Tip();
    }

    /// <summary>The row may have been changed, or be gone.</summary>
    private void CheckConfig()
    {
        int version = Org.Managed.Version;
        if (version == _version) return;
        _version = version;
        if (Org.Managed.FindById(_config!.Id) is not { } config) throw Call.Fail(ManagedErrors.Deleted);
        if (!config.Runs) throw Call.Fail(ManagedErrors.Stopped);
    }
}
