namespace SalesforceCC.Emulator.Search;

/// <summary>A part of what is looked for.</summary>
internal abstract record SearchNode
{
    /// <summary>Does it hold for a row, given the words of each of its fields?</summary>
    public abstract bool Matches(IReadOnlyList<string[]> fields);

    /// <summary>Without its logical operators: any part will do.</summary>
    public virtual SearchNode WithoutOperators() => this;

    /// <summary>Words that stand side by side in one field; * and ? are wildcards.</summary>
    /// <param name="Words">The words, as patterns.</param>
    /// <param name="Length">How many characters were written, without wildcards.</param>
    internal sealed record Phrase(IReadOnlyList<string> Words, int Length) : SearchNode
    {
        public static Phrase Of(string text) => new(
            [.. SearchWords.Of(text).Select(w => w.TrimStart(SearchWords.Any, SearchWords.One))],
            text.Count(c => c is not (SearchWords.Any or SearchWords.One)));

        public override bool Matches(IReadOnlyList<string[]> fields) =>
            Words.Count > 0 && fields.Any(f => Enumerable.Range(0, Math.Max(0, f.Length - Words.Count + 1)).Any(at => IsAt(f, at)));

        private bool IsAt(string[] field, int at)
        {
            for (int i = 0; i < Words.Count; i++)
                if (!SearchWords.IsLike(field[at + i], Words[i])) return false;
            return true;
        }
    }

    internal sealed record Both(SearchNode Left, SearchNode Right) : SearchNode
    {
        public override bool Matches(IReadOnlyList<string[]> fields) => Left.Matches(fields) && Right.Matches(fields);

        public override SearchNode WithoutOperators() => new Either(Left.WithoutOperators(), Right.WithoutOperators());
    }

    internal sealed record Either(SearchNode Left, SearchNode Right) : SearchNode
    {
        public override bool Matches(IReadOnlyList<string[]> fields) => Left.Matches(fields) || Right.Matches(fields);

        public override SearchNode WithoutOperators() => new Either(Left.WithoutOperators(), Right.WithoutOperators());
    }

    internal sealed record Except(SearchNode Node) : SearchNode
    {
        public override bool Matches(IReadOnlyList<string[]> fields) => !Node.Matches(fields);

        public override SearchNode WithoutOperators() => Node.WithoutOperators();
    }
}
