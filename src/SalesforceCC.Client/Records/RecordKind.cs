namespace SalesforceCC.Records;

/// <summary>What kind of row it is: the class that its type derives from.</summary>
internal enum RecordKind : byte
{
    /// <summary>A record: <see cref="SfRecord"/>, or <see cref="SfTableRecord"/> where it is narrow.</summary>
    Record,

    /// <summary><see cref="SfEvent"/>.</summary>
    Event,

    /// <summary><see cref="SfChangeEvent"/>.</summary>
    ChangeEvent,
}
