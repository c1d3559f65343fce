namespace SalesforceCC.Events;

/// <summary>What an event says beside its fields: the first properties of the object, in this order.</summary>
internal enum EventProperty : byte
{
    /// <summary>A field of the event, or of its header as it is.</summary>
    Field,

    /// <summary>Its place on the topic.</summary>
    ReplayId,

    /// <summary>Identifies a platform event, also where it comes twice.</summary>
    EventUuid,

    RecordIds,

    ChangedFields,

    NulledFields,

    DiffFields,

    /// <summary>A change event that holds no values: the records have to be read.</summary>
    IsGap,

    /// <summary>It stands for all records of the object: too many were changed in one transaction.</summary>
    IsOverflow,
}
