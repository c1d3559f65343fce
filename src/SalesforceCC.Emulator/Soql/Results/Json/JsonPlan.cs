using SalesforceCC.Emulator.Soql.Plans;

namespace SalesforceCC.Emulator.Soql.Results.Json;

/// <summary>A plan with the writers of its records, made once for all pages.</summary>
internal sealed class JsonPlan
{
    public JsonPlan(RowPlan plan)
    {
        Plan = plan;
        Record = new JsonRecord(plan.Shape);
        Children = [.. Record.Cells.OfType<JsonChildrenCell>()];
    }

    public RowPlan Plan { get; }

    public JsonRecord Record { get; }

    public IReadOnlyList<JsonChildrenCell> Children { get; }
}
