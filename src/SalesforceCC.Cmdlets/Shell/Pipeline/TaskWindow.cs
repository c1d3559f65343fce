namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// Works for many inputs of a cmdlet at once, and writes what comes of them in the order of the inputs. What fails for
/// one input is a non-terminating error with that input, in its place.
/// </summary>
/// <typeparam name="T">What comes of one input.</typeparam>
public sealed class TaskWindow<T>
{
    private readonly Queue<(object? Input, Task<T> Task)> _running = new();
    private readonly AsyncPSCmdlet _cmdlet;
    private readonly int _throttleLimit;
    private readonly Action<T> _write;

    /// <param name="cmdlet">The cmdlet; its end ends whatever still runs.</param>
    /// <param name="throttleLimit">How many inputs are worked for at a time, those included whose turn to be written has not come.</param>
    /// <param name="write">Writes what came of one input; called on the pipeline thread.</param>
    public TaskWindow(AsyncPSCmdlet cmdlet, int throttleLimit, Action<T> write)
    {
        _cmdlet = cmdlet;
        _throttleLimit = throttleLimit;
        _write = write;
    }

    /// <summary>Begins to work for one more input, as soon as there is room for it.</summary>
    public async Task AddAsync(object? input, Func<CancellationToken, Task<T>> work)
    {
        while (_running.Count >= _throttleLimit)
            await WriteNextAsync();
        Task<T> task = StartAsync(work);
        _running.Enqueue((input, task));

        // If the cmdlet ends before it, nobody will ask how it went.
        task.Forget();
        while (_running.Count > 0 && _running.Peek().Task.IsCompleted)
            await WriteNextAsync();
    }

    /// <summary>Waits for all that still run, and writes what comes of them.</summary>
    public async Task CompleteAsync()
    {
        while (_running.Count > 0)
            await WriteNextAsync();
    }

    // What throws before its first await is a failure of its input, too.
    private async Task<T> StartAsync(Func<CancellationToken, Task<T>> work) => await work(_cmdlet.EndToken);

    private async Task WriteNextAsync()
    {
        (object? input, Task<T> task) = _running.Peek();
        T result;
        try
        {
            result = await task;
        }
        catch (SfException e)
        {
            _running.Dequeue();
            _cmdlet.WriteError(ErrorRecords.From(e, input));
            return;
        }

        _running.Dequeue();
        _write(result);
    }
}
