using System.Globalization;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Search;

/// <summary><c>GET /search?q=FIND...</c>, and <c>/parameterizedSearch</c> in both forms.</summary>
internal sealed class SearchEndpoint(SearchRunner runner)
{
    public Answer Sosl(Call call) => Run(call, SoslParser.Parse(call.Query["q"].ToString()));

    public Answer Body(Call call) => Run(call, call.Read<SearchBody>());

    public Answer Parameters(Call call)
    {
        int? Number(string name) => call.Query[name].ToString() is { Length: > 0 } text
            ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : throw Invalid($"{name} is not a number: {text}")
            : null;
        string[] Names(string name) => call.Query[name].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Run(call, new SearchBody
        {
            Text = call.Query["q"],
            In = call.Query["in"],
            Fields = Names("fields"),
            OverallLimit = Number("overallLimit"),
            DefaultLimit = Number("defaultLimit"),
            Sobjects = [.. call.Query["sobject"].SelectMany(static s => (s ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Select(name => new SearchBody.ObjectBody
            {
                Name = name,
                Fields = Names($"{name}.fields"),
                Where = call.Query[$"{name}.where"].ToString() is { Length: > 0 } where ? where : null,
                OrderBy = call.Query[$"{name}.orderBy"].ToString() is { Length: > 0 } order ? order : null,
                Limit = Number($"{name}.limit"),
            })],
        });
    }

    private Answer Run(Call call, SearchBody body)
    {
        if (string.IsNullOrWhiteSpace(body.Text))
            throw new SalesforceError(400, "MISSING_ARGUMENT", "The request needs q, the text to search for");
        if (body.Others.Keys.Concat(body.Sobjects.SelectMany(s => s.Others.Keys)).FirstOrDefault() is { } other)
            throw Invalid($"{other} is not served by this org");
        if (body.Fields.Count > 0 && body.Sobjects.Count == 0)
            throw Invalid("fields need sobjects");
        if (body.OverallLimit > SearchRunner.MostRows || body.DefaultLimit > SearchRunner.MostRows || body.Sobjects.Any(s => s.Limit > SearchRunner.MostRows))
            throw Invalid($"Limits are at most {SearchRunner.MostRows}");
        return Run(call, new SoslQuery(SearchText.Parse(body.Text, 0, isStrict: false))
        {
            Scope = body.In is null ? SearchScope.All : SoslParser.ScopeOf(body.In) ?? throw Invalid($"in {body.In} is not served by this org"),
            Limit = body.OverallLimit ?? SearchRunner.MostRows,
            Returning = [.. body.Sobjects.Select(s => new SoslReturning(s.Name ?? throw Invalid("Each of the sobjects needs a name"))
            {
                Fields = s.Fields.Count > 0 ? string.Join(",", s.Fields) : body.Fields.Count > 0 ? string.Join(",", body.Fields) : null,
                Where = s.Where,
                OrderBy = s.OrderBy,
                Limit = s.Limit ?? body.DefaultLimit,
                Offset = s.Offset ?? body.Offset ?? 0,
            })],
        });
    }

    // Since version 37; before, the rows were not within an object.
    private Answer Run(Call call, SoslQuery query)
    {
        IReadOnlyList<System.Text.Json.JsonElement> rows = runner.Run(query, call.UserId, call.Version.Path);
        return call.Version.Number >= 37 ? Answer.Json(200, new Dictionary<string, object> { ["searchRecords"] = rows }) : Answer.Json(200, rows);
    }

    private static SalesforceError Invalid(string message) => new(400, "INVALID_SEARCH", message);
}
