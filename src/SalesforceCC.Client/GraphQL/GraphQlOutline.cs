namespace SalesforceCC.GraphQL;

/// <summary>
/// What a document selects: under which names, of which objects, and which arguments are variables. Whether all of it is
/// right, Salesforce says.
/// </summary>
internal sealed class GraphQlOutline
{
    private const int MaxDepth = 100;

    private readonly GraphQlTokens _tokens;
    private readonly Dictionary<string, List<Selection>> _fragments = new(StringComparer.Ordinal);
    private readonly List<(string Kind, string? Name, List<Selection> Selections)> _operations = [];

    private GraphQlOutline(string text)
    {
        _tokens = new GraphQlTokens(text);
        while (_tokens.Peek is not null)
            ReadDefinition();
    }

    /// <summary>The operation changes something.</summary>
    public bool IsMutation { get; private set; }

    /// <summary>What it selects at the root.</summary>
    public IReadOnlyList<GraphQlField> Fields { get; private set; } = [];

    /// <summary>The outline of an operation; null: the text has none that can be read.</summary>
    /// <param name="text">The document.</param>
    /// <param name="operationName">The operation, where there are several; null: the only one.</param>
    public static GraphQlOutline? Of(string text, string? operationName)
    {
        try
        {
            GraphQlOutline outline = new(text);
            List<(string Kind, string? Name, List<Selection> Selections)> operations = outline._operations.FindAll(o => operationName is null || o.Name == operationName);
            if (operations.Count != 1)
                return null;
            outline.IsMutation = operations[0].Kind == "mutation";
            outline.Fields = outline.Expand(operations[0].Selections, 0);
            return outline;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private void ReadDefinition()
    {
        string first = _tokens.Take();
        if (first == "{")
        {
            _operations.Add(("query", null, ReadSelections(0)));
            return;
        }

        if (first == "fragment")
        {
            string name = _tokens.TakeName();
            _tokens.Expect("on");
            _tokens.TakeName();
            SkipDirectives();
            _tokens.Expect("{");
            _fragments[name] = ReadSelections(0);
            return;
        }

        if (first is not ("query" or "mutation" or "subscription"))
            throw new FormatException();
        string? operation = _tokens.Peek is "(" or "{" or "@" ? null : _tokens.TakeName();
        if (_tokens.TryTake("("))
            SkipUntil(")");
        SkipDirectives();
        _tokens.Expect("{");
        _operations.Add((first, operation, ReadSelections(0)));
    }

    private List<Selection> ReadSelections(int depth)
    {
        if (depth > MaxDepth)
            throw new FormatException();
        List<Selection> selections = [];
        while (!_tokens.TryTake("}"))
            selections.Add(_tokens.TryTake("...") ? ReadFragment(depth) : ReadField(depth));
        return selections;
    }

    private Selection ReadFragment(int depth)
    {
        bool isInline = _tokens.Peek is "{" or "@" or "on";
        string? name = isInline ? null : _tokens.TakeName();
        if (isInline && _tokens.TryTake("on"))
            _tokens.TakeName();
        SkipDirectives();
        if (!isInline)
            return new Selection(name, null, [], []);
        _tokens.Expect("{");
        return new Selection(null, null, [], ReadSelections(depth + 1));
    }

    private Selection ReadField(int depth)
    {
        string key = _tokens.TakeName();
        string name = _tokens.TryTake(":") ? _tokens.TakeName() : key;
        Dictionary<string, string?> arguments = new(StringComparer.Ordinal);
        if (_tokens.TryTake("("))
        {
            while (!_tokens.TryTake(")"))
            {
                string argument = _tokens.TakeName();
                _tokens.Expect(":");
                string word = _tokens.Peek ?? throw new FormatException();
                arguments[argument] = word[0] == '$' ? word.Substring(1) : null;
                SkipValue();
            }
        }

        SkipDirectives();
        return new Selection(key, name, arguments, _tokens.TryTake("{") ? ReadSelections(depth + 1) : []);
    }

    private void SkipDirectives()
    {
        while (_tokens.TryTake("@"))
        {
            _tokens.TakeName();
            if (_tokens.TryTake("("))
                SkipUntil(")");
        }
    }

    private void SkipValue()
    {
        string first = _tokens.Take();
        if (first == "[")
            SkipUntil("]");
        else if (first == "{")
            SkipUntil("}");
        else if (first is ")" or "]" or "}" or "(" or ":")
            throw new FormatException();
    }

    private void SkipUntil(string end)
    {
        for (string word = _tokens.Take(); word != end; word = _tokens.Take())
        {
            if (word == "(")
                SkipUntil(")");
            else if (word == "[")
                SkipUntil("]");
            else if (word == "{")
                SkipUntil("}");
        }
    }

    private List<GraphQlField> Expand(List<Selection> selections, int depth)
    {
        if (depth > MaxDepth)
            throw new FormatException();
        List<GraphQlField> fields = [];
        foreach (Selection selection in selections)
        {
            if (selection.Name is not null)
                Add(fields, new GraphQlField(selection.Key!, selection.Name, selection.Arguments, Expand(selection.Selections, depth + 1)));
            else
                foreach (GraphQlField field in Expand(selection.Key is null ? selection.Selections : Fragment(selection.Key), depth + 1))
                    Add(fields, field);
        }

        return fields;
    }

    private List<Selection> Fragment(string name) => _fragments.TryGetValue(name, out List<Selection>? fragment) ? fragment : throw new FormatException();

    // What is selected twice is answered once, with all that was selected of it.
    private static void Add(List<GraphQlField> fields, GraphQlField field)
    {
        int known = fields.FindIndex(f => f.Key == field.Key);
        if (known < 0)
        {
            fields.Add(field);
            return;
        }

        List<GraphQlField> all = [.. fields[known].Fields];
        foreach (GraphQlField inner in field.Fields)
            Add(all, inner);
        fields[known] = fields[known] with { Fields = all };
    }

    /// <summary>A field; without a name of the schema, a fragment by its name, or an inline one.</summary>
    private sealed record Selection(string? Key, string? Name, Dictionary<string, string?> Arguments, List<Selection> Selections);
}
