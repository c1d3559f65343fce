using SalesforceCC.Emulator.Apex.Running;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Apex.Language;

/// <content>Statements.</content>
internal sealed partial class ApexParser
{
    private Func<ApexRun, ApexFlow> Statement()
    {
        using IDisposable level = Deeper();
        ApexToken first = Current;
        if (first.Kind == ApexTokenKind.Word && s_notServed.Contains(first.Text)) throw ApexCompileError.NotServed(first.Text, first);
        Func<ApexRun, ApexFlow> statement =
            first.Is("{") ? Block()
            : first.Is(";") ? Empty()
            : first.Is("@") ? throw ApexCompileError.NotServed("Annotations", first)
            : first.IsWord("if") ? If()
            : first.IsWord("while") ? While()
            : first.IsWord("for") ? For()
            : first.IsWord("throw") ? Throw()
            : first.IsWord("return") ? Leave(ApexFlow.Return)
            : first.IsWord("break") || first.IsWord("continue") ? LeaveLoop()
            : first.IsWord("insert") ? Change(RowOperation.Insert)
            : first.IsWord("update") ? Change(RowOperation.Update)
            : first.IsWord("delete") ? Change(RowOperation.Delete)
            : IsDeclaration() ? Declaration()
            : ExpressionStatement();
        return run =>
        {
            run.Step();
            run.Line = first.Line;
            return statement(run);
        };
    }

    private Func<ApexRun, ApexFlow> Empty()
    {
        Take();
        return static _ => ApexFlow.Next;
    }

    private Func<ApexRun, ApexFlow> Block()
    {
        Expect("{");
        _scopes.Open();
        List<Func<ApexRun, ApexFlow>> statements = [];
        while (!Current.Is("}"))
        {
            if (Current.Kind == ApexTokenKind.End) throw new ApexCompileError("Missing '}' at '<EOF>'", Current);
            statements.Add(Statement());
        }
        Take();
        _scopes.Close();
        return Sequence(statements);
    }

    private Func<ApexRun, ApexFlow> If()
    {
        Take();
        Func<ApexRun, object?> condition = Condition();
        Func<ApexRun, ApexFlow> then = Scoped();
        if (!Current.IsWord("else")) return run => IsTrue(condition(run)) ? then(run) : ApexFlow.Next;
        Take();
        Func<ApexRun, ApexFlow> otherwise = Scoped();
        return run => IsTrue(condition(run)) ? then(run) : otherwise(run);
    }

    private Func<ApexRun, ApexFlow> While()
    {
        Take();
        Func<ApexRun, object?> condition = Condition();
        Func<ApexRun, ApexFlow> body = LoopBody();
        return run =>
        {
            while (IsTrue(condition(run)))
                if (Leaves(body(run), out ApexFlow flow)) return flow;
            return ApexFlow.Next;
        };
    }

    private Func<ApexRun, ApexFlow> For()
    {
        Take();
        Expect("(");
        _scopes.Open();
        Func<ApexRun, ApexFlow> loop = IsDeclaration() && IsEach() ? ForEach() : ForCount();
        _scopes.Close();
        return loop;
    }

    private Func<ApexRun, ApexFlow> ForEach()
    {
        ApexType type = TypeName();
        int slot = _scopes.Add(ExpectName(), type);
        ApexToken colon = Expect(":");
        ApexExpression list = Expression();
        Expect(")");
        if (list.Type.Element is not { } element || !type.Takes(element))
            throw new ApexCompileError($"Loop variable must be of type {list.Type.Element?.Name ?? "List"}", colon);
        Func<ApexRun, ApexFlow> body = LoopBody();
        return run =>
        {
            foreach (object? value in ((List<object?>?)list.Value(run) ?? throw ApexException.NullPointer()).ToArray())
            {
                run[slot] = value;
                if (Leaves(body(run), out ApexFlow flow)) return flow;
            }
            return ApexFlow.Next;
        };
    }

    private Func<ApexRun, ApexFlow> ForCount()
    {
        Func<ApexRun, ApexFlow> start = Current.Is(";") ? Empty() : IsDeclaration() ? Declaration() : ExpressionStatement();
        Func<ApexRun, object?> condition = Current.Is(";") ? static _ => true : Boolean(Expression());
        Expect(";");
        ApexToken at = Current;
        Func<ApexRun, object?> next = Current.Is(")") ? static _ => null : Standing(Expression(), at);
        Expect(")");
        Func<ApexRun, ApexFlow> body = LoopBody();
        return run =>
        {
            for (start(run); IsTrue(condition(run)); next(run))
                if (Leaves(body(run), out ApexFlow flow)) return flow;
            return ApexFlow.Next;
        };
    }

    private Func<ApexRun, ApexFlow> Throw()
    {
        ApexToken at = Take();
        ApexExpression thrown = Expression();
        Expect(";");
        if (!thrown.Type.IsException) throw new ApexCompileError($"Throw expression must be of type exception: {thrown.Type.Name}", at);
        return run => throw (ApexException)thrown.Value(run)!;
    }

    private Func<ApexRun, ApexFlow> Leave(ApexFlow flow)
    {
        Take();
        Expect(";");
        return _ => flow;
    }

