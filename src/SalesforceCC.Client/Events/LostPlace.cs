namespace SalesforceCC.Events;

/// <summary>Where to go on when the place in a topic is lost.</summary>
internal enum LostPlace
{
    /// <summary>Nowhere: it is an error.</summary>
    Stop,

    /// <summary>At the oldest event there is: events that were handled come again.</summary>
    Earliest,

    /// <summary>At the next event: those since the place are missing.</summary>
    Latest,
}
