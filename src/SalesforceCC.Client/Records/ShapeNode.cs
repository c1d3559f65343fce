using SalesforceCC.Json;

namespace SalesforceCC.Records;

/// <summary>A step on the way through a record: the property names read so far, as a path from a root.</summary>
/// <remarks>
/// These are the hidden classes of a JavaScript engine. Each node remembers the name that followed last time, so that
/// reading a row like the one before is one comparison a field, and the end of the path knows the record's layout.
/// A tree belongs to one reader.
/// </remarks>
internal sealed class ShapeNode
{
    /// <summary>
    /// How many fields a record may have: many times what Salesforce lets an object have, and so many that their names
    /// can be compared with each other and a type can be made of them.
    /// </summary>
    public const int MostFields = 10_000;

    private static readonly byte[] s_attributes = "\"attributes\""u8.ToArray();

    private readonly bool _isRepeated;
    private readonly Selection? _selection;
    private readonly bool _isPage;
    private List<ShapeNode>? _children;
    private List<RecordLayout>? _layouts;
    private RecordLayout? _layout;
    private ShapeNode? _nested;
    private ChildPage? _childPage;
    private bool _isChildPageKnown;

    /// <summary>Makes a root.</summary>
    /// <param name="selection">What the query selects for the records that start here; null: nobody knows.</param>
    /// <param name="isPage">They are no records but the page around them.</param>
    public ShapeNode(Selection? selection = null, bool isPage = false)
    {
        _selection = selection;
        _isPage = isPage;
        RawName = [];
        Expected = [];
        Name = "";
        Slot = -1;
    }

    private ShapeNode(ShapeNode parent, byte[] rawName, bool isAttributes)
    {
        Parent = parent;
        RawName = rawName;
        Expected = [.. parent.Parent is null ? ""u8 : ","u8, .. rawName, (byte)':'];
        IsAttributes = isAttributes;
        IsNamedAttributes = rawName.AsSpan().SequenceEqual(s_attributes);
        FieldCount = parent.FieldCount;
        Slot = -1;
        Name = "";
        if (isAttributes)
            return;

        // A name that comes again, or in another case, takes the place of the first: the last value wins.
        Name = JsonText.Escaped(rawName.AsSpan(1, rawName.Length - 2));
        Slot = parent.FindSlot(Name);
        _isRepeated = Slot >= 0;
        if (!_isRepeated)
            Slot = FieldCount++;
    }

    /// <summary>The name before this one; null at a root.</summary>
    public ShapeNode? Parent { get; }

    /// <summary>The name; empty at a root and at Salesforce's attributes.</summary>
    public string Name { get; }

    /// <summary>The name's bytes with their quotes, as they stand in the JSON.</summary>
    public byte[] RawName { get; }

    /// <summary>The bytes from the value before to the value: <c>,"Name":</c>, as Salesforce sends it.</summary>
    public byte[] Expected { get; }

    /// <summary>Whether this is Salesforce's <c>attributes</c>, which is no field.</summary>
    public bool IsAttributes { get; }

    /// <summary>Whether only the value can tell if this is Salesforce's <c>attributes</c> or a field of that name.</summary>
    public bool IsNamedAttributes { get; }

    /// <summary>Where the value goes.</summary>
    public int Slot { get; }

    /// <summary>How many fields there are up to and with this one.</summary>
    public int FieldCount { get; }

    /// <summary>The name that followed last time.</summary>
    public ShapeNode? Likely { get; private set; }

    /// <summary>Where the objects of this field start.</summary>
    public ShapeNode Nested => _nested ??= NewNested();

    /// <summary>What the query selects for the records of this path; null where nobody knows.</summary>
    public Selection? Selection => Root is { _isPage: false } root ? root._selection : null;

    private ShapeNode Root
    {
        get
        {
            ShapeNode root = this;
            while (root.Parent is { } parent)
                root = parent;
            return root;
        }
    }

    /// <summary>What makes an object that ends here the rows of a subquery; null: its names do not.</summary>
    public ChildPage? ChildPage
    {
        get
        {
            if (!_isChildPageKnown)
            {
                _childPage = ChildPage.Of(this);
                _isChildPageKnown = true;
            }

            return _childPage;
        }
    }

    /// <summary>At an <c>attributes</c> node: the type seen last, and the JSON up to the record's own URL.</summary>
    public byte[]? LikelyType { get; set; }

    /// <summary>See <see cref="LikelyType"/>.</summary>
    public byte[]? LikelyAttributes { get; set; }

    /// <summary>The node for the name that follows.</summary>
    public ShapeNode Next(ReadOnlySpan<byte> rawName) => Next(rawName, rawName.SequenceEqual(s_attributes));

    /// <summary>The node for <c>attributes</c>: Salesforce's, or a field that is called so.</summary>
    public ShapeNode NextAttributes(bool isField) => Next(s_attributes, !isField);

    /// <summary>The layout of a record that ends here.</summary>
    public RecordLayout Layout(byte[]? rawType, RecordTyping typing)
    {
        RecordLayout? last = _layout;
        if (last is not null && ReferenceEquals(last.RawType, rawType) && typing.IsCurrent(last))
            return last;
        return _layout = FindLayout(rawType, typing);
    }

    /// <summary>The names of the fields up to here.</summary>
    public string[] FieldNames()
    {
        string[] names = new string[FieldCount];
        for (ShapeNode? node = this; node is not null; node = node.Parent)
        {
            if (node.Slot >= 0 && !node._isRepeated)
                names[node.Slot] = node.Name;
        }

        return names;
    }

    // The rows of a subquery stand in a page of their own.
    private ShapeNode NewNested()
    {
        ShapeNode root = Root;
        if (root._isPage)
            return new ShapeNode(Name == "records" ? root._selection : null);
        Selection? children = root._selection?.Find(Name)?.Children;
        return new ShapeNode(children, isPage: children is not null);
    }

    private RecordLayout FindLayout(byte[]? rawType, RecordTyping typing)
    {
        _layouts ??= [];
        for (int i = 0; i < _layouts.Count; i++)
        {
            RecordLayout known = _layouts[i];
            if (!SameType(known.RawType, rawType))
                continue;
            if (!typing.IsCurrent(known))
                _layouts[i] = known = typing.NewLayout(this, rawType, known);
            return known;
        }

        RecordLayout layout = typing.NewLayout(this, rawType, last: null);
        _layouts.Add(layout);
        return layout;
    }

    private ShapeNode Next(ReadOnlySpan<byte> rawName, bool isAttributes)
    {
        _children ??= [];
        foreach (ShapeNode child in _children)
        {
            if (child.IsAttributes == isAttributes && rawName.SequenceEqual(child.RawName))
                return Likely = child;
        }

        if (FieldCount == MostFields)
            throw JsonSource.Invalid(FormattableString.Invariant($"A record of the answer has more than {MostFields} fields."));
        ShapeNode added = new(this, rawName.ToArray(), isAttributes);
        _children.Add(added);
        return Likely = added;
    }

    private int FindSlot(string name)
    {
        for (ShapeNode? node = this; node is not null; node = node.Parent)
        {
            if (node.Slot >= 0 && string.Equals(node.Name, name, StringComparison.OrdinalIgnoreCase))
                return node.Slot;
        }

        return -1;
    }

    private static bool SameType(byte[]? left, byte[]? right) =>
        left is null || right is null ? left == right : left.AsSpan().SequenceEqual(right);
}
