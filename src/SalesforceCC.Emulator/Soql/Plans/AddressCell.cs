namespace SalesforceCC.Emulator.Soql.Plans;

/// <summary>A compound address, made of its parts; null where all of them are.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Parts">The parts, in Salesforce's order; the org may lack the fields of some.</param>
internal sealed record AddressCell(string Path, IReadOnlyList<ValueCell> Parts) : Cell(Path);
