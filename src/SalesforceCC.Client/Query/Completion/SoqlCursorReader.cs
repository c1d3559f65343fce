namespace SalesforceCC.Query;

/// <summary>Finds out what can stand at a place in SOQL text, by the tokens around it.</summary>
internal sealed class SoqlCursorReader
{
    private readonly string _soql;
    private readonly int _position;
    private readonly List<SoqlToken> _all;
    private readonly List<SoqlToken> _before = [];
    private readonly List<SoqlFrame> _frames = [new(-1)];
    private readonly SoqlToken? _word;

    public SoqlCursorReader(string soql, int position)
    {
        _soql = soql;
        _position = position;
        _all = SoqlTokenizer.Read(soql);
        int at = _all.FindIndex(t => t.Start < position && (position < t.End || t.IsOpen || (position == t.End && IsWord(t))));
        _word = at < 0 ? null : _all[at];
        _before.AddRange(_all.Where(t => t.Kind != SoqlTokenKind.Comment && t.End <= (_word?.Start ?? position)));
        _all.RemoveAll(static t => t.Kind == SoqlTokenKind.Comment);
    }

    private bool IsInText => _word is { Kind: SoqlTokenKind.Text };

    private int WordStart => _word?.Start ?? _position;

    public SoqlCursor? Read()
    {
        if (_word is { } word && !IsInText && !IsWord(word))
            return null;
        for (int i = 0; i < _before.Count; i++)
            Take(i);
        int inner = _frames.FindLastIndex(static f => f.Select is not null);
        if (inner < 0)
            return null;
        List<string>? path = PathBefore(_before.Count, out int last);
        if (path is null || last < 0)
            return null;
        SoqlFrame scope = _frames[inner];
        SoqlFrame? within = inner + 1 < _frames.Count ? _frames[_frames.Count - 1] : null;
        if (scope.Clause is "WHERE" or "HAVING" && ComparedField(last, within) is { } compared)
            return path.Count == 0 ? At(SoqlCursorKind.Value, compared, SoqlFieldUse.Filter) : null;
        if (IsInText)
            return null;
        return scope.Clause switch
        {
            "SELECT" when scope.TypeOf.Length > 0 => InTypeOf(scope, last, path),
            "SELECT" when IsFieldPlace(last, "SELECT") => At(SoqlCursorKind.Field, path, SoqlFieldUse.Select),
            "FROM" when _before[last].Is("FROM") && path.Count == 0 => At(SoqlCursorKind.Object, path, SoqlFieldUse.Select),
            "WHERE" or "HAVING" when IsFieldPlace(last, "WHERE", "HAVING", "AND", "OR", "NOT") =>
                At(SoqlCursorKind.Field, path, SoqlFieldUse.Filter),
            "ORDER" when IsFieldPlace(last, "BY") => At(SoqlCursorKind.Field, path, SoqlFieldUse.Sort),
            "GROUP" when IsFieldPlace(last, "BY") => At(SoqlCursorKind.Field, path, SoqlFieldUse.Group),
            _ => null,
        };
    }

    private static bool IsWord(SoqlToken token) => token.Kind is SoqlTokenKind.Name or SoqlTokenKind.Number or SoqlTokenKind.Other
        && SoqlTokenizer.IsName(token.Soql[token.Start]);

    /// <summary>Reads a token before the cursor into the frames.</summary>
    private void Take(int at)
    {
        SoqlToken token = _before[at];
        SoqlFrame frame = _frames[_frames.Count - 1];
        if (token.Is("("))
            _frames.Add(new SoqlFrame(at - 1));
        else if (token.Is(")") && _frames.Count > 1)
            _frames.RemoveAt(_frames.Count - 1);
        else if (token.Kind == SoqlTokenKind.Name && !IsAfter(at, ".") && !IsAfter(at, "FROM"))
            TakeName(at, token, frame);
    }

    private static void TakeName(int at, SoqlToken token, SoqlFrame frame)
    {
        string word = token.Text.ToUpperInvariant();
        if (frame.Select is null)
        {
            if (word == "SELECT")
                (frame.Select, frame.Clause) = (token, word);
            return;
        }

        if (frame.Clause == "SELECT" && word is "TYPEOF" or "WHEN" or "THEN" or "ELSE" or "END")
        {
            frame.TypeOf = word == "END" ? "" : word;
            return;
        }

        if (frame.TypeOf is "TYPEOF" or "WHEN")
            frame.TypeOfNames[frame.TypeOf == "TYPEOF" ? 0 : 1] = token.Text;
        if (word is "FROM" && frame.Source == 0)
            (frame.Source, frame.TypeOf) = (at + 1, "");
        if (word is "FROM" or "WHERE" or "HAVING" or "ORDER" or "GROUP" or "LIMIT" or "OFFSET" or "USING" or "WITH" or "FOR")
            frame.Clause = word;
    }

