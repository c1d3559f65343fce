namespace SalesforceCC.Bulk;

/// <summary>
/// The results of one job, in little memory: its kind, and where its texts stand. They are found by the keys of their rows,
/// and each is taken once, as often as a row stands in the input.
/// </summary>
/// <param name="capacity">As many are expected.</param>
internal sealed class OutcomeTable(int capacity)
{
    private readonly Dictionary<RowKey, int> _first = new(capacity);
    private readonly List<Outcome> _outcomes = new(capacity);
    private readonly TextHeap _texts = new();

    /// <summary>How many there are.</summary>
    public int Count => _outcomes.Count;

    /// <summary>How many have not been taken.</summary>
    public int Left { get; private set; }

    /// <summary>Forgets all, and keeps the memory.</summary>
    public void Clear()
    {
        _first.Clear();
        _outcomes.Clear();
        _texts.Clear();
        Left = 0;
    }

    /// <summary>Adds a result.</summary>
    /// <param name="kind">What became of the row.</param>
    /// <param name="id">The record's id, or nothing.</param>
    /// <param name="text">Whether it was created, or the error.</param>
    public void Add(ResultKind kind, string id, string text)
    {
        _outcomes.Add(new Outcome { Kind = kind, Id = _texts.Add(id), Text = _texts.Add(text), Next = -1 });
        Left++;
    }

    public ResultKind KindOf(int outcome) => outcome < 0 ? ResultKind.Unknown : _outcomes[outcome].Kind;

    public string IdOf(int outcome) => _texts[_outcomes[outcome].Id];

    public string TextOf(int outcome) => _texts[_outcomes[outcome].Text];

    public bool IsTaken(int outcome) => _outcomes[outcome].IsTaken;

    /// <summary>Forgets all keys, to look in another way for what is left.</summary>
    public void ClearKeys() => _first.Clear();

    /// <summary>Gives a result its key. Of several with one key, the first is taken first.</summary>
    public void SetKey(int outcome, RowKey key)
    {
        Outcome changed = _outcomes[outcome];
        changed.Next = -1;
        _outcomes[outcome] = changed;
        if (!_first.TryGetValue(key, out int first))
        {
            _first.Add(key, outcome);
            return;
        }

        // At the end of those that have it. The last is remembered at the first.
        Outcome head = _outcomes[first];
        int last = head.Next < 0 ? first : head.Last;
        Outcome tail = _outcomes[last];
        tail.Next = outcome;
        _outcomes[last] = tail;
        head = _outcomes[first];
        head.Last = outcome;
        _outcomes[first] = head;
    }

    /// <summary>Takes a result of the key; -1: there is none left.</summary>
    public int Take(RowKey key)
    {
        if (!_first.TryGetValue(key, out int first))
            return -1;
        Outcome taken = _outcomes[first];
        if (taken.Next < 0)
        {
            _first.Remove(key);
        }
        else
        {
            Outcome next = _outcomes[taken.Next];
            next.Last = taken.Last;
            _outcomes[taken.Next] = next;
            _first[key] = taken.Next;
        }

        taken.IsTaken = true;
        _outcomes[first] = taken;
        Left--;
        return first;
    }

    private struct Outcome
    {
        public ResultKind Kind;
        public bool IsTaken;
        public int Id;
        public int Text;
        public int Next;
        public int Last;
    }
}
