using SalesforceCC.Records;

namespace SalesforceCC.Events;

/// <summary>An event without a type of its own, see <see cref="GenericRecord"/>.</summary>
internal sealed class GenericEvent : SfEvent
{
    internal override SfRecord New() => new GenericEvent();

    /// <summary>What the base class says. PowerShell's views ask a type of its own for it, see <see cref="RecordTypeEmitter"/>.</summary>
    public override string ToString() => base.ToString();
}
