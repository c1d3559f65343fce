namespace SalesforceCC;

/// <summary>
/// An event of Salesforce: where it stands on its topic, and one property per field, typed by the event's own schema.
/// </summary>
/// <remarks>As of <see cref="SfRecord"/>, the properties are on types emitted at run time, so that they stand in order.</remarks>
public abstract class SfEvent : SfRecord
{
    // Only the emitted types derive from this class, and those without properties of their own.
    internal SfEvent()
    {
    }
}
