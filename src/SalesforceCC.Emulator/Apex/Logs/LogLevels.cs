namespace SalesforceCC.Emulator.Apex.Logs;

/// <summary>The level of each category.</summary>
internal sealed class LogLevels
{
    private static readonly LogCategory[] s_categories = Enum.GetValues<LogCategory>();

    // Names of SOAP, of the rows of DebugLevel, and of a log's first line.
    private static readonly Dictionary<LogCategory, string> s_names = new()
    {
        [LogCategory.ApexCode] = "APEX_CODE",
        [LogCategory.ApexProfiling] = "APEX_PROFILING",
        [LogCategory.Callout] = "CALLOUT",
        [LogCategory.Database] = "DB",
        [LogCategory.Nba] = "NBA",
        [LogCategory.System] = "SYSTEM",
        [LogCategory.Validation] = "VALIDATION",
        [LogCategory.Visualforce] = "VISUALFORCE",
        [LogCategory.Wave] = "WAVE",
        [LogCategory.Workflow] = "WORKFLOW",
    };

    private readonly ApexLogLevel[] _levels = new ApexLogLevel[s_categories.Length];

    public ApexLogLevel this[LogCategory category]
    {
        get => _levels[(int)category];
        set => _levels[(int)category] = value;
    }

    public bool IsEmpty => _levels.All(static l => l == ApexLogLevel.None);

    /// <summary>The category by its name in a SOAP header; null for All and for what is none.</summary>
    public static LogCategory? CategoryOf(string name) =>
        s_categories.Where(c => s_names[c].Equals(name, StringComparison.OrdinalIgnoreCase)).Select(static c => (LogCategory?)c).FirstOrDefault();

    public static bool TryParse(string name, out ApexLogLevel level) =>
        Enum.TryParse(name, ignoreCase: true, out level) && Enum.IsDefined(level) && !char.IsAsciiDigit(name[0]);

    public static string NameOf(ApexLogLevel level) => level.ToString().ToUpperInvariant();

    /// <summary>The old levels of a SOAP header; what each means for the categories is from memory. Null for what is none.</summary>
    public static LogLevels? Named(string name) => name.ToUpperInvariant() switch
    {
        "NONE" => new LogLevels(),
        "DEBUGONLY" => Of(ApexLogLevel.Debug, ApexLogLevel.None, ApexLogLevel.None),
        "DB" => Of(ApexLogLevel.Debug, ApexLogLevel.Info, ApexLogLevel.None),
        "PROFILING" => Of(ApexLogLevel.Debug, ApexLogLevel.Info, ApexLogLevel.Info),
        "CALLOUT" => Of(ApexLogLevel.Debug, ApexLogLevel.Finest, ApexLogLevel.Finest),
        "DETAIL" => Of(ApexLogLevel.Finest, ApexLogLevel.Finest, ApexLogLevel.Finest),
        _ => null,
    };

    /// <summary>The first line of a log, behind the version.</summary>
    public override string ToString() => string.Join(
        ";", s_categories.Where(c => this[c] != ApexLogLevel.None).Select(c => $"{s_names[c]},{NameOf(this[c])}"));

    private static LogLevels Of(ApexLogLevel code, ApexLogLevel database, ApexLogLevel others)
    {
        LogLevels levels = new() { [LogCategory.ApexCode] = code, [LogCategory.Database] = database };
        foreach (LogCategory category in s_categories)
            if (category is not LogCategory.ApexCode and not LogCategory.Database) levels[category] = others;
        return levels;
    }
}
