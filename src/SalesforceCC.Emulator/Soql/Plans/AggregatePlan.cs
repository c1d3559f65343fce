using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Soql.Plans;

/// <summary>A translated query for groups or for a count.</summary>
/// <param name="Sql">The statement.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Columns">Values of the groups; empty for COUNT().</param>
internal sealed record AggregatePlan(string Sql, IReadOnlyList<object?> Arguments, IReadOnlyList<ValueCell> Columns)
{
    private const int MostGroups = 2_000;

    /// <summary>Runs COUNT().</summary>
    public int Count(SqlConnection connection)
    {
        using SqlStatement row = connection.Prepare(Sql, Arguments);
        return row.Step() ? (int)row.Integer(0) : 0;
    }

    /// <summary>Runs the query: calls somebody with each group, and tells how many there are.</summary>
    public int Run(SqlConnection connection, Action<SqlStatement> write)
    {
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
            write(row);
        }
        return count;
    }
}
