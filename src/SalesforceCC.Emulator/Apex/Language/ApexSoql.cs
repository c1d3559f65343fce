using System.Globalization;
using SalesforceCC.Emulator.Apex.Running;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Soql.Ast;
using SalesforceCC.Emulator.Soql.Syntax;

namespace SalesforceCC.Emulator.Apex.Language;

/// <summary>A query between brackets, with the values that it takes from the program.</summary>
internal sealed class ApexSoql(ApexToken open)
{
    private readonly List<(string? Text, ApexExpression? Bound)> _parts = [];

    public void Add(string text) => _parts.Add((text, null));

    public void Add(ApexExpression bound) => _parts.Add((null, bound));

    /// <summary>A list of rows, or a number for COUNT().</summary>
    /// <exception cref="ApexCompileError">The statement is wrong, or asks for what is not served here.</exception>
    public ApexExpression Compile(OrgStore store, string userId)
    {
        SoqlQuery query = Parse();
        if (store.FindType(query.From.ToString(), userId) is not { ToolingOnly: false } type)
            throw new ApexCompileError($"sObject type '{query.From}' is not supported.", open);
        if (query.Items is [SelectValue { Value: FunctionCall { Argument: null } }])
            return new ApexExpression(ApexType.Integer, run => run.Database.Count(Text(run), open.Line));
        if (query.Items.Any(static i => i is not SelectValue { Value: FieldPath, Alias: null }) || query.GroupBy.Count > 0)
            throw ApexCompileError.NotServed("A query of other than fields", open);
        if (_parts is [{ Text: { } whole }]) Check(store, userId, whole);
        return new ApexExpression(ApexType.ListOf(ApexType.Of(type)), run =>
            run.Database.Query(Text(run), open.Line).Select(r => (object?)ApexValues.Row(type, r, n => store.FindType(n, userId))).ToList())
        { IsQuery = true };
    }

    /// <summary>The only row of a query.</summary>
    public static ApexExpression Single(ApexExpression rows, ApexType element) => new(element, run =>
    {
        List<object?> found = (List<object?>)rows.Value(run)!;
        return found.Count switch
        {
            1 => found[0],
            0 => throw new ApexException("System.QueryException", "List has no rows for assignment to SObject"),
            _ => throw new ApexException("System.QueryException", "List has more than 1 row for assignment to SObject"),
        };
    });

    private SoqlQuery Parse()
    {
        // Any values do for that.
        string text = string.Concat(_parts.Select(p => p.Text ?? (p.Bound!.Type.Element is null ? Literal("x") : "('x')")));
        try
        {
            return SoqlParser.Parse(text.TrimEnd());
        }
        catch (SalesforceError e)
        {
            throw new ApexCompileError(e.Message.Split('\n')[^1], open);
        }
    }

    private void Check(OrgStore store, string userId, string soql)
    {
        try
        {
            store.Query(soql, new QueryOptions(false, 200, "") { UserId = userId }).Dispose();
        }
        catch (SalesforceError e)
        {
            throw new ApexCompileError(e.Message.Split('\n')[^1], open);
        }
    }

    private string Text(ApexRun run) => string.Concat(_parts.Select(p => p.Text ?? Literal(p.Bound!.Value(run))));

    private static string Literal(object? value) => value switch
    {
        null => "null",
        List<object?> { Count: 0 } => "('')",
        List<object?> list => $"({string.Join(", ", list.Select(v => Literal(v is ApexRow row ? row.Id : v)))})",
        ApexRow row => Literal(row.Id),
        bool truth => truth ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        string text => StoreQueries.Quote(text),
        _ => ApexText.Of(value),
    };
}
