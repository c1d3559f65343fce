using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Soql.Translation;

/// <summary>A table of a statement under its alias.</summary>
internal sealed record SourceTable(SObjectType Type, string Alias)
{
    public string Column(SObjectField field) => $"{Alias}.{StatementBuilder.Quote(field.Name)}";

    public string Id => $"{Alias}.\"Id\"";
}
