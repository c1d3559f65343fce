namespace SalesforceCC.Client.Tests.Support;

/// <summary>Answers in a row, the last of which repeats; or one that is made for each request.</summary>
internal sealed class ReplyScript
{
    private readonly Func<ReceivedRequest, Reply> _next;
    private int _given;

    public ReplyScript(Func<ReceivedRequest, Reply> answer) => _next = answer;

    public ReplyScript(IReadOnlyList<Reply> replies) =>
        _next = _ => replies[Math.Min(Interlocked.Increment(ref _given), replies.Count) - 1];

    public Reply Next(ReceivedRequest request) => _next(request);
}
