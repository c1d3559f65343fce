namespace SalesforceCC;

/// <summary>
/// A change of records, as Change Data Capture tells it: what was changed, in which records and fields, when, and by whom.
/// </summary>
public abstract class SfChangeEvent : SfEvent
{
    // As of its base.
    internal SfChangeEvent()
    {
    }
}
