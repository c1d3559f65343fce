namespace SalesforceCC.Emulator.Hosting;

/// <summary>Somebody asked the org to stop; whoever started it decides what that means.</summary>
internal sealed class StopRequest
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Asked => _asked.Task;

    public void Ask() => _asked.TrySetResult();
}
