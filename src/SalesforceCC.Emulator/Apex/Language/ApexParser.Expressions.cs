using System.Globalization;
using SalesforceCC.Emulator.Apex.Running;

namespace SalesforceCC.Emulator.Apex.Language;

/// <content>Expressions, from the loosest operator to the tightest.</content>
internal sealed partial class ApexParser
{
    private static readonly string[][] s_binary = [["||"], ["&&"], ["==", "!=", "===", "!==", "<>"], ["<", "<=", ">", ">="], ["+", "-"], ["*", "/"]];

    private static readonly string[] s_unservedOperators = ["&", "|", "^", "~", ">>>", "<<=", ">>=", "??", "?.", "=>", "%"];

    private ApexExpression Expression()
    {
        using IDisposable level = Deeper();
        ApexToken start = Current;
        ApexExpression left = Ternary();
        ApexToken sign = Current;
        if (sign.Kind == ApexTokenKind.Symbol && s_unservedOperators.Contains(sign.Text) || sign.IsWord("instanceof"))
            throw ApexCompileError.NotServed($"The operator {sign.Text}", sign);
        if (!sign.Is("=") && !sign.Is("+=") && !sign.Is("-=") && !sign.Is("*=") && !sign.Is("/=")) return left;
        Take();
        ApexExpression right = Expression();
        if (left.Assign is not { } assign) throw new ApexCompileError("Expression cannot be assigned", start);
        ApexExpression value = Converted(sign.Is("=") ? right : ApexOperators.Binary(sign.Text[..1], left, right, sign), left.Type, start);
        return new ApexExpression(left.Type, run =>
        {
            object? result = value.Value(run);
            assign(run, result);
            return result;
        })
        { IsStatement = true };
    }

    private ApexExpression Ternary()
    {
        ApexExpression condition = Binary(0);
        ApexToken at = Current;
        if (!TryTake("?")) return condition;
        Func<ApexRun, object?> test = Boolean(condition);
        ApexExpression then = Expression();
        Expect(":");
        ApexExpression otherwise = Expression();
        ApexType type = then.Type.Takes(otherwise.Type) ? then.Type
            : otherwise.Type.Takes(then.Type) ? otherwise.Type
            : throw new ApexCompileError($"Incompatible types in ternary operator: {then.Type.Name}, {otherwise.Type.Name}", at);
        ApexExpression first = Converted(then, type, at);
        ApexExpression second = Converted(otherwise, type, at);
        return new ApexExpression(type, run => IsTrue(test(run)) ? first.Value(run) : second.Value(run));
    }

    private ApexExpression Binary(int level)
    {
        if (level == s_binary.Length) return Unary();
        ApexExpression left = Binary(level + 1);
        int length = 0;
        while (Current.Kind == ApexTokenKind.Symbol && s_binary[level].Contains(Current.Text))
        {
            ApexToken sign = Take();
            if (++length > MaxChain) throw ApexCompileError.NotServed($"A chain of more than {MaxChain} operators", sign);
            left = ApexOperators.Binary(sign.Text, left, Binary(level + 1), sign);
        }
        return left;
    }

    private ApexExpression Unary()
    {
        using IDisposable level = Deeper();
        ApexToken sign = Current;
        if (TryTake("!"))
        {
            Func<ApexRun, object?> value = Boolean(Unary());
            return new ApexExpression(ApexType.Boolean, run => !IsTrue(value(run)));
        }
        if (TryTake("-") || TryTake("+"))
        {
            ApexExpression value = Unary();
            return sign.Is("+") ? value : ApexOperators.Negative(value, sign);
        }
        if (TryTake("++") || TryTake("--")) return Counted(Unary(), sign, returnsOld: false);
        if (IsCast()) throw ApexCompileError.NotServed("A cast", sign);
        return Postfix();
    }

    // (Account)x, but not (x) + y: a name in parentheses with a value right behind it.
    private bool IsCast() => Current.Is("(") && Peek().Kind == ApexTokenKind.Word && Peek(2).Is(")")
        && (Peek(3).Kind is ApexTokenKind.Word or ApexTokenKind.String or ApexTokenKind.Number || Peek(3).Is("(")) && !Peek(3).IsWord("instanceof");

