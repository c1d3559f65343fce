using Avro;
using Avro.Generic;

namespace SalesforceCC.Emulator.Events.Changes;

/// <summary>The first field of every change event.</summary>
internal sealed record ChangeHeader(string Entity, string Transaction, string User, string Origin, long Timestamp, long CommitNumber)
{
    public const string Name = "ChangeEventHeader";

    /// <summary>The header as a record of an event's schema.</summary>
    public GenericRecord ToRecord(RecordSchema schema, string changeType, int sequence, IReadOnlyList<string> ids, ChangeBitmaps bitmaps)
    {
        RecordSchema own = (RecordSchema)schema[Name].Schema;
        GenericRecord header = new(own);
        header.Add("entityName", Entity);
        header.Add("recordIds", ids.ToArray());
        header.Add("changeType", new GenericEnum((EnumSchema)own["changeType"].Schema, changeType));
        header.Add("changeOrigin", Origin);
        header.Add("transactionKey", Transaction);
        header.Add("sequenceNumber", sequence);
        header.Add("commitTimestamp", Timestamp);
        header.Add("commitNumber", CommitNumber);
        header.Add("commitUser", User);
        header.Add("nulledFields", bitmaps.Nulled);
        header.Add("diffFields", bitmaps.Diffs);
        header.Add("changedFields", bitmaps.Changed);
        return header;
    }

    /// <summary>What names the event among all others.</summary>
    public static (string Transaction, int Sequence) KeyOf(GenericRecord change)
    {
        GenericRecord header = (GenericRecord)change[Name];
        return ((string)header["transactionKey"], (int)header["sequenceNumber"]);
    }
}
