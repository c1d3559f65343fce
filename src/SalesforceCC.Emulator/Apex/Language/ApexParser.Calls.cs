using System.Globalization;
using SalesforceCC.Emulator.Apex.Logs;
using SalesforceCC.Emulator.Apex.Running;

namespace SalesforceCC.Emulator.Apex.Language;

/// <content>Calls of what the platform has.</content>
internal sealed partial class ApexParser
{
    private static readonly string[] s_statics = ["System", "String", "Integer", "Decimal", "Long", "UserInfo", "Date", "Datetime", "Assert"];

    private bool IsStaticName(ApexToken word) => s_statics.Any(word.IsWord)
        ? true
        : char.IsUpper(word.Text[0]) && Peek(2).Is("(") ? throw ApexCompileError.NotServed($"{word.Text}.{Peek().Text}", word) : false;

    private ApexExpression Static(ApexToken word)
    {
        Take();
        ApexToken name = ExpectName();
        string called = $"{s_statics.First(word.IsWord)}.{name.Text}".ToUpperInvariant();
        if (!Current.Is("(")) throw ApexCompileError.NotServed($"{word.Text}.{name.Text}", name);
        if (called == "SYSTEM.DEBUG") return Debug(name);
        List<ApexExpression> arguments = Arguments();
        return (called, arguments.Count) switch
        {
            ("SYSTEM.ASSERT", 1 or 2) when arguments[0].Type == ApexType.Boolean => Assert(name, arguments, 1, static v => v[0] is true ? null : ""),
            ("SYSTEM.ASSERTEQUALS" or "ASSERT.AREEQUAL", 2 or 3) => Assert(name, arguments, 2, static v =>
                ApexOperators.AreEqual(v[0], v[1]) ? null : $"Expected: {ApexText.Of(v[0])}, Actual: {ApexText.Of(v[1])}"),
            ("SYSTEM.ASSERTNOTEQUALS" or "ASSERT.ARENOTEQUAL", 2 or 3) => Assert(name, arguments, 2, static v =>
                ApexOperators.AreEqual(v[0], v[1]) ? $"Same value: {ApexText.Of(v[0])}" : null),
            ("SYSTEM.TODAY" or "DATE.TODAY", 0) => new(ApexType.Date, static run => DateOnly.FromDateTime(run.Now.UtcDateTime)),
            ("SYSTEM.NOW" or "DATETIME.NOW", 0) => new(ApexType.Datetime, static run => run.Now),
            ("STRING.VALUEOF", 1) => new(ApexType.String, run => ApexText.Of(arguments[0].Value(run))),
            ("STRING.ISBLANK", 1) => new(ApexType.Boolean, run => string.IsNullOrWhiteSpace((string?)arguments[0].Value(run))),
            ("STRING.ISEMPTY", 1) => new(ApexType.Boolean, run => string.IsNullOrEmpty((string?)arguments[0].Value(run))),
            ("INTEGER.VALUEOF", 1) => new(ApexType.Integer, run => Whole(arguments[0].Value(run))),
            ("USERINFO.GETUSERID", 0) => Constant(ApexType.Id, _userId),
            ("USERINFO.GETORGANIZATIONID", 0) => Constant(ApexType.Id, _store.OrganizationId),
            _ => throw ApexCompileError.NotServed($"{word.Text}.{name.Text} with {arguments.Count} arguments", name),
        };
    }

    private ApexExpression Debug(ApexToken at)
    {
        Expect("(");
        ApexLogLevel level = ApexLogLevel.Debug;
        int names = Current.IsWord("System") && Peek().Is(".") ? 2 : 0;
        if (Peek(names).IsWord("LoggingLevel") && Peek(names + 1).Is("."))
        {
            _at += names + 2;
            ApexToken word = ExpectName();
            if (!LogLevels.TryParse(word.Text, out level)) throw new ApexCompileError($"Variable does not exist: {word.Text}", word);
            Expect(",");
        }
        ApexExpression message = Expression();
        Expect(")");
        return new ApexExpression(ApexType.Void, run =>
        {
            string text = ApexText.Of(message.Value(run));
            run.Log.Write(LogCategory.ApexCode, level, "USER_DEBUG", $"[{at.Line}]", LogLevels.NameOf(level), text);
            return null;
        })
        { IsStatement = true };
    }

    private static ApexExpression Assert(ApexToken at, List<ApexExpression> arguments, int compared, Func<object?[], string?> fault) =>
        new(ApexType.Void, run =>
        {
            object?[] values = [.. arguments.Select(a => a.Value(run))];
            if (fault(values) is not { } why) return null;
            run.Line = at.Line;
            string[] said = [values.Length > compared ? ApexText.Of(values[^1]) : "", why];
            string reason = string.Join(": ", said.Where(static t => t.Length > 0));
            throw new ApexException("System.AssertException", reason.Length == 0 ? "Assertion Failed" : $"Assertion Failed: {reason}");
        })
        { IsStatement = true };

    private static ApexExpression Call(ApexExpression owner, ApexToken name, List<ApexExpression> arguments)
    {
        (ApexType Type, Func<object, object?[], object?> Run)? method = ApexMethods.Find(owner.Type, name.Text, arguments);
        if (method is not { } found) throw ApexCompileError.NotServed($"{owner.Type.Name}.{name.Text} with {arguments.Count} arguments", name);
        return new ApexExpression(found.Type, run =>
        {
            object? target = owner.Value(run);
            object?[] values = [.. arguments.Select(a => a.Value(run))];
            run.Line = name.Line;
            return found.Run(target ?? throw ApexException.NullPointer(), values);
        })
        { IsStatement = true };
    }

    private ApexExpression Call(ApexExpression owner, ApexToken name) => Call(owner, name, Arguments());

    private static object Whole(object? value) => value switch
    {
        null => throw ApexException.NullPointer(),
        string text => int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new ApexException("System.TypeException", $"Invalid integer: {text}"),
        _ => (int)Math.Truncate(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
    };
}
