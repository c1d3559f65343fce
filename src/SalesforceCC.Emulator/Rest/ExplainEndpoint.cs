using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.Rest.ListViews;
using SalesforceCC.Emulator.Soql.Ast;
using SalesforceCC.Emulator.Soql.Syntax;

namespace SalesforceCC.Emulator.Rest;

/// <summary>
/// <c>GET /query?explain=</c>: how a query would be run, without its rows. There is one plan: by an index where the
/// filter compares an indexed field for equality, else by reading the table.
/// </summary>
internal sealed class ExplainEndpoint(OrgStore store, ListViewTable views)
{
    public Answer Explain(Call call, string soqlOrListView)
    {
        string soql = SoqlOf(call, soqlOrListView);
        using IQueryCursor cursor = store.Query(soql, new QueryOptions(false, 2_000, "") { UserId = call.UserId });
        SoqlQuery query = SoqlParser.Parse(soql);
        SObjectType type = store.FindType(query.From.ToString(), call.UserId) ?? throw RouteTable.NotFound();
        string? index = Compared(query.Where).FirstOrDefault(name => type.FindField(name) is { IdLookup: true } or { Type: "id" or "reference" });
        string[] unindexed = [.. Compared(query.Where).Where(name => name != index)];
        long rows = store.Count(type);
        return Answer.Json(200, new
        {
            plans = new[]
            {
                new
                {
                    cardinality = cursor.TotalSize,
                    fields = index is null ? [] : new[] { index },
                    leadingOperationType = index is null ? "TableScan" : "Index",
                    notes = unindexed.Select(name => new
                    {
                        description = "Not considering filter for optimization because unindexed",
                        fields = new[] { name },
                        tableEnumOrId = type.Name,
                    }),
                    relativeCost = rows == 0 || index is null ? 1.0 : Math.Round((double)cursor.TotalSize / rows, 3),
                    sobjectCardinality = rows,
                    sobjectType = type.Name,
                },
            },
            sourceQuery = soql,
        });
    }

    /// <summary>The statement itself, or that of the list view whose id it is.</summary>
    private string SoqlOf(Call call, string soqlOrListView)
    {
        if (views.Find(soqlOrListView) is not { SoqlCompatible: true } view || store.FindType(view.SobjectType, call.UserId) is not { } type)
            return soqlOrListView;
        return new ListViewQuery(type, view, ListViewColumns.Of(store, type, view, call.UserId)).Soql;
    }

    /// <summary>Fields of the object itself that the filter compares and that must all hold.</summary>
    private static IEnumerable<string> Compared(Condition? condition) => condition switch
    {
        AllOf all => all.Conditions.SelectMany(Compared),
        Comparison { Left: FieldPath { Parts: [var name] } } => [name],
        InList { Left: FieldPath { Parts: [var name] } } => [name],
        _ => [],
    };
}
