namespace SalesforceCC.Auth;

/// <summary>
/// A thread whose caller waits for something of ours, and which can do work meanwhile. Some secrets can be read only
/// where the caller's own commands run.
/// </summary>
internal interface ICallerThread
{
    /// <summary>Hands over work that is done as soon as the thread is free, if nobody else has done it by then.</summary>
    void Offer(IErrand errand);
}
