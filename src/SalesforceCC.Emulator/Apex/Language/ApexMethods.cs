using SalesforceCC.Emulator.Apex.Running;

namespace SalesforceCC.Emulator.Apex.Language;

/// <summary>Methods of texts and lists.</summary>
internal static class ApexMethods
{
    // A text of that length is longer than any heap.
    private const int MaxText = 6_000_000;

    /// <summary>The method with these arguments; null where there is none, or it is not served.</summary>
    public static (ApexType Type, Func<object, object?[], object?> Run)? Find(ApexType owner, string name, List<ApexExpression> arguments)
    {
        string key = $"{name.ToUpperInvariant()}/{string.Join(",", arguments.Select(static a => a.Type.Name))}";
        if (owner.Element is { } element) return OfList(element, name.ToUpperInvariant(), arguments);
        if (owner != ApexType.String && owner != ApexType.Id) return null;
        return key switch
        {
            "LENGTH/" => (ApexType.Integer, static (t, _) => ((string)t).Length),
            "TOUPPERCASE/" => (ApexType.String, static (t, _) => ((string)t).ToUpperInvariant()),
            "TOLOWERCASE/" => (ApexType.String, static (t, _) => ((string)t).ToLowerInvariant()),
            "TRIM/" => (ApexType.String, static (t, _) => ((string)t).Trim()),
            "CONTAINS/String" => (ApexType.Boolean, static (t, a) => ((string)t).Contains(Text(a[0]), StringComparison.Ordinal)),
            "STARTSWITH/String" => (ApexType.Boolean, static (t, a) => ((string)t).StartsWith(Text(a[0]), StringComparison.Ordinal)),
            "ENDSWITH/String" => (ApexType.Boolean, static (t, a) => ((string)t).EndsWith(Text(a[0]), StringComparison.Ordinal)),
            "REPEAT/Integer" => (ApexType.String, static (t, a) => Repeated((string)t, Number(a[0]))),
            "SUBSTRING/Integer" => (ApexType.String, static (t, a) => Part((string)t, Number(a[0]), ((string)t).Length)),
            "SUBSTRING/Integer,Integer" => (ApexType.String, static (t, a) => Part((string)t, Number(a[0]), Number(a[1]))),
            _ => null,
        };
    }

    /// <exception cref="ApexException">There is no such item.</exception>
    public static int Checked(List<object?> list, int index) => index >= 0 && index < list.Count
        ? index
        : throw new ApexException("System.ListException", $"List index out of bounds: {index}");

    private static (ApexType Type, Func<object, object?[], object?> Run)? OfList(ApexType element, string name, List<ApexExpression> arguments) =>
        (name, arguments.Count) switch
        {
            ("SIZE", 0) => (ApexType.Integer, static (l, _) => ((List<object?>)l).Count),
            ("ISEMPTY", 0) => (ApexType.Boolean, static (l, _) => ((List<object?>)l).Count == 0),
            ("CLEAR", 0) => (ApexType.Void, static (l, _) =>
            {
                ((List<object?>)l).Clear();
                return null;
            }
            ),
            ("GET", 1) when arguments[0].Type == ApexType.Integer => (element, static (l, a) => ((List<object?>)l)[Checked((List<object?>)l, Number(a[0]))]),
            ("ADD", 1) when element.Takes(arguments[0].Type) => (ApexType.Void, (l, a) =>
            {
                ((List<object?>)l).Add(element.Rank > 0 ? ApexOperators.Number(a[0], element) : a[0]);
                return null;
            }
            ),
            _ => null,
        };

    private static string Text(object? value) => (string?)value ?? throw ApexException.NullPointer();

    private static int Number(object? value) => (int?)value ?? throw ApexException.NullPointer();

    private static string Repeated(string text, int times) => (long)text.Length * Math.Max(times, 0) > MaxText
        ? throw ApexException.Limit($"Apex heap size too large: {(long)text.Length * times}")
        : string.Concat(Enumerable.Repeat(text, Math.Max(times, 0)));

    private static string Part(string text, int from, int to) => from >= 0 && to <= text.Length && from <= to
        ? text[from..to]
        : throw new ApexException("System.StringException", $"Starting position out of bounds: {from}");
}
