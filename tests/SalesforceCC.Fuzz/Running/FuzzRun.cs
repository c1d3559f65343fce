using System.Diagnostics;

namespace SalesforceCC.Fuzz.Running;

/// <summary>Gives a target one input after the other, and watches how long each takes.</summary>
internal sealed class FuzzRun
{
    private readonly FuzzTarget _target;
    private readonly FuzzOptions _options;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<FuzzFailure> _failures = [];
    private readonly TaskCompletionSource _hangs = new();

    // Read by the watching timer. Before the first input there is none to wait for.
    private long _index;
    private long _startedAt = long.MaxValue;

    private FuzzRun(FuzzTarget target, FuzzOptions options)
    {
        _target = target;
        _options = options;
        _index = options.First;
    }

    /// <summary>Runs to the end of the inputs or of the time, or until too much has failed.</summary>
    public static Task<FuzzReport> RunAsync(FuzzTarget target, FuzzOptions options) => new FuzzRun(target, options).RunAsync();

    private async Task<FuzzReport> RunAsync()
    {
        TimeSpan beat = TimeSpan.FromTicks(Math.Max(_options.Patience.Ticks / 4, TimeSpan.TicksPerMillisecond));
        await using Timer watch = new(_ => Watch(), null, beat, beat);

        // A thread that hangs cannot be ended; it is left behind.
        Task all = Task.Run(TryAllAsync);
        if (await Task.WhenAny(all, _hangs.Task) == all)
            await all;
        lock (_failures)
            return new FuzzReport(_target.Name, _options.Seed, Done(), _clock.Elapsed, [.. _failures]);
    }

    private long Done() => Volatile.Read(ref _index) - _options.First;

    private async Task TryAllAsync()
    {
        long end = _options.First + _options.Count;
        for (long index = _options.First; index < end; index++)
        {
            Volatile.Write(ref _startedAt, _clock.ElapsedTicks);
            Volatile.Write(ref _index, index);
            _options.OnInput?.Invoke(index);
            await TryAsync(index);
            if (_failures.Count >= _options.MostFailures || _clock.Elapsed > _options.Budget)
                end = index + 1;
        }

        Volatile.Write(ref _startedAt, long.MaxValue);
        Volatile.Write(ref _index, end);
    }

    private async Task TryAsync(long index)
    {
        FuzzInput input = _target.Next(NewRandom(index));
        try
        {
            await input.CheckAsync();
        }
        catch (Exception e)
        {
            // Whatever it is, it is what the run looks for.
            Add(new FuzzFailure(index, input.Show(), e.ToString()));
        }
    }

    private void Watch()
    {
        long index = Volatile.Read(ref _index);
        long started = Volatile.Read(ref _startedAt);
        if (started == long.MaxValue || Stopwatch.GetElapsedTime(started, _clock.ElapsedTicks) < _options.Patience
            || index != Volatile.Read(ref _index))
            return;
        FuzzFailure failure = new(
            index, _target.Next(NewRandom(index)).Show(), $"It takes longer than {_options.Patience.TotalSeconds} seconds.");

        // Beats may overlap: the first one says it.
        lock (_failures)
        {
            if (_hangs.Task.IsCompleted)
                return;
            _failures.Add(failure);
            _hangs.SetResult();
        }
    }

    private void Add(FuzzFailure failure)
    {
        lock (_failures)
            _failures.Add(failure);
    }

    /// <summary>Numbers of the input's own, so that it can be made without those before it.</summary>
    private Random NewRandom(long index)
    {
        ulong mixed = unchecked(((ulong)(uint)_options.Seed << 32) + (ulong)index);

        // The finalizer of splitmix64: neighbours become strangers.
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
        return new Random((int)(mixed ^ (mixed >> 31)));
    }
}
