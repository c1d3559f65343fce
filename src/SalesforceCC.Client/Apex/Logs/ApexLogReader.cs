using System.Globalization;
using System.Text.RegularExpressions;

namespace SalesforceCC.Apex.Logs;

/// <summary>Reads debug logs: events, each with its time, of which some have several lines.</summary>
internal sealed class ApexLogReader
{
    // 07:37:50.55 (56900211)|USER_DEBUG|[1]|DEBUG|text. The fraction is a number of milliseconds: .55 are 55 of them.
    private static readonly Regex s_event = new(
        @"^(?<h>\d\d):(?<m>\d\d):(?<s>\d\d)\.(?<ms>\d{1,3}) \((?<ns>\d{1,18})\)\|(?<name>[A-Z_0-9]+)(\||\z)", RegexOptions.CultureInvariant);

    private static readonly Regex s_debug = new(@"^\[(?<line>\d{1,9}|[^\]]*)\]\|(?<level>[A-Z]+)\|", RegexOptions.CultureInvariant);

    private readonly List<string> _message = [];
    private Match? _time;
    private Match? _debug;

    /// <summary>What System.debug has written, in a log that is in memory.</summary>
    public static IEnumerable<SfApexLogEntry> Entries(string log)
    {
        ApexLogReader reader = new();
        // The last line feed ends the last event.
        string text = log.EndsWith("\n", StringComparison.Ordinal) ? log.Substring(0, log.Length - 1) : log;
        foreach (string line in text.Split('\n'))
            if (reader.Add(line) is { } entry)
                yield return entry;
        if (reader.End() is { } last)
            yield return last;
    }

    /// <summary>Takes the next line, without its line feed.</summary>
    /// <returns>What is complete with that; null as a rule.</returns>
    public SfApexLogEntry? Add(string line)
    {
        Match time = s_event.Match(line);
        if (!time.Success && !IsOfTheLogItself(line))
        {
            if (_time is not null)
                _message.Add(line);
            return null;
        }

        SfApexLogEntry? complete = End();
        if (time.Success && time.Groups["name"].Value == "USER_DEBUG" && s_debug.Match(line.Substring(time.Length)) is { Success: true } debug)
        {
            (_time, _debug) = (time, debug);
            _message.Add(line.Substring(time.Length + debug.Length));
        }

        return complete;
    }

    /// <summary>The log is over.</summary>
    /// <returns>The last entry; null as a rule.</returns>
    public SfApexLogEntry? End()
    {
        if (_time is not { } time)
            return null;
        int Number(string name) => int.Parse(time.Groups[name].Value, CultureInfo.InvariantCulture);
        SfApexLogEntry entry = new(
            new TimeSpan(0, Number("h"), Number("m"), Number("s"), Number("ms")),
            TimeSpan.FromTicks(long.Parse(time.Groups["ns"].Value, CultureInfo.InvariantCulture) / 100),
            int.TryParse(_debug!.Groups["line"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int line) ? line : null,
            _debug.Groups["level"].Value,
            string.Join("\n", _message));
        _message.Clear();
        _time = null;
        return entry;
    }

    // Where Salesforce has cut out a part.
    private static bool IsOfTheLogItself(string line) =>
        line.StartsWith("*** Skipped ", StringComparison.Ordinal) || line.StartsWith("*********** MAXIMUM DEBUG LOG SIZE REACHED", StringComparison.Ordinal);
}