    private Func<ApexRun, ApexFlow> LeaveLoop() => _loops == 0
        ? throw new ApexCompileError($"'{Current.Text}' statement must be in a loop", Current)
        : Leave(Current.IsWord("break") ? ApexFlow.Break : ApexFlow.Continue);

    private Func<ApexRun, ApexFlow> Change(RowOperation operation)
    {
        ApexToken at = Take();
        ApexExpression rows = Expression();
        Expect(";");
        if ((rows.Type.Element ?? rows.Type).Row is null)
            throw new ApexCompileError($"DML requires SObject or SObject list type: {rows.Type.Name}", at);
        return run =>
        {
            run.Database.Change(operation, rows.Value(run), at.Line);
            return ApexFlow.Next;
        };
    }

    private Func<ApexRun, ApexFlow> Declaration()
    {
        ApexType type = TypeName();
        List<Func<ApexRun, ApexFlow>> all = [];
        do
        {
            ApexToken name = ExpectName();
            ApexExpression? value = TryTake("=") ? Converted(Expression(), type, name) : null;
            int slot = _scopes.Add(name, type);
            all.Add(run =>
            {
                run[slot] = value?.Value(run);
                return ApexFlow.Next;
            });
        }
        while (TryTake(","));
        Expect(";");
        return Sequence(all);
    }

    private Func<ApexRun, ApexFlow> ExpressionStatement()
    {
        ApexToken at = Current;
        Func<ApexRun, object?> value = Standing(Expression(), at);
        Expect(";");
        return run =>
        {
            value(run);
            return ApexFlow.Next;
        };
    }

    private static Func<ApexRun, object?> Standing(ApexExpression expression, ApexToken at) => expression.IsStatement
        ? expression.Value
        : throw new ApexCompileError("Expression cannot be a statement.", at);

    private Func<ApexRun, object?> Condition()
    {
        Expect("(");
        Func<ApexRun, object?> condition = Boolean(Expression());
        Expect(")");
        return condition;
    }

    private Func<ApexRun, object?> Boolean(ApexExpression expression) => expression.Type == ApexType.Boolean
        ? expression.Value
        : throw new ApexCompileError($"Condition expression must be of type Boolean: {expression.Type.Name}", Current);

    private Func<ApexRun, ApexFlow> LoopBody()
    {
        _loops++;
        Func<ApexRun, ApexFlow> body = Scoped();
        _loops--;
        return run =>
        {
            run.Step();
            return body(run);
        };
    }

    private Func<ApexRun, ApexFlow> Scoped()
    {
        _scopes.Open();
        Func<ApexRun, ApexFlow> statement = Statement();
        _scopes.Close();
        return statement;
    }

    private static bool IsTrue(object? value) => (bool?)value ?? throw ApexException.NullPointer();

    private static bool Leaves(ApexFlow body, out ApexFlow flow)
    {
        flow = body == ApexFlow.Return ? body : ApexFlow.Next;
        return body is ApexFlow.Return or ApexFlow.Break;
    }

    // Type name: a word, or a word with types in angles, or a list with []; then the variable's name.
    private bool IsDeclaration() => Behind() is { } ahead && Peek(ahead).Kind == ApexTokenKind.Word && !Peek(ahead).IsWord("instanceof");

    private bool IsEach() => Peek(Behind()!.Value + 1).Is(":");

    private int? Behind()
    {
        if (Current.Kind != ApexTokenKind.Word || Current.IsWord("new")) return null;
        int ahead = 1;
        while (Peek(ahead).Is(".") && Peek(ahead + 1).Kind == ApexTokenKind.Word) ahead += 2;
        if (Peek(ahead).Is("<"))
        {
            int open = 0;
            do
            {
                ApexToken token = Peek(ahead++);
                if (token.Is("<")) open++;
                else if (token.Is(">")) open--;
                else if (token.Kind != ApexTokenKind.Word && !token.Is(",") && !token.Is(".")) return null;
            }
            while (open > 0);
        }
        if (Peek(ahead).Is("[") && Peek(ahead + 1).Is("]")) ahead += 2;
        return ahead;
    }

    private ApexType TypeName()
    {
        ApexToken name = ExpectName();
        ApexType type;
        if (name.IsWord("List") && TryTake("<"))
        {
            type = ApexType.ListOf(TypeName());
            Expect(">");
        }
        else if (Current.Is("<") || Current.Is("."))
        {
            throw ApexCompileError.NotServed($"The type {name.Text}", name);
        }
        else
        {
            type = ApexType.Simple(name.Text)
                ?? (_store.FindType(name.Text, _userId) is { ToolingOnly: false } row ? ApexType.Of(row)
                    : name.Text.ToUpperInvariant() is "SOBJECT" or "SET" or "MAP" or "BLOB" or "TIME" or "LIST"
                        ? throw ApexCompileError.NotServed($"The type {name.Text}", name)
                        : throw new ApexCompileError($"Invalid type: {name.Text}", name));
        }
        if (!Current.Is("[") || !Peek().Is("]")) return type;
        _at += 2;
        return ApexType.ListOf(type);
    }
}
