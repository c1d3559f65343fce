namespace SalesforceCC.Events;

/// <summary>Hears how a subscription goes, on any thread.</summary>
internal interface ISubscriptionWatcher
{
    /// <summary>Something that the user should know of, such as events that are missing.</summary>
    void Warn(string text);

    /// <summary>The stream has broken off, and is begun again.</summary>
    void Reconnecting(string text);

    /// <summary>No event is under way, and this is the place now.</summary>
    void Quiet(string replayId);

    /// <summary>Salesforce has not taken the place that was committed.</summary>
    void NotCommitted(SfException failure);
}
