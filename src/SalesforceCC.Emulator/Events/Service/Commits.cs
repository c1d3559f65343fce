using SalesforceCC.Emulator.Events.Bus;
using SalesforceCC.Emulator.Events.Managed;
using SalesforceCC.Emulator.Events.Protocol;

namespace SalesforceCC.Emulator.Events.Service;

/// <summary>Commits of one stream, gathered until they are answered together: one answer for all that are right.</summary>
internal sealed class Commits(EventBus bus, ManagedState state)
{
    private readonly List<(CommitReplayRequest Request, DateTimeOffset At)> _waiting = [];
    private readonly Lock _lock = new();

    public void Add(CommitReplayRequest request, DateTimeOffset at)
    {
        lock (_lock) _waiting.Add((request, at));
    }

    /// <summary>When the first of those that wait came; null where none does.</summary>
    public DateTimeOffset? Since
    {
        get
        {
            lock (_lock) return _waiting.Count == 0 ? null : _waiting[0].At;
        }
    }

    /// <summary>Answers all that wait. What is wrong with one of them is said of that one, and ends nothing.</summary>
    public IReadOnlyList<CommitReplayResponse> Answer(ReplayId newest)
    {
        (CommitReplayRequest Request, DateTimeOffset At)[] commits;
        lock (_lock)
        {
            commits = [.. _waiting];
            _waiting.Clear();
        }

        List<CommitReplayResponse> answers = [];
        CommitReplayResponse? done = null;
        foreach ((CommitReplayRequest request, DateTimeOffset at) in commits)
        {
            CommitReplayResponse answer = new()
            {
                CommitRequestId = request.CommitRequestId,
                ReplayId = request.ReplayId,
                ProcessTime = at.ToUnixTimeMilliseconds(),
            };
            if (Take(request, newest) is { } wrong)
            {
                answer.Error = new Error { Code = ErrorCode.Commit, Msg = wrong };
                answers.Add(answer);
            }
            else
            {
                done = answer;
            }
        }

        if (done is not null) answers.Add(done);
        return answers;
    }

    private string? Take(CommitReplayRequest request, ReplayId newest)
    {
        if (request.ReplayId.IsEmpty) return "The Replay ID to commit is missing.";
        if (!ReplayId.TryParse(request.ReplayId.Span, out ReplayId id) || !bus.TryFind(id, out _)) return "The Replay ID to commit is invalid.";
        if (id.Number > newest.Number) return "The Replay ID to commit has not been delivered yet.";
        if (state.Committed is { } last && id.Number < last.Number) return "The Replay ID to commit is older than the last one committed.";
        state.Committed = id;
        return null;
    }
}
