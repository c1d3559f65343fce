using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Apex.Logs;

/// <summary>
/// The org's debug logs: made while a trace flag of the user lasts, and kept for a day. Rows say what there is; the texts
/// stand here.
/// </summary>
internal sealed class ApexLogs(OrgStore store, TimeProvider clock)
{
    private const string FlagsOfUser =
        "SELECT DebugLevelId, DebugLevel.ApexCode, DebugLevel.ApexProfiling, DebugLevel.Callout, DebugLevel.Database, DebugLevel.Nba, " +
        "DebugLevel.System, DebugLevel.Validation, DebugLevel.Visualforce, DebugLevel.Wave, DebugLevel.Workflow FROM TraceFlag " +
        "WHERE LogType IN ('USER_DEBUG', 'DEVELOPER_LOG') AND TracedEntityId = ";

    private static readonly TimeSpan s_kept = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);
    private long _oldest = long.MaxValue;
    private volatile bool _hasFlags;

    /// <summary>Told when a trace flag may have come.</summary>
    public void NoteFlag() => _hasFlags = true;

    /// <summary>What is to be logged of a user's requests now; null: nothing.</summary>
    public LogLevels? LevelsOf(string userId)
    {
        if (!_hasFlags) return null;
        string now = FieldFormat.DateTime(clock.GetUtcNow()).Replace("+0000", "Z", StringComparison.Ordinal);
        IReadOnlyList<JsonElement> flags = store.Rows(
            $"{FlagsOfUser}{StoreQueries.Quote(userId)} AND ExpirationDate > {now} AND (StartDate = null OR StartDate <= {now}) ORDER BY StartDate DESC LIMIT 1");
        if (flags.Count == 0) return null;
        LogLevels levels = new();
        foreach (LogCategory category in Enum.GetValues<LogCategory>())
            if (LogLevels.TryParse(flags[0].GetProperty("DebugLevel").GetProperty(category.ToString()).ToString(), out ApexLogLevel level))
                levels[category] = level;
        return levels;
    }

    /// <summary>Keeps a log.</summary>
    public string Keep(ApexLogWriter log, string userId, string operation, string status)
    {
        string text = log.ToString();
        DateTimeOffset now = clock.GetUtcNow();
        string id = store.Keep(store.FindType("ApexLog")!, null, JsonSerializer.SerializeToElement(new
        {
            Application = "Unknown",
            log.DurationMilliseconds,
            Location = "SystemLog",
            LogLength = System.Text.Encoding.UTF8.GetByteCount(text),
            LogUserId = userId,
            Operation = operation,
            Request = "Api",
            RequestIdentifier = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture),
            StartTime = FieldFormat.DateTime(now),
            Status = status,
        }));
        _texts[id] = text;
        Interlocked.Exchange(ref _oldest, Math.Min(Interlocked.Read(ref _oldest), now.Ticks));
        return id;
    }

    /// <summary>The text of a log; null where there is none of that id.</summary>
    public string? Text(string id)
    {
        if (store.FindId($"SELECT Id FROM ApexLog WHERE Id = '{id}'") is null) _texts.TryRemove(id, out _);
        return _texts.GetValueOrDefault(id);
    }

    /// <summary>A request that changes something leaves a log, too, where the user's are wanted.</summary>
    public void Request(string userId, string path, string version, bool failed)
    {
        if (LevelsOf(userId) is not { } levels) return;
        ApexLogWriter log = new(clock, levels, version);
        log.Write(LogCategory.ApexCode, ApexLogLevel.Error, "EXECUTION_STARTED");
        log.Write(LogCategory.ApexCode, ApexLogLevel.Error, "EXECUTION_FINISHED");
        Keep(log, userId, path, failed ? "Failed" : "Success");
    }

    /// <summary>Deletes what is older than a day.</summary>
    public void Purge()
    {
        DateTimeOffset limit = clock.GetUtcNow() - s_kept;
        if (Interlocked.Read(ref _oldest) > limit.Ticks) return;
        SObjectType type = store.FindType("ApexLog")!;
        long oldest = long.MaxValue;
        foreach (JsonElement row in store.Rows("SELECT Id, StartTime FROM ApexLog"))
        {
            string id = row.GetProperty("Id").GetString()!;
            DateTimeOffset start = DateTimeOffset.ParseExact(row.GetProperty("StartTime").GetString()!, "yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
            if (start > limit)
            {
                oldest = Math.Min(oldest, start.Ticks);
                continue;
            }
            store.Delete(type, id, store.AdminUserId);
            _texts.TryRemove(id, out _);
        }
        Interlocked.Exchange(ref _oldest, oldest);
    }
}
