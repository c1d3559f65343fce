using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Soql.Plans;

/// <summary>A plain value.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Column">The statement's column; negative for a value that is always null.</param>
/// <param name="Kind">How it is stored.</param>
internal sealed record ValueCell(string Path, int Column, FieldKind Kind) : Cell(Path);
