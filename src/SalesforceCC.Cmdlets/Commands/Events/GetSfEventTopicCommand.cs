using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Events.Topics;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Gets the topics of events, and the fields of their events.</summary>
/// <remarks>
/// <para>
/// A topic that you name exactly is returned with the schema of its events as Fields, and whether the user may publish on it and
/// subscribe to it. In PowerShell 7, this is asked of the Pub/Sub API and needs no API call. In Windows PowerShell, it is one API
/// call, CanPublish and CanSubscribe are not known, and channels can't be asked for.
/// </para>
/// <para>
/// Without -Topic, and for names with wildcards, this command lists platform events, change events and custom channels. This
/// is two API calls: one for the objects of the org, which the session keeps for five minutes, and one for the channels, which
/// requires the permission View Setup and Configuration. If the channels can't be listed, there is a warning. A
/// change event is listed whether or not change data capture is on for its object.
/// </para>
/// </remarks>
/// <example>
///   <code>(Get-SfEventTopic Order_Placed__e).Fields</code>
///   <para>Shows the fields of a platform event, with their types.</para>
/// </example>
/// <example>
///   <code>Get-SfEventTopic | Where-Object Kind -eq PlatformEvent</code>
///   <para>Lists the platform events of the org.</para>
/// </example>
/// <seealso cref="SendSfEventCommand"/>
/// <seealso cref="EnableSfChangeDataCaptureCommand"/>
[Cmdlet(VerbsCommon.Get, "SfEventTopic")]
[OutputType(typeof(SfEventTopic))]
public sealed class GetSfEventTopicCommand : EventCmdlet
{
    private List<SfEventTopic>? _all;

    /// <summary>
    /// Specifies topics, such as /event/Order_Placed__e or AccountChangeEvent. With wildcards, topics are listed. The default is a
    /// list of all topics.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(TopicCompleter))]
    public string[] Topic { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
        foreach (string topic in Topic)
        {
            if (WildcardPattern.ContainsWildcardCharacters(topic))
                await ListAsync(session, topic);
            else
                await GetAsync(session, topic);
        }
    }

    private async Task ListAsync(SfSession session, string pattern)
    {
        _all ??= await AllAsync(session);
        WildcardPattern wildcard = new(pattern, WildcardOptions.IgnoreCase);
        WriteObject(_all.Where(t => wildcard.IsMatch(t.Topic) || wildcard.IsMatch(t.Name)), enumerateCollection: true);
    }

    private async Task<List<SfEventTopic>> AllAsync(SfSession session)
    {
        List<SfEventTopic> all = await TopicList.OfObjectsAsync(session, StopToken);
        try
        {
            List<SfEventTopic> channels = await TopicList.ChannelsAsync(session, StopToken);
            all.AddRange(channels.Where(c => !all.Exists(t => t.Topic == c.Topic)));
        }
        catch (SfException e)
        {
            WriteWarning($"Custom channels are not listed: {e.Message}");
        }

        return all;
    }

    private async Task GetAsync(SfSession session, string topic)
    {
        try
        {
            string full = FullTopic(topic);
#if NET
            WriteObject(await TopicDetails.GetAsync(session, Channel(session), full, StopToken));
#else
            if (TopicList.KindOf(full) == TopicList.Channel)
                throw NeedsPowerShell7($"A look at the channel {full}");
            WriteObject(await TopicDetails.GetAsync(session, full, StopToken));
#endif
        }
        catch (SfException e)
        {
            WriteError(ErrorRecords.From(e, topic));
        }
    }
}