    private bool IsAfter(int at, string word) => at > 0 && _before[at - 1].Is(word);

    /// <summary>Whether a field begins behind a token: one of these words, a comma, or the parenthesis of a function or group.</summary>
    private bool IsFieldPlace(int last, params string[] words) =>
        _before[last].Is(",") || words.Any(_before[last].Is)
        || (_before[last].Is("(") && last > 0 && _before[last - 1].Kind == SoqlTokenKind.Name && !_before[last - 1].Is("FIELDS"))
        || (_before[last].Is("(") && IsAfter(last, "("));

    /// <summary>The names and points that end before a token; null where a point has no name. <paramref name="last"/> is what stands before.</summary>
    private List<string>? PathBefore(int end, out int last)
    {
        List<string> path = [];
        last = end - 1;
        while (last >= 0 && _before[last].Is("."))
        {
            if (last == 0 || _before[last - 1].Kind != SoqlTokenKind.Name)
                return null;
            path.Insert(0, _before[last - 1].Text);
            last -= 2;
        }

        return path;
    }

    /// <summary>The field that a value at the cursor is compared with; null where none can be there.</summary>
    private List<string>? ComparedField(int last, SoqlFrame? within)
    {
        int op = last;
        if (_before[last].Is("(") || _before[last].Is(","))
        {
            op = within?.Opener ?? -1;
            if (op < 0 || !(_before[op].Is("IN") || _before[op].Is("INCLUDES") || _before[op].Is("EXCLUDES")))
                return null;
            op -= _before[op].Is("IN") && IsAfter(op, "NOT") ? 1 : 0;
        }
        else if (!(_before[last].Kind == SoqlTokenKind.Symbol && _before[last].Text is "=" or "!=" or "<>"))
        {
            return null;
        }

        if (op < 1 || _before[op - 1].Kind != SoqlTokenKind.Name)
            return null;
        List<string>? path = PathBefore(op - 1, out _);
        path?.Add(_before[op - 1].Text);
        return path;
    }

    private SoqlCursor? InTypeOf(SoqlFrame scope, int last, List<string> path) => scope.TypeOf switch
    {
        "TYPEOF" when _before[last].Is("TYPEOF") && path.Count == 0 => At(SoqlCursorKind.TypeOf, path, SoqlFieldUse.Select),
        "WHEN" when _before[last].Is("WHEN") && path.Count == 0 => At(SoqlCursorKind.TypeOfObject, [scope.TypeOfNames[0]], SoqlFieldUse.Select),
        "THEN" when IsFieldPlace(last, "THEN") => At(SoqlCursorKind.TypeOfField, [scope.TypeOfNames[1], .. path], SoqlFieldUse.Select),
        _ => null,
    };

    private SoqlCursor At(SoqlCursorKind kind, IReadOnlyList<string> path, SoqlFieldUse use) =>
        new(kind, WordStart, WordEnd(), _soql.Substring(WordStart, _position - WordStart), path, use, Scopes());

    // A literal whose end is far may be one that has only just been begun, and ends at the next one's beginning.
    private int WordEnd()
    {
        if (_word is not { } word)
            return _position;
        return !IsInText || (!word.IsOpen && _soql.IndexOfAny([' ', '\t', '\r', '\n', ','], _position, word.End - _position) < 0) ? word.End : _position;
    }

    private List<SoqlScope> Scopes()
    {
        List<SoqlScope> scopes = [];
        bool isOfChildren = false;
        foreach (SoqlFrame frame in _frames.Where(static f => f.Select is not null))
        {
            scopes.Add(new SoqlScope(From(frame), isOfChildren));
            isOfChildren = frame.Clause == "SELECT";
        }

        return scopes;
    }

    // In a select list, FROM is still to come.
    private FromClause? From(SoqlFrame frame)
    {
        int depth = frame.Select!.Value.Depth;
        int select = _all.FindIndex(t => t.Start == frame.Select.Value.Start);
        for (int i = select + 1; i + 1 < _all.Count && _all[i].Depth >= depth; i++)
            if (_all[i].Depth == depth && _all[i].Is("FROM"))
                return _all[i + 1].Kind == SoqlTokenKind.Name ? FromClause.Read(_all, i + 1) : null;
        return null;
    }
}
