using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Soql.Ast;
using SalesforceCC.Emulator.Soql.Plans;
using SalesforceCC.Emulator.Soql.Syntax;

namespace SalesforceCC.Emulator.Soql.Translation;

/// <summary>
/// Collects what a SELECT list asks for: the columns of one SQL statement, and the nested shape of the records that are
/// written from them.
/// </summary>
internal sealed class ShapeBuilder
{
    // Salesforce's order of an address's properties, with the ends of the fields' names.
    private static readonly (string Property, string Suffix)[] s_addressParts =
    [
        ("city", "City"), ("country", "Country"), ("countryCode", "CountryCode"),
        ("geocodeAccuracy", "GeocodeAccuracy"), ("latitude", "Latitude"), ("longitude", "Longitude"),
        ("postalCode", "PostalCode"), ("state", "State"), ("stateCode", "StateCode"), ("street", "Street"),
    ];

    private readonly QueryContext _context;
    private readonly List<string> _columns = [];
    private readonly Dictionary<SourceNode, RecordShape> _shapes = [];
    private readonly HashSet<(SourceNode, string)> _selected = [];

    public ShapeBuilder(QueryContext context, QuerySource source)
    {
        _context = context;
        Source = source;
        Shape = new RecordShape(Column(source.Root.IdSql));
        _shapes.Add(source.Root, Shape);
    }

    public QuerySource Source { get; }

    public RecordShape Shape { get; }

    public List<ChildrenCell> Children { get; } = [];

    /// <summary>The values in the order in which they were asked for.</summary>
    public List<Cell> Columns { get; } = [];

    /// <summary>Number of custom long texts among the fields.</summary>
    public int LongTexts { get; private set; }

    public string Sql => $"SELECT {string.Join(", ", _columns)} {Source.FromSql}";

    /// <summary>Adds a field; with a value, that instead of the field's own, under the alias if there is one.</summary>
    public void Add(FieldPath path, SqlValue? value = null, string? alias = null)
    {
        (SourceNode node, string name) = Source.Follow(path);
        if (node.Find(name) is not { } found)
            throw SoqlErrors.NoSuchField(_context.Soql, path.Position, name, node.EntityName);
        string key = alias ?? found.Field.Name;
        Claim(node, key, path.ToString());
        if (found.Field is { Custom: true, Kind: FieldKind.LongText }) LongTexts++;
        Cell cell = value is null
            ? Cell(node, found.Field, found.Sql)
            : new ValueCell(node.PathOf(key), Column(value.Sql), value.Kind);
        ShapeOf(node).Cells.Add(cell);
        Columns.Add(cell);
    }

    public void AddChildren(string relationship, RowPlan plan)
    {
        Claim(Source.Root, relationship, relationship);
        ChildrenCell cell = new(relationship, Shape.IdColumn, plan);
        Children.Add(cell);
        Shape.Cells.Add(cell);
    }

    /// <summary>The cell for a field of a node.</summary>
    public Cell Cell(SourceNode node, SObjectField field, string sql)
    {
        string path = node.PathOf(field.Name);
        return field.Kind switch
        {
            FieldKind.Address => new AddressCell(path, [.. s_addressParts.Select(p => Part(node, field, p))]),
            FieldKind.Blob => new BlobCell(
                path, Column($"{sql} IS NOT NULL"), Column(node.IdSql), node.Tables[0].Type, field),
            _ => new ValueCell(path, Column(sql), field.Kind),
        };
    }

    /// <summary>The column of an SQL expression, added where it is not there yet.</summary>
    public int Column(string sql)
    {
        int known = _columns.IndexOf(sql);
        if (known >= 0) return known;
        _columns.Add(sql);
        return _columns.Count - 1;
    }

    /// <summary>
    /// The record that stands for a node; parents stand where the first of their fields was asked for.
    /// </summary>
    public RecordShape ShapeOf(SourceNode node)
    {
        if (_shapes.TryGetValue(node, out RecordShape? shape)) return shape;
        shape = new RecordShape(Column(node.IdSql));
        Claim(node.From!, node.Name, node.Name);
        ShapeOf(node.From!).Cells.Add(new ParentCell(node.Path, shape));
        _shapes.Add(node, shape);
        return shape;
    }

    /// <summary>Takes a property of a record; no record has one twice.</summary>
    public void Claim(SourceNode node, string property, string written)
    {
        if (!_selected.Add((node, property)))
            throw new SalesforceError(400, "INVALID_FIELD", $"duplicate field selected: {written}");
    }

    private ValueCell Part(SourceNode node, SObjectField address, (string Property, string Suffix) part)
    {
        string path = $"{node.PathOf(address.Name)}.{part.Property}";
        return node.Find(address.CompoundPrefix + part.Suffix) is { } found
            ? new ValueCell(path, Column(found.Sql), found.Field.Kind)
            : new ValueCell(path, -1, FieldKind.Text);
    }
}
