using System.Globalization;
using SalesforceCC.Emulator.Apex.Running;

namespace SalesforceCC.Emulator.Apex.Language;

/// <summary>What operators do, by the types on both sides.</summary>
internal static class ApexOperators
{
    public static ApexExpression Binary(string sign, ApexExpression left, ApexExpression right, ApexToken at) => sign switch
    {
        "&&" or "||" => Logical(sign, left, right, at),
        "==" or "!=" or "<>" or "===" or "!==" => Equality(sign, left, right, at),
        "<" or "<=" or ">" or ">=" => Order(sign, left, right, at),
        "+" when left.Type == ApexType.String || right.Type == ApexType.String => Join(left, right, at),
        _ => Arithmetic(sign, left, right, at),
    };

    public static ApexExpression Negative(ApexExpression value, ApexToken at) =>
        Arithmetic("-", new ApexExpression(ApexType.Integer, static _ => 0), value, at);

    /// <summary>A number as one of another type.</summary>
    public static object? Number(object? value, ApexType type) => value is null ? null
        : type == ApexType.Integer ? Convert.ToInt32(value, CultureInfo.InvariantCulture)
        : type == ApexType.Long ? Convert.ToInt64(value, CultureInfo.InvariantCulture)
        : type == ApexType.Double ? Convert.ToDouble(value, CultureInfo.InvariantCulture)
        : Convert.ToDecimal(value, CultureInfo.InvariantCulture);

    /// <summary>Equal as <c>==</c> says: texts without regard to case.</summary>
    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase),
        (List<object?> a, List<object?> b) => a.Count == b.Count && a.Zip(b).All(p => AreEqual(p.First, p.Second)),
        (ApexRow a, ApexRow b) => a.ToString() == b.ToString(),
        (IConvertible, IConvertible) when IsNumber(left) && IsNumber(right) =>
            Convert.ToDecimal(left, CultureInfo.InvariantCulture) == Convert.ToDecimal(right, CultureInfo.InvariantCulture),
        _ => left.Equals(right),
    };

    private static bool IsNumber(object value) => value is int or long or double or decimal;

    private static ApexExpression Logical(string sign, ApexExpression left, ApexExpression right, ApexToken at)
    {
        if (left.Type != ApexType.Boolean || right.Type != ApexType.Boolean)
            throw new ApexCompileError($"{(sign == "&&" ? "AND" : "OR")} operator can only be applied to Boolean expressions", at);
        bool stops = sign == "||";
        return new ApexExpression(ApexType.Boolean, run => True(left.Value(run)) == stops ? stops : True(right.Value(run)));
    }

    private static ApexExpression Equality(string sign, ApexExpression left, ApexExpression right, ApexToken at)
    {
        if (!left.Type.Takes(right.Type) && !right.Type.Takes(left.Type))
            throw new ApexCompileError($"Comparison arguments must be compatible types: {left.Type.Name}, {right.Type.Name}", at);
        bool wanted = sign[0] == '=';
        bool same = sign.Length == 3;
        return new ApexExpression(ApexType.Boolean, run =>
        {
            object? a = left.Value(run);
            object? b = right.Value(run);
            return (same && a is ApexRow or List<object?> ? ReferenceEquals(a, b) : AreEqual(a, b)) == wanted;
        });
    }

    private static ApexExpression Order(string sign, ApexExpression left, ApexExpression right, ApexToken at)
    {
        bool numbers = left.Type.Rank > 0 && right.Type.Rank > 0;
        if (!numbers && (left.Type != right.Type || (left.Type != ApexType.String && left.Type != ApexType.Date && left.Type != ApexType.Datetime)))
            throw new ApexCompileError($"Comparison arguments must be compatible types: {left.Type.Name}, {right.Type.Name}", at);
        return new ApexExpression(ApexType.Boolean, run =>
        {
            object a = left.Value(run) ?? throw ApexException.NullPointer();
            object b = right.Value(run) ?? throw ApexException.NullPointer();
            int order = numbers
                ? Convert.ToDecimal(a, CultureInfo.InvariantCulture).CompareTo(Convert.ToDecimal(b, CultureInfo.InvariantCulture))
                : a is string text ? string.Compare(text, (string)b, StringComparison.OrdinalIgnoreCase)
                : ((IComparable)a).CompareTo(b);
            return sign switch { "<" => order < 0, "<=" => order <= 0, ">" => order > 0, _ => order >= 0 };
        });
    }

    private static ApexExpression Join(ApexExpression left, ApexExpression right, ApexToken at)
    {
        if (left.Type == ApexType.Void || right.Type == ApexType.Void) throw Arguments("+", left, right, at);
        return new ApexExpression(ApexType.String, run => ApexRun.Join(ApexText.Of(left.Value(run)), ApexText.Of(right.Value(run))));
    }

    private static ApexExpression Arithmetic(string sign, ApexExpression left, ApexExpression right, ApexToken at)
    {
        if (left.Type.Rank == 0 || right.Type.Rank == 0) throw Arguments(sign, left, right, at);
        ApexType type = left.Type.Rank >= right.Type.Rank ? left.Type : right.Type;
        return new ApexExpression(type, run =>
        {
            object a = left.Value(run) ?? throw ApexException.NullPointer();
            object b = right.Value(run) ?? throw ApexException.NullPointer();
            run.Line = at.Line;
            return Calculate(sign, Number(a, type)!, Number(b, type)!);
        });
    }

    private static object Calculate(string sign, object left, object right)
    {
        try
        {
            return (left, right) switch
            {
                (int a, int b) => sign switch { "+" => unchecked(a + b), "-" => unchecked(a - b), "*" => unchecked(a * b), _ => b == -1 ? unchecked(-a) : a / b },
                (long a, long b) => sign switch { "+" => unchecked(a + b), "-" => unchecked(a - b), "*" => unchecked(a * b), _ => b == -1 ? unchecked(-a) : a / b },
                (double a, double b) => sign switch { "+" => a + b, "-" => a - b, "*" => a * b, _ => b == 0 ? throw new DivideByZeroException() : a / b },
                ((decimal a), (decimal b)) => sign switch { "+" => a + b, "-" => a - b, "*" => a * b, _ => a / b },
                _ => throw new InvalidOperationException("Numbers of two types."),
            };
        }
        catch (DivideByZeroException)
        {
            throw new ApexException("System.MathException", "Divide by 0");
        }
        catch (OverflowException)
        {
            throw new ApexException("System.MathException", "Decimal overflow");
        }
    }

    private static ApexCompileError Arguments(string sign, ApexExpression left, ApexExpression right, ApexToken at) =>
        new($"Arithmetic expressions must use numeric arguments: {left.Type.Name} {sign} {right.Type.Name}", at);

    private static bool True(object? value) => (bool?)value ?? throw ApexException.NullPointer();
}
