namespace SalesforceCC.Trees;

/// <summary>Records and what they refer to, of which those are taken that refer to nothing any more.</summary>
internal sealed class TreeGraph
{
    private readonly TreeRecord[] _records;
    private readonly Dictionary<TreeRecord, int> _places = [];
    private readonly List<int>[] _referrers;
    private readonly int[] _open;
    private readonly bool[] _isTaken;
    private List<int> _ready = [];

    public TreeGraph(TreeRecord[] records)
    {
        _records = records;
        _referrers = [.. records.Select(static _ => new List<int>())];
        _open = new int[records.Length];
        _isTaken = new bool[records.Length];
        Left = records.Length;
        for (int i = 0; i < records.Length; i++)
            _places[records[i]] = i;
        for (int i = 0; i < records.Length; i++)
        {
            foreach (TreeLink link in Open(i))
            {
                _referrers[_places[link.Target]].Add(i);
                _open[i]++;
            }

            if (_open[i] == 0)
                _ready.Add(i);
        }
    }

    /// <summary>How many have not been taken.</summary>
    public int Left { get; private set; }

    /// <summary>Takes all that refer to none of those that are left, in their order.</summary>
    public List<TreeRecord> TakeReady()
    {
        List<int> taken = _ready;
        taken.Sort();
        _ready = [];
        Left -= taken.Count;
        foreach (int i in taken)
            _isTaken[i] = true;
        foreach (int referrer in taken.SelectMany(i => _referrers[i]))
            if (--_open[referrer] == 0 && !_isTaken[referrer])
                _ready.Add(referrer);
        return [.. taken.Select(i => _records[i])];
    }

    /// <summary>Links of a record to records that are left, and that do not wait.</summary>
    public IEnumerable<TreeLink> Open(int record) =>
        _records[record].Links.Where(l => !l.Waits && _places.TryGetValue(l.Target, out int target) && !_isTaken[target]);

    /// <summary>All open links of a record wait from now on.</summary>
    public void Refresh(int record)
    {
        foreach (TreeLink link in _records[record].Links.Where(static l => l.Waits))
            if (_places.TryGetValue(link.Target, out int target))
                _referrers[target].Remove(record);
        _open[record] = 0;
        _ready.Add(record);
    }

    /// <summary>Whether the records refer to no others that are left.</summary>
    public bool IsAlone(IReadOnlyList<int> records)
    {
        HashSet<int> own = [.. records];
        return records.All(i => Open(i).All(l => own.Contains(_places[l.Target])));
    }

    /// <summary>Groups of records that all refer to each other, over some steps, by links of a kind. (Tarjan's strongly connected components.)</summary>
    public IEnumerable<IReadOnlyList<int>> Rings(Func<TreeLink, bool> kind)
    {
        int[] numbers = new int[_records.Length];
        int[] lowest = new int[_records.Length];
        bool[] isOnStack = new bool[_records.Length];
        Stack<int> stack = [];
        Stack<(int Record, IEnumerator<TreeLink> Links)> path = [];
        int next = 0;
        for (int root = 0; root < _records.Length; root++)
        {
            if (_isTaken[root] || numbers[root] != 0)
                continue;
            Enter(root);
            while (path.Count > 0)
            {
                (int at, IEnumerator<TreeLink> links) = path.Peek();
                if (links.MoveNext())
                {
                    int target = _places[links.Current.Target];
                    if (numbers[target] == 0)
                        Enter(target);
                    else if (isOnStack[target])
                        lowest[at] = Math.Min(lowest[at], numbers[target]);
                    continue;
                }

                path.Pop();
                if (path.Count > 0)
                    lowest[path.Peek().Record] = Math.Min(lowest[path.Peek().Record], lowest[at]);
                if (lowest[at] != numbers[at])
                    continue;
                List<int> ring = [];
                do
                {
                    ring.Add(stack.Pop());
                    isOnStack[ring[ring.Count - 1]] = false;
                }
                while (ring[ring.Count - 1] != at);
                if (ring.Count > 1 || Open(at).Any(l => kind(l) && l.Target == _records[at]))
                    yield return ring;
            }
        }

        void Enter(int record)
        {
            numbers[record] = lowest[record] = ++next;
            stack.Push(record);
            isOnStack[record] = true;
            path.Push((record, Open(record).Where(kind).GetEnumerator()));
        }
    }

    /// <summary>One way round within a ring: <c>A.ParentId -> B.Owner__c -> A</c>.</summary>
    public string Path(IReadOnlyList<int> ring, Func<TreeLink, bool> kind)
    {
        HashSet<TreeRecord> own = [.. ring.Select(i => _records[i])];
        List<TreeLink> way = [];
        List<TreeRecord> seen = [_records[ring[0]]];
        while (true)
        {
            TreeLink link = seen[seen.Count - 1].Links.First(l => kind(l) && own.Contains(l.Target));
            way.Add(link);
            int from = seen.IndexOf(link.Target);
            if (from < 0)
            {
                seen.Add(link.Target);
                continue;
            }

            return string.Join(" -> ", seen.Skip(from).Zip(way.Skip(from), static (r, l) => $"{r.Reference}.{l.Field.Name}")) + $" -> {link.Target.Reference}";
        }
    }
}
