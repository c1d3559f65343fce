using SalesforceCC.Client.Tests.Support;
using SalesforceCC.Emulator.Hosting;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

/// <summary>An org ends when the last of its requests has, whatever became of its connection.</summary>
public sealed class RequestsUnderWayTests
{
    private readonly RequestsUnderWay _requests = new();

    [Fact]
    public async Task Where_there_is_none_nothing_is_waited_for()
    {
        await _requests.InvokeAsync(() => Task.CompletedTask);
        await _requests.WaitAsync(Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public async Task The_last_one_is_waited_for_even_if_it_fails()
    {
        TaskCompletionSource first = new(), last = new();
        Task one = _requests.InvokeAsync(() => first.Task), another = _requests.InvokeAsync(() => last.Task);
        Task ending = _requests.WaitAsync(Timeout.InfiniteTimeSpan);
        first.SetResult();
        await one;
        Assert.False(ending.IsCompleted);
        last.SetException(new InvalidOperationException());
        await Assert.ThrowsAsync<InvalidOperationException>(() => another);
        await ending.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task One_that_comes_to_no_end_is_not_waited_for_for_ever()
    {
        TaskCompletionSource never = new();
        Task request = _requests.InvokeAsync(() => never.Task);
        await _requests.WaitAsync(TimeSpan.Zero);
        Assert.False(request.IsCompleted);
        never.SetResult();
        await request;
    }
}
