using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Events.Publishing;
#if NET
using SalesforceCC.Events.PubSub;
#endif

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Publishes platform events.</summary>
/// <remarks>
/// <para>
/// Takes hashtables and objects, for example from Import-Csv, by argument or through the pipeline. They are sent in requests of
/// up to 200 events and 3 MB, one after the other, so that they keep their order. Requests are sent when they are full, and at
/// the end of the pipeline; if events come slowly and should be sent at once, use -BatchSize 1.
/// </para>
/// <para>
/// A result (SfEventResult) with EventUuid and ReplayId is returned for each event that Salesforce has taken, in the order of
/// the input. For each event that was not published, there is an error with your input as its TargetObject; the others are
/// published. An unknown field, a value that does not fit its field and an event of more than 1 MB are errors before
/// anything of that event is sent. If the connection breaks during a request, the errors of its events say that it is not known
/// whether they were published, with their EventUuid. They are not sent again: receivers would get them twice.
/// </para>
/// <para>
/// Values are sent by their type, independent of the culture. In text, only unmistakable forms are accepted: 1234.5,
/// 2026-01-31, 2026-01-31T09:30:00Z. $null and fields that you leave out are empty; the Pub/Sub API does not
/// enforce that fields are required. Salesforce sets CreatedDate and CreatedById. Each event gets a new EventUuid; to use
/// your own, add it as a property of that name.
/// </para>
/// <para>
/// PowerShell 7 publishes with the Pub/Sub API, which needs no API calls. Windows PowerShell publishes with the REST API: one API
/// call for the schema, and one for each request. There, Salesforce sets EventUuid, and ReplayId is empty. In both, events count
/// against the hourly publishing limit of the org.
/// </para>
/// </remarks>
/// <example>
///   <code>$order = @{ Order_Number__c = 'A-1'; Amount__c = 12.5 }
/// Send-SfEvent Order_Placed__e $order</code>
///   <para>Publishes an event, and returns its EventUuid and ReplayId.</para>
/// </example>
/// <example>
///   <code>Import-Csv orders.csv | Send-SfEvent Order_Placed__e -ErrorVariable failed
/// $failed | ForEach-Object TargetObject | Export-Csv failed.csv</code>
///   <para>Publishes an event for each line of a file. The lines that were not published are written to another file.</para>
/// </example>
/// <example>
///   <code>Get-Item orders.csv | ForEach-Object {
///     @{ Order_Number__c = $_.Name; Placed_At__c = $_.LastWriteTime } } |
///     Send-SfEvent Order_Placed__e -WhatIf</code>
///   <para>Shows what would be published. Nothing is sent.</para>
/// </example>
/// <seealso cref="GetSfEventTopicCommand"/>
/// <seealso cref="NewSfRecordCommand"/>
[Cmdlet(VerbsCommunications.Send, "SfEvent", SupportsShouldProcess = true)]
[OutputType(typeof(SfEventResult))]
public sealed class SendSfEventCommand : EventCmdlet
{
    private string _topic = "";
    private string _typeName = "";
    private EventSender? _sender;

    /// <summary>Specifies the topic, such as /event/Order_Placed__e, or the API name of the platform event.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TopicCompleter))]
    public string Topic { get; set; } = "";

    /// <summary>
    /// Specifies the events: hashtables, objects, records, or events that were received. Each property is a field, by its API name.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>Specifies the number of events in a request, from 1 to 200. The default is 200.</summary>
    [Parameter]
    [ValidateRange(1, EventSender.MaxBatchSize)]
    public int BatchSize { get; set; } = EventSender.MaxBatchSize;

    // What concerns one event is told of that event.
    /// <inheritdoc/>
    protected override bool FailureEndsPipeline => true;

    /// <inheritdoc/>
    protected override object? TargetOfErrors => Topic;

    /// <inheritdoc/>
    protected override Task BeginAsync(SfSession session)
    {
        _topic = FullTopic(Topic);
        if (!_topic.StartsWith("/event/", StringComparison.Ordinal))
            throw new SfException(SfErrorCodes.InvalidParameter, $"-Topic: {_topic} has change events, which only Salesforce publishes. Platform events are on /event/...");
        _typeName = _topic.Substring(_topic.LastIndexOf('/') + 1);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
        foreach (PSObject? input in InputObject)
        {
            OutgoingEvent? outgoing = input is null ? null : Outside(() => EventInput.Read(input));
            if (outgoing is null || (!outgoing.IsDone && !ShouldProcess($"{_typeName} in {OrgLabel.Of(session)}", "Publish")))
                continue;
            _sender ??= NewSender(session);
            await _sender.AddAsync(outgoing, StopToken);
            WriteOutcomes();
        }
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(SfSession session)
    {
        if (_sender is null)
            return;
        await _sender.CompleteAsync(StopToken);
        WriteOutcomes();
        LastWords = null;
    }

    private EventSender NewSender(SfSession session)
    {
#if NET
        EventSender sender = new(new PubSubPublisher(session, Channel(session), _topic), BatchSize);
#else
        EventSender sender = new(new RestPublisher(session, _typeName), BatchSize);
#endif
        LastWords = () => Stopped(sender);
        return sender;
    }

    private void WriteOutcomes()
    {
        while (_sender!.TryTake() is { } outgoing)
        {
            foreach (string note in outgoing.Notes)
                WriteVerbose(note);
            if (outgoing.Failure is { } failure)
                WriteError(ErrorRecords.From(failure, outgoing.Input));
            else
                WriteObject(outgoing.Result);
        }
    }

    private string? Stopped(EventSender sender)
    {
        OutgoingEvent[] sending = [.. sender.Sending];
        if (sender.Published == 0 && sending.Length == 0)
            return null;
        string uuids = string.Join(", ", sending.Take(3).Select(static o => o.EventUuid).Where(static u => u is not null));
        string doubt = sending.Length == 0 ? "" : $" It is not known whether {sending.Length} more were published{(uuids.Length > 0 ? $" (EventUuid {uuids}{(sending.Length > 3 ? ", ..." : "")})" : "")}.";
        return $"Stopped after {sender.Published} events were published on {_topic}.{doubt}";
    }
}
