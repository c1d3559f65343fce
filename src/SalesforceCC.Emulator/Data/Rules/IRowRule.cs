using SalesforceCC.Emulator.Data.Rows;

namespace SalesforceCC.Emulator.Data.Rules;

/// <summary>
/// What the org does by itself when a row of an object is inserted, changed or restored. Rules change other rows through
/// the same pipeline, never with SQL of their own.
/// </summary>
internal interface IRowRule
{
    /// <summary>Sets fields that follow from others, before the row is checked. No other row may change here.</summary>
    void Derive(RowChange row)
    {
    }

    /// <summary>Refuses a row that has passed all checks, or makes what must be there before it.</summary>
    void BeforeWrite(RowChange row, RowWork work)
    {
    }

    /// <summary>Makes or changes what comes with the row.</summary>
    void AfterWrite(RowChange row, RowWork work)
    {
    }
}
