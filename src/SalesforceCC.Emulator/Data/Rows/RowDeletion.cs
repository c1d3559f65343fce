using SalesforceCC.Emulator.Data.Schema;
using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Data.Rows;

/// <summary>
/// The recycle bin: rows go there with their details, and come back with them, unless they are purged; other references to
/// them are emptied, for good.
/// </summary>
internal sealed class RowDeletion(LiveSchema schema, RowPipeline pipeline)
{
    public void Delete(SqlConnection connection, RowChange row, string? with = null)
    {
        bool purges = row.Operation == RowOperation.HardDelete;
        row["IsDeleted"] = purges ? TableSql.Purged : 1L;
        row[TableSql.DeletedWith] = with;
        pipeline.Write(connection, row);
        ChangeContext follows = row.Context with { AsSystem = true, Follows = true };
        foreach (ChildRelationship children in row.Type.ChildRelationships)
        {
            SObjectType child = schema.Current.Find(children.ChildSObject)!;
            SObjectField reference = child.FindField(children.Field)!;
            bool dies = children.CascadeDelete && child.Deletable;
            foreach (string id in RowReader.ByKey(connection, child, reference, row.Id))
            {
                // A row may have gone with another one since it was found.
                if (dies && !RowReader.IsLiving(connection, child, id)) continue;
                RowOperation operation = dies ? row.Operation : RowOperation.Update;
                RowChange change = pipeline.Read(connection, child, id, operation, follows);
                if (dies)
                {
                    Delete(connection, change, with ?? row.Id);
                    continue;
                }
                change[reference.Name] = null;
                pipeline.Write(connection, change);
            }
        }
    }

    public void Undelete(SqlConnection connection, RowChange row)
    {
        Restore(connection, row);
        ChangeContext follows = row.Context with { AsSystem = true, Follows = true };
        foreach (SObjectType type in schema.Current.Types)
            foreach (string id in RowReader.DeletedWith(connection, type, row.Id))
                Restore(connection, pipeline.Read(connection, type, id, RowOperation.Undelete, follows));
    }

    private void Restore(SqlConnection connection, RowChange row)
    {
        row["IsDeleted"] = 0L;
        row[TableSql.DeletedWith] = null;
        pipeline.Write(connection, row);
    }
}
