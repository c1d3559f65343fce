using System.Management.Automation;
using System.Text.RegularExpressions;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Events;
using SalesforceCC.Events.Capture;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Turns change data capture on for objects.</summary>
/// <remarks>
/// <para>
/// From then on, Salesforce publishes a change event for each record of the object that is created, changed, deleted or restored,
/// on the topic /data/AccountChangeEvent and, with those of the other objects, on /data/ChangeEvents. This is the same as Setup,
/// Change Data Capture. With -Channel, the events are published on a custom channel.
/// </para>
/// <para>
/// Without an add-on license, an org can select five objects in all, over all channels. If change data capture is on
/// already, nothing is changed, and Enabled of the result is False.
/// </para>
/// <para>
/// This requires the permission Customize Application. It needs one API call for the list of what is on, and one for each object.
/// </para>
/// </remarks>
/// <example>
///   <code>Enable-SfChangeDataCapture Account, Invoice__c</code>
///   <para>Turns change data capture on for two objects, and returns their topics.</para>
/// </example>
/// <example>
///   <code>Enable-SfChangeDataCapture Account -Channel Sales__chn -WhatIf</code>
///   <para>Shows what would be turned on for a custom channel.</para>
/// </example>
/// <seealso cref="GetSfEventTopicCommand"/>
[Cmdlet(VerbsLifecycle.Enable, "SfChangeDataCapture", SupportsShouldProcess = true)]
[OutputType(typeof(SfChangeDataCapture))]
public sealed class EnableSfChangeDataCaptureCommand : SessionCmdlet
{
    private static readonly Regex s_name = new(@"^[A-Za-z][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant);

    private ChangeCapture? _capture;

    /// <summary>Specifies the API names of objects, such as Account or Order__c.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ObjectCompleter))]
    public string[] Type { get; set; } = [];

    /// <summary>
    /// Specifies a custom channel for change events, such as Sales__chn. It must exist. The default is the channel of
    /// Setup, ChangeEvents.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Channel { get; set; } = ChangeCapture.DefaultChannel;

    /// <inheritdoc/>
    protected override Task BeginAsync(SfSession session)
    {
        string channel = Channel.StartsWith("/data/", StringComparison.Ordinal) ? Channel.Substring("/data/".Length) : Channel;
        if (!s_name.IsMatch(channel) || (channel != ChangeCapture.DefaultChannel && !channel.EndsWith("__chn", StringComparison.Ordinal)))
            throw new SfException(SfErrorCodes.InvalidParameter, $"-Channel: '{Channel}' is not the name of a channel, which ends in __chn.");
        _capture = new ChangeCapture(session, channel);
        Channel = channel;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
        foreach (string type in Type)
        {
            try
            {
                await EnableAsync(session, type);
            }
            catch (SfException e)
            {
                WriteError(ErrorRecords.From(e, type));
            }
        }
    }

    private async Task EnableAsync(SfSession session, string type)
    {
        if (!s_name.IsMatch(type))
            throw new SfException(SfErrorCodes.InvalidParameter, $"'{type}' is not the API name of an object.");

        // The name of the change event will do, too.
        string changeEvent = type.EndsWith("ChangeEvent", StringComparison.Ordinal) ? type : TopicName.ChangeEventOf(type);
        bool isThere = await _capture!.FindAsync(changeEvent, StopToken) is not null;
        if (!isThere && !ShouldProcess($"{type} on {Channel} in {OrgLabel.Of(session)}", "Turn change data capture on"))
            return;
        string id = await _capture.FindAsync(changeEvent, StopToken) ?? await _capture.AddAsync(changeEvent, StopToken);
        WriteObject(new SfChangeDataCapture(type, changeEvent, Channel, id, enabled: !isThere));
    }
}
