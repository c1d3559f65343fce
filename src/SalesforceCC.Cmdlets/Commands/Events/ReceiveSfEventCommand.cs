using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Events;
#if NET
using SalesforceCC.Events.PubSub;
using SalesforceCC.Events.Resume;
#endif

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Receives platform events and change events as they happen.</summary>
/// <remarks>
/// <para>
/// This command writes the events of a topic to the pipeline, as typed objects and in their order, until you stop it with Ctrl+C
/// or the pipeline ends, or until -First, -TimeoutSec or -Until end it. It requires PowerShell 7. Events do not count as API
/// calls; they count against the daily limit of delivered events (Get-SfLimit DailyDeliveredPlatformEvents).
/// </para>
/// <para>
/// Change events have the properties ChangeType, RecordIds, ChangedFields and CommitUser, and one for each field; fields that did
/// not change are $null, and so are fields that were set to $null, which NulledFields lists. If IsGap is true, the event has no
/// values, and the records must be read again; if IsOverflow is true, all records of the object.
/// </para>
/// <para>
/// With -ResumePath, the place in the topic is stored in a file after the pipeline has processed each event, so that a script that
/// was stopped or killed continues where it was. Only the event that it was working on can come twice. Only one process at a time
/// can use a file. What is stored survives the end of the process; after a power failure, events of the last second can come again.
/// Salesforce keeps events for 72 hours.
/// </para>
/// <para>
/// If the connection breaks, this command connects again after the last event, with growing pauses. Events are requested only as
/// the pipeline takes them, up to 100 ahead.
/// </para>
/// </remarks>
/// <example>
///   <code>Receive-SfEvent AccountChangeEvent | ForEach-Object {
///     "$($_.ChangeType) $($_.RecordIds): $($_.ChangedFields)"
/// }</code>
///   <para>Shows what happens to accounts. Change Data Capture must be on for the object: see Enable-SfChangeDataCapture.</para>
/// </example>
/// <example>
///   <code>Receive-SfEvent Order_Placed__e -ResumePath orders.place -From Earliest |
///     ForEach-Object { Add-Content orders.log $_.Order_Number__c }</code>
///   <para>
///   Processes each order at least once, however often the script is stopped. The first run starts with the oldest event that
///   Salesforce has kept.
///   </para>
/// </example>
/// <example>
///   <code>$event = Receive-SfEvent Order_Placed__e -First 1 -TimeoutSec 60
/// if (-not $event) { 'There was no order within a minute.' }</code>
///   <para>Waits for one event.</para>
/// </example>
/// <example>
///   <code>Receive-SfEvent ChangeEvents -ResumePath changes.place -TimeoutSec 10 |
///     Group-Object EntityName | Select-Object Name, Count</code>
///   <para>In a scheduled task: processes all changes since the last run, and ends when no more come for ten seconds.</para>
/// </example>
[Cmdlet(VerbsCommunications.Receive, "SfEvent", DefaultParameterSetName = TopicSet)]
[OutputType(typeof(SfEvent), typeof(SfChangeEvent))]
public sealed class ReceiveSfEventCommand : EventCmdlet
{
    private const string TopicSet = "Topic";
    private const string ManagedSet = "Subscription";
    private const string AtMostOnce = "AtMostOnce";

#if NET
    private long _written;
#endif

    /// <summary>
    /// Specifies the topic: /event/Order__e or Order__e for a platform event, /data/AccountChangeEvent or AccountChangeEvent for
    /// changes of an object, ChangeEvents for changes of all objects, /data/Name__chn for a custom channel. Names are case-sensitive.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = TopicSet)]
    [ArgumentCompleter(typeof(TopicCompleter))]
    [ValidateNotNullOrEmpty]
    public string Topic { get; set; } = "";

    /// <summary>
    /// Specifies a managed subscription by its ID or developer name. Salesforce stores its place instead of a file. Only one client
    /// at a time can use it; if one was stopped with Ctrl+C or killed, Salesforce can hold the subscription for 15 minutes, and this
    /// command waits.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ManagedSet)]
    [ValidateNotNullOrEmpty]
    public string? Subscription { get; set; }

    /// <summary>
    /// Specifies where to start: Latest, which means events that are published from now on and is the default; Earliest, the oldest
    /// event that Salesforce has kept; or after an event, by its ReplayId. With -ResumePath, it applies only if the file does not
    /// exist or has no place yet.
    /// </summary>
    [Parameter(ParameterSetName = TopicSet)]
    [ArgumentCompleter(typeof(ReplayStartCompleter))]
    [ValidateNotNullOrEmpty]
    public string From { get; set; } = "Latest";

    /// <summary>
    /// Specifies the file that stores the place in the topic. It is created if it does not exist. It belongs to one org and one topic.
    /// </summary>
    [Parameter(ParameterSetName = TopicSet)]
    [ValidateNotNullOrEmpty]
    public string? ResumePath { get; set; }

