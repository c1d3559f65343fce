using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Soql.Ast;

namespace SalesforceCC.Emulator.Soql.Syntax;

/// <summary>
/// Reads a statement by recursive descent. Anything it does not know is MALFORMED_QUERY at its row and column.
/// </summary>
internal sealed partial class SoqlParser
{
    private const int LongestStatement = 100_000;
    private const int LongestText = 4_000;
    private const int LargestOffset = 2_000;

    // Documented for ORDER BY. The others are bounded by the database only, above what fits an object.
    private const int MostOrderItems = 32;
    private const int MostItems = 1_000;

    // Deep enough for any statement a program writes, and far from the end of the stack.
    private const int Deepest = 80;

    private static readonly HashSet<string> s_clauses = new(StringComparer.OrdinalIgnoreCase)
    {
        "USING", "WHERE", "WITH", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "FOR", "ALL", "UPDATE",
    };

    private readonly string _soql;
    private readonly List<Token> _tokens;
    private int _at;
    private int _depth;

    private SoqlParser(string soql)
    {
        _soql = soql;
        _tokens = Lexer.Read(soql);
    }

    public static SoqlQuery Parse(string soql)
    {
        if (soql.Length > LongestStatement)
            throw new SalesforceError(
                400, "MALFORMED_QUERY", $"SOQL statements cannot be longer than {LongestStatement} characters.");
        SoqlParser parser = new(soql);
        // Recorded: of what does not even begin as a query, no place is told.
        if (parser.Current is { Kind: TokenKind.Name, Text: var first } && !first.Equals("SELECT", StringComparison.OrdinalIgnoreCase))
            throw new SalesforceError(400, "MALFORMED_QUERY", $"unexpected token: {first}");
        SoqlQuery query = parser.Query();
        if (parser.Current.Kind != TokenKind.End) throw parser.Unexpected();
        return query;
    }

    private SoqlQuery Query()
    {
        Enter();
        Expect("SELECT");
        List<SelectItem> items = AtMost(MostItems, "SELECT", List(Item));
        Expect("FROM");
        FieldPath from = Path();
        string? alias = Alias();
        Dictionary<string, FieldPath> parents = ParentAliases();
        ScopeClause? scope = Scope();
        Condition? where = Accept("WHERE") ? Conditions() : null;
        With();
        List<SoqlExpression> groupBy = GroupBy();
        Condition? having = Accept("HAVING") ? Conditions() : null;
        List<OrderItem> orderBy = Accept("ORDER") ? AtMost(MostOrderItems, "ORDER BY", OrderBy()) : [];
        int? limit = Accept("LIMIT") ? WholeNumber() : null;
        int offset = Accept("OFFSET") ? Offset() : 0;
        int? allRows = Endings();
        _depth--;
        return new SoqlQuery
        {
            Items = items,
            From = from,
            Alias = alias,
            ParentAliases = parents,
            Where = where,
            GroupBy = groupBy,
            Having = having,
            OrderBy = orderBy,
            Limit = limit,
            Offset = offset,
            Scope = scope,
            AllRows = allRows,
        };
    }

    private string? Alias()
    {
        if (Current.Kind != TokenKind.Name || s_clauses.Contains(Current.Text)) return null;
        return Take().Text;
    }

    private Dictionary<string, FieldPath> ParentAliases()
    {
        Dictionary<string, FieldPath> aliases = new(StringComparer.OrdinalIgnoreCase);
        while (Accept(","))
        {
            FieldPath path = Path();
            if (Alias() is not { } alias) throw Unexpected();
            aliases[alias] = path;
        }
        return aliases;
    }

    private ScopeClause? Scope()
    {
        if (!Accept("USING")) return null;
        Expect("SCOPE");
        Token name = ExpectName();
        return new ScopeClause(name.Position, name.Text);
    }

    /// <summary>WITH modes check permissions, which all users of the emulator have.</summary>
    private void With()
    {
        if (!Accept("WITH")) return;
        if (!Accept("SECURITY_ENFORCED") && !Accept("USER_MODE") && !Accept("SYSTEM_MODE"))
            throw SoqlErrors.NotSupported(_soql, Current.Position, $"WITH {Current.Text}");
    }

    private List<SoqlExpression> GroupBy()
    {
        if (!Accept("GROUP")) return [];
        Expect("BY");
        if ((Current.Is("ROLLUP") || Current.Is("CUBE")) && Peek(1).Is("("))
            throw SoqlErrors.NotSupported(_soql, Current.Position, "GROUP BY " + Current.Text);
        return AtMost(MostItems, "GROUP BY", List(Expression));
    }

    private List<T> AtMost<T>(int most, string clause, List<T> items) => items.Count <= most
        ? items
        : throw SoqlErrors.Malformed(_soql, Current.Position, $"{clause} takes at most {most} fields");

    private List<OrderItem> OrderBy()
    {
        Expect("BY");
        return List(() =>
        {
            SoqlExpression value = Expression();
            bool descending = Accept("DESC");
            if (!descending) Accept("ASC");
            bool last = false;
            if (Accept("NULLS"))
            {
                last = Accept("LAST");
                if (!last) Expect("FIRST");
            }
            return new OrderItem(value, descending, last);
        });
    }

    private int Offset()
    {
        Token token = Current;
        int offset = WholeNumber();
        if (offset <= LargestOffset) return offset;
        throw SoqlErrors.At(
            _soql, token.Position, "NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is 2000");
    }

    /// <summary>Clauses that ask for locks or usage statistics, and ALL ROWS, whose place it gives.</summary>
    private int? Endings()
    {
        int? allRows = null;
        while (true)
        {
            if (Accept("FOR"))
            {
                if (!Accept("VIEW") && !Accept("REFERENCE")) Expect("UPDATE");
            }
            else if (Accept("UPDATE"))
            {
                if (!Accept("TRACKING")) Expect("VIEWSTAT");
            }
            else if (Current.Is("ALL"))
            {
                allRows ??= Take().Position;
                Expect("ROWS");
            }
            else
            {
                return allRows;
            }
            // FOR VIEW, FOR REFERENCE and UPDATE TRACKING, VIEWSTAT may be lists.
            while (Accept(",")) ExpectName();
        }
    }
}
