using SalesforceCC.Emulator.Apex.Running;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Apex.Language;

/// <summary>
/// Compiles an anonymous block: names and types are checked while it is read, and what comes out runs. Whatever of Apex
/// stands not here is refused, as not served, before anything has run.
/// </summary>
internal sealed partial class ApexParser
{
    // Deeper ones would be a matter of the stack.
    private const int MaxDepth = 150;
    private const int MaxChain = 500;

    private static readonly HashSet<string> s_notServed = new(StringComparer.OrdinalIgnoreCase)
    {
        "abstract", "class", "do", "enum", "final", "finally", "global", "interface", "merge", "override", "private", "protected", "public",
        "static", "switch", "transient", "try", "undelete", "upsert", "virtual", "void", "webservice", "with", "without",
    };

    private readonly string _source;
    private readonly IReadOnlyList<ApexToken> _tokens;
    private readonly OrgStore _store;
    private readonly string _userId;
    private readonly ApexScopes _scopes = new();
    private int _at;
    private int _depth;
    private int _loops;

    private ApexParser(string source, OrgStore store, string userId)
    {
        _source = source;
        _tokens = ApexLexer.Read(source);
        _store = store;
        _userId = userId;
    }

    private ApexToken Current => _tokens[_at];

    /// <exception cref="ApexCompileError">What is wrong with the source.</exception>
    public static Func<ApexRun, ApexFlow> Compile(string source, OrgStore store, string userId)
    {
        ApexParser parser = new(source, store, userId);
        List<Func<ApexRun, ApexFlow>> statements = [];
        while (parser.Current.Kind != ApexTokenKind.End) statements.Add(parser.Statement());
        return Sequence(statements);
    }

    private static Func<ApexRun, ApexFlow> Sequence(List<Func<ApexRun, ApexFlow>> statements) => run =>
    {
        foreach (Func<ApexRun, ApexFlow> statement in statements)
            if (statement(run) is var flow and not ApexFlow.Next) return flow;
        return ApexFlow.Next;
    };

    private ApexToken Take() => _tokens[Current.Kind == ApexTokenKind.End ? _at : _at++];

    private ApexToken Peek(int ahead = 1) => _tokens[Math.Min(_at + ahead, _tokens.Count - 1)];

    private bool TryTake(string symbol)
    {
        if (!Current.Is(symbol)) return false;
        _at++;
        return true;
    }

    private ApexToken Expect(string symbol)
    {
        if (Current.Is(symbol)) return Take();
        throw symbol is ";" or ")" or "]" or "}"
            ? new ApexCompileError($"Missing '{symbol}' at '{Current.Text}'", Current)
            : Unexpected();
    }

    private ApexToken ExpectName()
    {
        if (Current.Kind != ApexTokenKind.Word) throw Unexpected();
        return Take();
    }

    private ApexCompileError Unexpected() => new($"Unexpected token '{Current.Text}'.", Current);

    private IDisposable Deeper() => ++_depth > MaxDepth
        ? throw ApexCompileError.NotServed($"More than {MaxDepth} levels", Current)
        : new Level(this);

    private sealed class Level(ApexParser parser) : IDisposable
    {
        public void Dispose() => parser._depth--;
    }
}
