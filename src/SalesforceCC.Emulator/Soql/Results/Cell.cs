using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Soql.Results;

/// <summary>One property of a record in the answer.</summary>
/// <param name="property">Comma, name and colon, ready to be copied.</param>
internal abstract class Cell(byte[] property)
{
    protected ReadOnlySpan<byte> Property => property;

    /// <summary>Writes the property with the value that the statement's current row has.</summary>
    public abstract void Write(RowWriter writer, SqlStatement row);
}
