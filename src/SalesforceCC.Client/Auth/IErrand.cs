namespace SalesforceCC.Auth;

/// <summary>Work for a caller's thread. It may be offered to many, and is done once.</summary>
internal interface IErrand
{
    /// <summary>Nobody needs to do it any more.</summary>
    bool IsDone { get; }

    /// <summary>Does it on this thread, unless somebody else does.</summary>
    /// <param name="lent">Ends when the thread is needed elsewhere: the work is then left to others.</param>
    void Do(CancellationToken lent);
}
