using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.GraphQL.Queries;

/// <summary>One of the objects that are queried. Where it cannot be read, it is null, and the others are as they are.</summary>
/// <param name="Field">What was asked.</param>
/// <param name="Plan">Makes what reads it; what it throws is the field's own failure.</param>
internal sealed record RootPlan(GraphField Field, Func<Connection> Plan)
{
    public string Key => Field.Key;

    public void Write(OrgStore store, GraphWriter writer, GraphQlSettings settings, List<GraphException> errors)
    {
        Connection connection;
        try
        {
            connection = Plan();
        }
        catch (SalesforceError e)
        {
            errors.Add(new GraphException(GraphErrorType.DataFetchingException, e.Message.Trim(), Field.Place, Field.Path));
            writer.Null();
            return;
        }

        store.Read(sql =>
        {
            connection.Write(new ConnectionScope(sql, settings), writer, null);
            return true;
        });
    }
}