    /// <summary>
    /// Specifies when the place is stored: AtLeastOnce, the default, after the pipeline has processed an event, which can come again
    /// if the script is killed in between; AtMostOnce before, so that this event is then missing.
    /// </summary>
    [Parameter(ParameterSetName = TopicSet)]
    [ValidateSet("AtLeastOnce", AtMostOnce)]
    public string Delivery { get; set; } = "AtLeastOnce";

    /// <summary>
    /// Specifies where to continue if the place is lost, because it is older than 72 hours, the org was refreshed, or the file is
    /// damaged: Earliest, so that events can come twice, or Latest, so that events can be missing. By default, it is an error.
    /// </summary>
    [Parameter(ParameterSetName = TopicSet)]
    [ValidateSet("Earliest", "Latest")]
    public string? OnLostPlace { get; set; }

    /// <summary>
    /// Ends the command after this number of events. No more than these are requested. With -ResumePath, use it instead of
    /// Select-Object -First, which looks like a failure to this command, so that the last event comes again.
    /// </summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; }

    /// <summary>
    /// Ends the command if no event comes for this number of seconds, as Wait-Event does. The time that the pipeline takes to process
    /// an event does not count. For a limit in all, use -Until.
    /// </summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int TimeoutSec { get; set; }

    /// <summary>Ends the command at this time.</summary>
    [Parameter]
    public DateTimeOffset Until { get; set; }

    /// <summary>
    /// Specifies how many times in a row the command tries to connect again after the connection broke. The count starts again when
    /// events or a sign of life come. The pauses grow from one second to one minute. The default is 10.
    /// </summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int MaximumRetryCount { get; set; } = 10;

    /// <inheritdoc/>
    protected override object? TargetOfErrors => Subscription ?? Topic;

#if NET
    // Nobody may take a part of the events for all of them.
    /// <inheritdoc/>
    protected override bool FailureEndsPipeline => _written > 0;
#endif

    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
#if NET
        string topic = Subscription is null ? FullTopic(Topic) : "";
        SubscriptionSettings settings = Settings(topic, session);
        PubSubChannel channel = Channel(session);
        using ResumeFile? resume = await OpenAsync(topic, channel);
        if (resume?.Place is { } place)
            settings = settings with { Place = place };
        EventReceiver receiver = new(this, session, channel, StopToken)
        {
            Resume = resume,
            StoresFirst = Delivery == AtMostOnce,
            Patience = TimeoutSec > 0 ? TimeSpan.FromSeconds(TimeoutSec) : null,
            Until = IsBound(nameof(Until)) ? Until : null,
        };
        try
        {
            await receiver.RunAsync(settings);
        }
        catch (SfException e)
        {
            throw await TopicSuggestions.AddAsync(session, topic, e, StopToken);
        }
        finally
        {
            _written = receiver.Written;
        }
#else
        await Task.CompletedTask;
        throw NeedsPowerShell7("Receive-SfEvent");
#endif
    }

#if NET
    private SubscriptionSettings Settings(string topic, SfSession session)
    {
        if (ResumePath is null && IsBound(nameof(Delivery)))
            throw new SfException(SfErrorCodes.InvalidParameter, "-Delivery says when the place is stored, and takes a -ResumePath.");
        if (IsBound(nameof(Until)) && Until <= session.Clock.GetUtcNow())
            throw new SfException(SfErrorCodes.InvalidParameter, $"-Until {Until:O} is in the past.");
        bool isLatest = From.Equals("Latest", StringComparison.OrdinalIgnoreCase);
        bool isEarliest = From.Equals("Earliest", StringComparison.OrdinalIgnoreCase);
        if (!isLatest && !isEarliest && ReplayId.TryParse(From) is null)
            throw new SfException(SfErrorCodes.InvalidParameter, $"-From '{From}' is neither Latest nor Earliest, nor the ReplayId of an event.");
        return new SubscriptionSettings
        {
            Topic = Subscription is null ? topic : null,
            ManagedSubscription = Subscription,
            Place = isLatest || isEarliest ? null : From,
            FromEarliest = isEarliest,
            First = First > 0 ? First : null,
            OnLostPlace = OnLostPlace is null ? LostPlace.Stop : OnLostPlace.Equals("Earliest", StringComparison.OrdinalIgnoreCase) ? LostPlace.Earliest : LostPlace.Latest,
            MaximumRetryCount = MaximumRetryCount,
        };
    }

    private async Task<ResumeFile?> OpenAsync(string topic, PubSubChannel channel)
    {
        if (ResumePath is null)
            return null;
        string path = FullPath.Of(SessionState, ResumePath, "-ResumePath");
        ResumeOwner owner = new(await channel.GetOrganizationIdAsync(StopToken), topic);
        return await ResumeFile.OpenAsync(path, owner, forgive: OnLostPlace is not null, channel.Clock, StopToken);
    }

    private bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
#endif
}
