using SalesforceCC.Records;

namespace SalesforceCC.Query;

/// <summary>Reads what a statement or subquery selects.</summary>
internal sealed class SelectReader
{
    // Salesforce takes five levels of subqueries.
    private const int MostLevels = 10;

    private readonly List<SelectedColumn> _columns = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _aliases;
    private readonly bool _isGrouped;
    private readonly int _level;
    private int _unnamed;

    private SelectReader(Dictionary<string, IReadOnlyList<string>> aliases, bool isGrouped, int level)
    {
        _aliases = aliases;
        _isGrouped = isGrouped;
        _level = level;
    }

    /// <summary>The selection of a statement; null where it is none.</summary>
    public static Selection? Read(List<SoqlToken> tokens) => Read(tokens, 0);

    private static Selection? Read(List<SoqlToken> tokens, int level)
    {
        if (tokens.Count == 0 || !tokens[0].Is("SELECT") || level > MostLevels)
            return null;
        int depth = tokens[0].Depth;
        int from = tokens.FindIndex(t => t.Depth == depth && t.Is("FROM"));
        if (from < 2 || from + 1 >= tokens.Count || tokens[from + 1].Kind != SoqlTokenKind.Name)
            return null;

        List<List<SoqlToken>> items = SelectItems.Cut(tokens.GetRange(1, from - 1), depth);
        FromClause source = FromClause.Read(tokens, from + 1);
        bool isGrouped = tokens.Exists(t => t.Depth == depth && t.Is("GROUP") && t.Start > tokens[from].Start)
            || items.Exists(static i => i.Count > 1 && i[1].Is("(") && SoqlFunctions.IsAggregate(i[0].Text));
        SelectReader reader = new(source.Aliases, isGrouped, level);
        foreach (List<SoqlToken> item in items)
            reader.Add(item);
        return new Selection(source.Name, reader._columns);
    }

    private void Add(List<SoqlToken> item)
    {
        if (item.Count == 0)
            return;
        if (item[0].Is("("))
            AddChildren(item);
        else if (item[0].Is("TYPEOF"))
            AddTypeOf(item);
        else if (item[0].Kind == SoqlTokenKind.Name)
            AddField(item);
    }

    private void AddChildren(List<SoqlToken> item)
    {
        int close = item.FindLastIndex(t => t.Is(")") && t.Depth == item[0].Depth);
        if (close > 0 && Read(item.GetRange(1, close - 1), _level + 1) is { } children)
            _columns.Add(new SelectedColumn(children.ObjectName) { Children = children });
    }

    // TYPEOF What WHEN Account THEN Name, Phone WHEN Opportunity THEN Amount ELSE Name END
    private void AddTypeOf(List<SoqlToken> item)
    {
        string[] parent = SelectItems.PathAt(item, 1, out int at);
        bool isFields = false;
        while (parent.Length > 0 && at < item.Count)
        {
            if (item[at].Is("THEN") || item[at].Is("ELSE"))
                isFields = true;
            else if (item[at].Is("WHEN") || item[at].Is("END"))
                isFields = false;
            else if (isFields && item[at].Kind == SoqlTokenKind.Name)
            {
                string[] field = SelectItems.PathAt(item, at, out at);
                if (at < item.Count && item[at].Is("("))
                    return;
                _columns.Add(new SelectedColumn(parent[0]) { Path = [.. Resolve(parent), .. field] });
                continue;
            }

            at++;
        }
    }

    private void AddField(List<SoqlToken> item)
    {
        string[] path = SelectItems.PathAt(item, 0, out int end);
        if (end >= item.Count || !item[end].Is("("))
        {
            AddColumn(Resolve(path), end < item.Count ? item[end].Text : null, FieldType.Unknown, isFunction: false);
            return;
        }

        if (item[0].Is("FIELDS"))
        {
            _columns.Add(new SelectedColumn("") { IsOpen = true });
            return;
        }

        int open = end;
        int close = item.FindLastIndex(t => t.Is(")") && t.Depth == item[open].Depth);
        string? alias = close > 0 && close + 1 < item.Count ? item[close + 1].Text : null;
        FieldType type = SoqlFunctions.TypeOf(item, out string[] argument);
        AddColumn(Resolve(argument), alias, type, isFunction: true);
    }

    /// <param name="path">The field, or that of a function's argument; empty where there is none.</param>
    /// <param name="alias">The name the query gives it.</param>
    /// <param name="type">What a function makes of it.</param>
    /// <param name="isFunction">It is the value of a function.</param>
    private void AddColumn(IReadOnlyList<string> path, string? alias, FieldType type, bool isFunction)
    {
        IReadOnlyList<string>? field = type == FieldType.Unknown && path.Count > 0 ? path : null;
        string? name = alias;
        if (_isGrouped)
            name ??= isFunction ? FormattableString.Invariant($"expr{_unnamed++}") : path[path.Count - 1];
        if (name is not null)
            _columns.Add(new SelectedColumn(name) { Type = type, Field = field });
        else if (path.Count > 0)
            _columns.Add(new SelectedColumn(path[0]) { Path = path, Type = type });
    }

    /// <summary>The path from the row: without the object's own name or alias, and with the parents an alias stands for.</summary>
    private IReadOnlyList<string> Resolve(string[] path) =>
        path.Length > 1 && _aliases.TryGetValue(path[0], out IReadOnlyList<string>? parents)
            ? [.. parents, .. path.Skip(1)]
            : path;
}