    private ApexExpression Postfix()
    {
        ApexExpression value = Primary();
        for (int length = 0; ; length++)
        {
            ApexToken at = Current;
            if (length > MaxChain) throw ApexCompileError.NotServed($"A chain of more than {MaxChain} members", at);
            if (TryTake(".")) value = Member(value, ExpectName());
            else if (TryTake("[")) value = Item(value, at);
            else if (TryTake("++") || TryTake("--")) value = Counted(value, at, returnsOld: true);
            else return value;
        }
    }

    private static ApexExpression Counted(ApexExpression value, ApexToken sign, bool returnsOld)
    {
        if (value.Assign is not { } assign || value.Type.Rank == 0)
            throw new ApexCompileError($"{sign.Text} operator can only be applied to numeric variables", sign);
        ApexExpression one = new(ApexType.Integer, static _ => 1);
        ApexExpression changed = ApexOperators.Binary(sign.Text[..1], value, one, sign);
        return new ApexExpression(value.Type, run =>
        {
            object? old = value.Value(run);
            object? now = changed.Value(run);
            assign(run, now);
            return returnsOld ? old : now;
        })
        { IsStatement = true };
    }

    private ApexExpression Primary()
    {
        ApexToken at = Take();
        switch (at.Kind)
        {
            case ApexTokenKind.String:
                return Constant(ApexType.String, at.Text);
            case ApexTokenKind.Number:
                return NumberLiteral(at);
            case ApexTokenKind.Word:
                return Word(at);
            default:
                if (at.Is("("))
                {
                    ApexExpression inner = Expression();
                    Expect(")");
                    return inner with { Assign = null, IsStatement = false };
                }
                if (at.Is("[")) return Query(at);
                if (at.Kind != ApexTokenKind.End) _at--;
                throw Unexpected();
        }
    }

    private ApexExpression Word(ApexToken word)
    {
        switch (word.Text.ToUpperInvariant())
        {
            case "TRUE" or "FALSE":
                return Constant(ApexType.Boolean, word.IsWord("true"));
            case "NULL":
                return Constant(ApexType.Null, null);
            case "NEW":
                return New(word);
        }
        if (_scopes.Find(word.Text) is { } variable)
        {
            int slot = variable.Slot;
            return new ApexExpression(variable.Type, run => run[slot]) { Assign = (run, value) => run[slot] = value };
        }
        if (Current.Is("(")) throw new ApexCompileError($"Method does not exist or incorrect signature: void {word.Text}({SkippedTypes()}) from the type anon", word);
        if (Current.Is(".") && IsStaticName(word)) return Static(word);
        throw s_notServed.Contains(word.Text) ? ApexCompileError.NotServed(word.Text, word) : new ApexCompileError($"Variable does not exist: {word.Text}", word);
    }

    private string SkippedTypes() => string.Join(", ", Arguments().Select(a => a.Type.Name));

    private static ApexExpression NumberLiteral(ApexToken at)
    {
        string text = at.Text;
        if (text[^1] is 'l' or 'L')
            return long.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                ? Constant(ApexType.Long, number)
                : throw new ApexCompileError("Illegal long", at);
        if (text[^1] is 'd' or 'D')
            return Constant(ApexType.Double, double.Parse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture));
        if (text.Contains('.', StringComparison.Ordinal))
            return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)
                ? Constant(ApexType.Decimal, value)
                : throw new ApexCompileError("Illegal decimal", at);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int whole)
            ? Constant(ApexType.Integer, whole)
            : throw new ApexCompileError("Illegal integer", at);
    }

    private static ApexExpression Constant(ApexType type, object? value) => new(type, _ => value);

    private static ApexExpression Converted(ApexExpression value, ApexType type, ApexToken at)
    {
        if (value.IsQuery && type.Row is not null && value.Type.Element == type) return ApexSoql.Single(value, type);
        if (!type.Takes(value.Type)) throw new ApexCompileError($"Illegal assignment from {value.Type.Name} to {type.Name}", at);
        return type.Rank == 0 || value.Type.Rank == type.Rank
            ? value with { Type = type }
            : new ApexExpression(type, run => ApexOperators.Number(value.Value(run), type));
    }
}
