using System.Collections;
using System.Management.Automation;
using SalesforceCC.Apex.Logs;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Turns Apex debug logs of a user on or off.</summary>
/// <remarks>
/// <para>
/// While the trace flag lasts, Salesforce keeps a debug log of each request of the user that runs Apex or changes records: see
/// Get-SfApexLog. It ends by itself, after 30 minutes or when you say. Salesforce permits 24 hours at most.
/// </para>
/// <para>
/// A user has one trace flag of this type. If there is one already, it is moved. It gets a debug level of its own, named
/// SalesforceCC_ and the ID of the user, so that the levels that you specify apply, and those of other tools do not change.
/// -Remove deletes both.
/// </para>
/// <para>Nothing is returned unless you use -PassThru.</para>
/// </remarks>
/// <example>
///   <code>Set-SfTraceFlag</code>
///   <para>Turns debug logs of the session's user on, for 30 minutes.</para>
/// </example>
/// <example>
///   <code>$others = @{ Database = 'Info' }
/// Set-SfTraceFlag -LogLevel Finest -Level $others -Minutes 120 -PassThru</code>
///   <para>Logs everything of Apex, and queries and DML, for two hours.</para>
/// </example>
/// <example>
///   <code>Set-SfTraceFlag -Remove</code>
///   <para>Turns debug logs of the session's user off.</para>
/// </example>
/// <seealso cref="GetSfApexLogCommand"/>
[Cmdlet(VerbsCommon.Set, "SfTraceFlag", DefaultParameterSetName = MinutesSet, SupportsShouldProcess = true)]
[OutputType(typeof(SfTraceFlag))]
public sealed class SetSfTraceFlagCommand : SessionCmdlet
{
    private const string MinutesSet = "Minutes";
    private const string UntilSet = "Until";
    private const string RemoveSet = "Remove";

    private static readonly string[] s_levels = ["NONE", "ERROR", "WARN", "INFO", "DEBUG", "FINE", "FINER", "FINEST"];

    // The clocks of an org and of a computer differ by a little, and what begins later logs nothing yet.
    private static readonly TimeSpan s_before = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan s_longest = TimeSpan.FromHours(24);

    /// <summary>Specifies the user: an ID or a username. The default is the user of the session.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public string? User { get; set; }

    /// <summary>
    /// Specifies how much Apex logs: messages of System.debug of this level and of the more important ones, and with Fine and
    /// more, what Apex does. The default is Debug.
    /// </summary>
    [Parameter(ParameterSetName = MinutesSet)]
    [Parameter(ParameterSetName = UntilSet)]
    [ValidateSet("None", "Error", "Warn", "Info", "Debug", "Fine", "Finer", "Finest", IgnoreCase = true)]
    public string LogLevel { get; set; } = "Debug";

    /// <summary>
    /// Specifies the levels of other categories: ApexProfiling, Callout, Database, System, Validation, Visualforce, Workflow, Nba
    /// and Wave. The default is None for each.
    /// </summary>
    [Parameter(ParameterSetName = MinutesSet)]
    [Parameter(ParameterSetName = UntilSet)]
    public IDictionary? Level { get; set; }

    /// <summary>Specifies for how long, in minutes. The default is 30, the maximum 1,440, which is a day.</summary>
    [Parameter(ParameterSetName = MinutesSet)]
    [ValidateRange(1, 1440)]
    public int Minutes { get; set; } = 30;

    /// <summary>Specifies until when. The latest time is 24 hours from now.</summary>
    [Parameter(Mandatory = true, ParameterSetName = UntilSet)]
    public DateTimeOffset Until { get; set; }

    /// <summary>Turns debug logs off. If they are off already, nothing happens.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RemoveSet)]
    public SwitchParameter Remove { get; set; }

    /// <summary>Returns the trace flag.</summary>
    [Parameter(ParameterSetName = MinutesSet)]
    [Parameter(ParameterSetName = UntilSet)]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override object? TargetOfErrors => User;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
        TraceFlagApi api = new(session);
        Dictionary<string, string> levels = Levels();
        DateTimeOffset now = session.Clock.GetUtcNow();
        DateTimeOffset start = now - s_before;
        DateTimeOffset end = Until > default(DateTimeOffset) ? Until : now.AddMinutes(Minutes);
        if (end <= now || end > now + s_longest)
            throw new SfException(SfErrorCodes.InvalidParameter, "-Until must be in the future, and at most 24 hours from now.");
        if (end > start + s_longest)
            end = start + s_longest;
        string target = $"{User ?? session.UserId ?? "the session's user"} in {OrgLabel.Of(session)}";
        if (Remove)
        {
            if (ShouldProcess(target, "Turn debug logs off"))
                await api.RemoveAsync(await api.UserAsync(User, StopToken), StopToken);
            return;
        }

        if (!ShouldProcess(target, $"Turn debug logs on until {end.ToLocalTime():t}"))
            return;
        SfTraceFlag flag = await api.SetAsync(await api.UserAsync(User, StopToken), levels, start, end, StopToken);
        if (PassThru)
            WriteObject(flag);
    }

    private Dictionary<string, string> Levels()
    {
        Dictionary<string, string> levels = new(StringComparer.OrdinalIgnoreCase) { ["ApexCode"] = LogLevel.ToUpperInvariant() };
        foreach (DictionaryEntry entry in Level ?? new Hashtable())
        {
            string name = entry.Key.ToString()!;
            string category = TraceFlagApi.Categories.FirstOrDefault(c => c.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw new SfException(SfErrorCodes.InvalidParameter, $"-Level: '{name}' is not one of {string.Join(", ", TraceFlagApi.Categories)}.");
            string value = (entry.Value?.ToString() ?? "").ToUpperInvariant();
            levels[category] = s_levels.Contains(value)
                ? value
                : throw new SfException(SfErrorCodes.InvalidParameter, $"-Level: {category} cannot be '{entry.Value}'. The levels are {string.Join(", ", s_levels)}.");
        }

        return levels;
    }
}
