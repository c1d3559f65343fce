using System.Collections;
using SalesforceCC.Emulator.Soql.Syntax;
using SalesforceCC.Fuzz.Oracles;
using SalesforceCC.Fuzz.Running;
using SalesforceCC.Fuzz.Inputs;
using SalesforceCC.Query;

namespace SalesforceCC.Fuzz.Targets;

/// <summary>A bound statement is the statement that was written, with each value as one literal in its place.</summary>
internal sealed class SoqlBinderTarget : FuzzTarget
{
    public override string Name => "SoqlBinder";

    public override FuzzInput Next(Random random)
    {
        SoqlTemplate template = SoqlTemplate.Any(random);
        Hashtable values = [];
        foreach (string name in SoqlTemplate.Names)
            if (template.Text.Contains(":" + name, StringComparison.OrdinalIgnoreCase) && !random.Percent(1))
                values[name] = RandomSoqlValue.Any(random);
        return new FuzzInput(() => Show(template, values), () =>
        {
            Check(template, values);
            return Task.CompletedTask;
        });
    }

    private static string Show(SoqlTemplate template, Hashtable values) => Characters.Show(template.Text) + string.Concat(
        values.Cast<DictionaryEntry>().Select(v => $"\n:{v.Key} = {v.Value?.GetType().Name} {Characters.Show(Text(v.Value))}"));

    private static string Text(object? value) => value is object?[] list ? string.Join(" | ", list) : $"{value}";

    private static void Check(SoqlTemplate template, Hashtable values)
    {
        string bound;
        try
        {
            bound = Soql.Bind(template.Text, values);
        }
        catch (SfException e)
        {
            Must.Equal(SfErrorCodes.InvalidParameter, e.Code, "Refused with another code.");
            return;
        }

        SoqlOutline.Of(bound);
        if (template.Marked is null)
            CheckTexts(template, values, bound);
        else if (SoqlTokens.Of(template.Marked) is { } expected)
            CheckTokens(template.Marked, expected, bound, values);
        else
            Must.Hold(SoqlTokens.Of(bound) is null, "A statement with a mistake has become one without.");
    }

    private static void CheckTokens(string marked, List<Token> expected, string bound, Hashtable values)
    {
        List<Token> actual = SoqlTokens.Of(bound) ?? throw new InvalidOperationException($"The bound statement is none: {bound}");
        int at = 0;
        for (int i = 0; i < expected.Count; i++)
        {
            if (expected[i] is { Kind: TokenKind.Text, Text: ['§', .. string name] })
                TakeValue(bound, actual, ref at, values[ValueName(values, name)!], expected, i);
            else
                Must.Equal((expected[i].Kind, expected[i].Text), (actual[at].Kind, actual[at++].Text), $"Another word: {bound}");
        }

        Must.Equal(actual.Count, at, $"More words than there should be, from {marked} to {bound}");
    }

    private static void TakeValue(string bound, List<Token> actual, ref int at, object? value, List<Token> expected, int place)
    {
        bool like = place > 0 && expected[place - 1].Is("LIKE");
        bool isListed = place > 0 && IsListOperator(expected[place - 1]);
        bool isItem = IsListItem(expected, place);
        if (value is not Array && !isListed)
        {
            Must.Hold(SoqlTokens.IsLiteral(bound, actual[at++], value, like), $"The value {value} has become another: {bound}");
            return;
        }

        // A single value behind IN is a list of one; in the parentheses of a list there are no others.
        string between = isItem ? "" : "(";
        foreach (object? item in value is Array list ? list : new[] { value })
        {
            Must.Hold(between.Length == 0 || actual[at++].Is(between), $"No list: {bound}");
            Must.Hold(SoqlTokens.IsLiteral(bound, actual[at++], item, like), $"The value {item} has become another: {bound}");
            between = ",";
        }

        Must.Hold(isItem || actual[at++].Is(")"), $"No list: {bound}");
    }

    private static bool IsListOperator(Token token) => token.Is("IN") || token.Is("INCLUDES") || token.Is("EXCLUDES");

    private static bool IsListItem(List<Token> tokens, int place)
    {
        if (place < 2 || !(tokens[place - 1].Is("(") || tokens[place - 1].Is(",")))
            return false;
        int closed = 0;
        for (int i = place - 1; i > 0; i--)
        {
            if (tokens[i].Is(")"))
                closed++;
            else if (tokens[i].Is("(") && closed-- == 0)
                return IsListOperator(tokens[i - 1]);
        }

        return false;
    }

    /// <summary>Where words run together at least no text ends early: what is between quotes was so, or is a value.</summary>
    private static void CheckTexts(SoqlTemplate template, Hashtable values, string bound)
    {
        if (SoqlTokens.Of(bound) is not { } tokens)
            return;
        List<object?> all = [.. values.Values.Cast<object?>().SelectMany(v => v is Array list ? list.Cast<object?>() : [v])];
        foreach (Token token in tokens.Where(t => t.Kind == TokenKind.Text))
            Must.Hold(
                template.Text.Contains($"'{token.Text}'", StringComparison.Ordinal)
                    || all.Exists(v => SoqlTokens.IsLiteral(bound, token, v, like: false) || IsPattern(bound, token, v)),
                $"The text '{token.Text}' is nobody's: {bound}");
    }

    // A text before LIKE keeps \% and \_, which are no escapes elsewhere.
    private static bool IsPattern(string bound, Token token, object? value) =>
        token.Text.Contains("\\%", StringComparison.Ordinal) | token.Text.Contains("\\_", StringComparison.Ordinal)
        && SoqlTokens.IsLiteral(bound, token, value, like: true);

    private static string? ValueName(Hashtable values, string name) =>
        values.Keys.Cast<string>().FirstOrDefault(k => k.Equals(name, StringComparison.OrdinalIgnoreCase));
}
