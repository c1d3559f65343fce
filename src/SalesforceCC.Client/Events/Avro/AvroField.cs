namespace SalesforceCC.Events.Avro;

/// <summary>A field of a record.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Schema">What it holds.</param>
/// <param name="Doc">What the schema says of it; of Salesforce's, label, type and id.</param>
internal sealed record AvroField(string Name, AvroSchema Schema, string? Doc);
