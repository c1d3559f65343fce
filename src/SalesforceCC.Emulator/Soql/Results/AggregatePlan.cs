using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Soql.Results;

/// <summary>A translated query for groups or for a count.</summary>
/// <param name="Sql">The statement.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Columns">Properties of the records; empty for COUNT().</param>
internal sealed record AggregatePlan(
    string Sql, IReadOnlyList<object?> Arguments, IReadOnlyList<AggregatePlan.Column> Columns)
{
    private const int MostGroups = 2_000;

    /// <summary>Runs COUNT().</summary>
    public BufferedCursor Count(SqlConnection connection)
    {
        using SqlStatement row = connection.Prepare(Sql, Arguments);
        return new BufferedCursor(row.Step() ? (int)row.Integer(0) : 0, []);
    }

    /// <summary>Runs the query. Grouped results have one page only, in Salesforce too.</summary>
    public BufferedCursor Run(SqlConnection connection)
    {
        using var json = new JsonBuffer();
        using SqlStatement row = connection.Prepare(Sql, Arguments);
        int count = 0;
        while (row.Step())
        {
            if (++count > MostGroups)
                throw new SalesforceError(
                    400,
                    "EXCEEDED_ID_LIMIT",
                    "Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single " +
                    "batch");
            json.Raw(count == 1 ? "{\"attributes\":{\"type\":\"AggregateResult\"}"u8
                : ",{\"attributes\":{\"type\":\"AggregateResult\"}"u8);
            for (int i = 0; i < Columns.Count; i++)
            {
                json.Raw(Columns[i].Property);
                ValueCell.Write(json, row, i, Columns[i].Kind);
            }
            json.Raw("}"u8);
        }
        return new BufferedCursor(count, json.Written.ToArray());
    }

    /// <summary>One property of a group.</summary>
    internal sealed record Column(byte[] Property, FieldKind Kind);
}
