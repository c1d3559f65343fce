namespace SalesforceCC.Emulator.Soql.Ast;

/// <summary>A statement or subquery.</summary>
internal sealed record SoqlQuery
{
    /// <summary>The SELECT list.</summary>
    public required IReadOnlyList<SelectItem> Items { get; init; }

    /// <summary>Object, or child relationship in a subquery. May be a path such as <c>Account.Contacts</c>.</summary>
    public required FieldPath From { get; init; }

    /// <summary>Alias of the object; null for none.</summary>
    public string? Alias { get; init; }

    /// <summary>Further aliases for parents: <c>FROM Contact c, c.Account a</c>.</summary>
    public IReadOnlyDictionary<string, FieldPath> ParentAliases { get; init; } = new Dictionary<string, FieldPath>();

    /// <summary>WHERE; null for none.</summary>
    public Condition? Where { get; init; }

    /// <summary>GROUP BY; empty for none.</summary>
    public IReadOnlyList<SoqlExpression> GroupBy { get; init; } = [];

    /// <summary>HAVING; null for none.</summary>
    public Condition? Having { get; init; }

    /// <summary>ORDER BY; empty for none.</summary>
    public IReadOnlyList<OrderItem> OrderBy { get; init; } = [];

    /// <summary>LIMIT; null for none.</summary>
    public int? Limit { get; init; }

    /// <summary>OFFSET.</summary>
    public int Offset { get; init; }

    /// <summary>USING SCOPE; null for none.</summary>
    public ScopeClause? Scope { get; init; }

    /// <summary>Where ALL ROWS stands, which Apex knows and the APIs refuse; null for none.</summary>
    public int? AllRows { get; init; }
}
