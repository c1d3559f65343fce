namespace SalesforceCC.Emulator.Faults;

/// <summary>When a connection is cut.</summary>
internal enum DropPoint
{
    /// <summary>Before the request is carried out.</summary>
    Before,

    /// <summary>After it was carried out, before anything is sent: the caller cannot know.</summary>
    After,

    /// <summary>After the answer's headers.</summary>
    Headers,

    /// <summary>After half of the answer's body.</summary>
    MidBody,

    /// <summary>While the request's body arrives: half of it, or the first piece where nobody knows how long it is.</summary>
    MidRequest,

    /// <summary>At the end of a call of gRPC: all that was to be sent is there, but not how the call went.</summary>
    Trailers,
}
