namespace SalesforceCC.Emulator.Soql.Plans;

/// <summary>A parent record, or none.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Record">What is asked of it.</param>
internal sealed record ParentCell(string Path, RecordShape Record) : Cell(Path);
