namespace SalesforceCC.Events.PubSub;

/// <summary>What helps against a failure of the Pub/Sub API.</summary>
internal enum Remedy
{
    /// <summary>Nothing that a program can do.</summary>
    None,

    /// <summary>To try again, after a pause.</summary>
    Again,

    /// <summary>To try again, after a long pause.</summary>
    AgainLater,

    /// <summary>A new token, once.</summary>
    NewToken,

    /// <summary>To get the schema anew, once.</summary>
    NewSchema,

    /// <summary>Another place to begin at, which is the user's choice.</summary>
    OtherPlace,
}
