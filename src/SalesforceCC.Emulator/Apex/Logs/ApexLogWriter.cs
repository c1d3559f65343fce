using System.Globalization;
using System.Text;

namespace SalesforceCC.Emulator.Apex.Logs;

/// <summary>Writes a debug log, of the events that its levels ask for.</summary>
internal sealed class ApexLogWriter
{
    private const int MaxLength = 20_000_000;

    private readonly StringBuilder _text = new();
    private readonly TimeProvider _clock;
    private readonly LogLevels _levels;
    private readonly long _start;
    private readonly DateTimeOffset _second;
    private long _skipped;

    /// <param name="clock">The org's time.</param>
    /// <param name="levels">What is logged.</param>
    /// <param name="version">The API version of the call, as 68.0.</param>
    public ApexLogWriter(TimeProvider clock, LogLevels levels, string version)
    {
        _clock = clock;
        _levels = levels;
        _start = clock.GetTimestamp();
        DateTimeOffset now = clock.GetUtcNow();
        // The fraction counts from the start of the run, as that of recorded logs does.
        _second = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        _text.Append(CultureInfo.InvariantCulture, $"{version} {levels}\n");
    }

    /// <summary>Another log of the same events, by its own levels; null for none.</summary>
    public ApexLogWriter? Also { get; init; }

    public int DurationMilliseconds => (int)_clock.GetElapsedTime(_start).TotalMilliseconds;

    /// <summary>The source, each of its lines marked.</summary>
    public void Source(string code)
    {
        Also?.Source(code);
        foreach (string line in code.Split('\n'))
            Append($"Execute Anonymous: {line.TrimEnd('\r')}\n");
    }

    public void Write(LogCategory category, ApexLogLevel level, string name, params string[] parts)
    {
        Also?.Write(category, level, name, parts);
        if (level == ApexLogLevel.None || level > _levels[category]) return;
        TimeSpan elapsed = _clock.GetElapsedTime(_start);
        DateTimeOffset now = _second + elapsed;
        Append(string.Create(
            CultureInfo.InvariantCulture,
            $"{now:HH:mm:ss}.{now.Millisecond} ({elapsed.Ticks * 100})|{name}{(parts.Length == 0 ? "" : "|")}{string.Join('|', parts)}\n"));
    }

    public override string ToString() => _skipped == 0
        ? _text.ToString()
        : $"{_text}*** Skipped {_skipped} bytes of detailed log\n*********** MAXIMUM DEBUG LOG SIZE REACHED ***********\n";

    // Salesforce cuts out older lines; which, nobody has said.
    private void Append(string line)
    {
        if (_skipped > 0 || _text.Length + line.Length > MaxLength) _skipped += Encoding.UTF8.GetByteCount(line);
        else _text.Append(line);
    }
}
