using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Soql.Ast;
using SalesforceCC.Emulator.Soql.Plans;
using SalesforceCC.Emulator.Soql.Syntax;

namespace SalesforceCC.Emulator.Soql.Translation;

/// <summary>Adds a TYPEOF to the shape of a record.</summary>
internal sealed class TypeofBuilder(QueryContext context, ShapeBuilder select)
{
    public void Add(SelectTypeof item)
    {
        SourceNode node = select.Source.FollowParents(item.Path);
        if (!node.Polymorphic)
            throw context.Malformed(item.Position, $"{item.Path} is not a polymorphic relationship");
        select.Claim(node.From!, node.Name, node.Name);
        Dictionary<string, IReadOnlyList<Cell>> byPrefix = new(StringComparer.Ordinal);
        foreach (TypeofBranch branch in item.Branches)
        {
            SObjectType type = context.FindType(branch.Position, branch.ObjectName);
            SourceTable table = node.Tables.FirstOrDefault(t => t.Type == type) ??
                throw context.Malformed(branch.Position, $"{item.Path} cannot be a {type.Name}");
            SourceNode single = new(node.Name, [table], table.Id, false) { From = node.From };
            byPrefix[type.KeyPrefix] = Cells(single, branch.Fields);
        }
        List<Cell> otherwise = item.Otherwise is null ? [] : Cells(node, item.Otherwise);
        RecordShape owner = select.ShapeOf(node.From!);
        TypeofCell cell = new(node.Path, select.Column(node.IdSql), byPrefix, otherwise);
        owner.Cells.Add(cell);
        select.Columns.Add(cell);
    }

    private List<Cell> Cells(SourceNode node, IReadOnlyList<FieldPath> fields)
    {
        List<Cell> cells = [];
        foreach (FieldPath path in fields)
        {
            if (path.Parts.Count > 1)
                throw SoqlErrors.NotSupported(context.Soql, path.Position, "A relationship inside TYPEOF");
            if (node.Find(path.Parts[0]) is not { } found)
                throw SoqlErrors.NoSuchField(context.Soql, path.Position, path.Parts[0], node.EntityName);
            cells.Add(select.Cell(node, found.Field, found.Sql));
        }
        return cells;
    }
}
