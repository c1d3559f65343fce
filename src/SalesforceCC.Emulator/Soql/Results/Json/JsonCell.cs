using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Sql;
using SalesforceCC.Emulator.Soql.Plans;

namespace SalesforceCC.Emulator.Soql.Results.Json;

/// <summary>Writes one property of a record.</summary>
/// <param name="property">Comma, name and colon, ready to be copied.</param>
internal abstract class JsonCell(byte[] property)
{
    protected ReadOnlySpan<byte> Property => property;

    /// <summary>Makes the writer of a plan's cell.</summary>
    public static JsonCell Of(Cell cell)
    {
        byte[] property = JsonBuffer.Property(cell.Name);
        return cell switch
        {
            ValueCell value => new JsonValueCell(property, value.Column, value.Kind),
            AddressCell address => new JsonAddressCell(property, address.Parts),
            BlobCell blob => new JsonBlobCell(property, blob),
            ParentCell parent => new JsonParentCell(property, new JsonRecord(parent.Record)),
            TypeofCell type => new JsonTypeofCell(property, type),
            ChildrenCell children => new JsonChildrenCell(property, children.IdColumn, new JsonPlan(children.Plan)),
            _ => throw new InvalidOperationException($"No JSON for {cell.GetType().Name}."),
        };
    }

    /// <summary>Writes the property with the value that the statement's current row has.</summary>
    public abstract void Write(JsonRowWriter writer, SqlStatement row);
}
