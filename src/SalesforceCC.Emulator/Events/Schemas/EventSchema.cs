using Avro;

namespace SalesforceCC.Emulator.Events.Schemas;

/// <summary>How the events of a type are written, until the type changes.</summary>
/// <param name="Id">What names it: 22 characters, others for each other schema.</param>
/// <param name="TypeName">The type: <c>Order_Placed__e</c>, <c>AccountChangeEvent</c>.</param>
/// <param name="Schema">The schema, to write and read with.</param>
/// <param name="Json">The schema as subscribers get it.</param>
internal sealed record EventSchema(string Id, string TypeName, RecordSchema Schema, string Json);
