namespace SalesforceCC.Emulator.Data.Rows;

/// <summary>What checks of a row need of the query engine.</summary>
internal interface IRowQueries
{
    /// <summary>Does a condition in SOQL hold for a row?</summary>
    bool Matches(string type, string id, string condition);

    /// <summary>A row as JSON object: its id only, or all fields where the request wants them.</summary>
    ReadOnlyMemory<byte> RowJson(SObjectType type, string id, ChangeContext context);
}
