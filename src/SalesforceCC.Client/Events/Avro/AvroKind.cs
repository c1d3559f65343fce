namespace SalesforceCC.Events.Avro;

/// <summary>What a schema describes.</summary>
internal enum AvroKind
{
    Null,
    Boolean,
    Int,
    Long,
    Float,
    Double,
    String,
    Bytes,
    Enum,
    Array,
    Record,
    Union,
}
