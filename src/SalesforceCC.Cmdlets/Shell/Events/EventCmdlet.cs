using System.Management.Automation;
using SalesforceCC.Events;
#if NET
using SalesforceCC.Events.PubSub;
#endif

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>A cmdlet that works with events. What it needs of gRPC is loaded when it calls the Pub/Sub API, and not before.</summary>
public abstract class EventCmdlet : SessionCmdlet
{
    /// <summary>
    /// Specifies the URL of the Pub/Sub API, a host of salesforce.com. The default is https://api.pubsub.salesforce.com:7443. Orgs
    /// whose data must stay in the European Union use https://api.deu.pubsub.salesforce.com:7443. The access token is sent there.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? PubSubEndpoint { get; set; }

    /// <summary>The full name of a topic that the user has named.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER.</exception>
    private protected static string FullTopic(string topic) => TopicName.Full(topic);

#if NET
    /// <summary>The Pub/Sub API for a session.</summary>
    private protected PubSubChannel Channel(SfSession session) => PubSubChannel.Of(session, PubSubEndpoint);
#endif

    /// <summary>The failure of what takes gRPC, in the build for Windows PowerShell.</summary>
    private protected static SfException NeedsPowerShell7(string what) => new(
        SfErrorCodes.PowerShell7Required, $"{what} requires PowerShell 7. Windows PowerShell does not support bidirectional gRPC streams on most systems.");
}
