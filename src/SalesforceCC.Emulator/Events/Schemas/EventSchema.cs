using Avro;

namespace SalesforceCC.Emulator.Events.Schemas;

/// <summary>What events of a type look like; it never changes, as a changed type has another schema.</summary>
/// <param name="Id">The id that events name.</param>
/// <param name="TypeName">API name of the type.</param>
/// <param name="Schema">The schema, parsed.</param>
/// <param name="Json">The schema, as GetSchema answers it.</param>
internal sealed record EventSchema(string Id, string TypeName, RecordSchema Schema, string Json);
