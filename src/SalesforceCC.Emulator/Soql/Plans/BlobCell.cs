using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Soql.Plans;

/// <summary>Bytes, which are not among a query's columns: only whether there are any.</summary>
/// <param name="Path">Its path.</param>
/// <param name="ExistsColumn">Column that tells whether there are any.</param>
/// <param name="IdColumn">Column of the row's id.</param>
/// <param name="Type">The row's object.</param>
/// <param name="Field">The field.</param>
internal sealed record BlobCell(string Path, int ExistsColumn, int IdColumn, SObjectType Type, SObjectField Field) : Cell(Path);
