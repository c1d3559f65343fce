using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.GraphQL.Queries;

/// <summary><c>uiapi { query { ... } aggregate { ... } }</c>, ready to be read.</summary>
/// <param name="Parts">query and aggregate, under their names in the answer.</param>
internal sealed record UiApiPlan(IReadOnlyList<(string Key, string? TypeName, IReadOnlyList<RootPlan> Roots)> Parts)
{
    public void Write(OrgStore store, GraphWriter writer, GraphQlSettings settings, List<GraphException> errors)
    {
        writer.Start();
        foreach ((string key, string? typeName, IReadOnlyList<RootPlan> roots) in Parts)
        {
            writer.Member(key);
            if (typeName is not null)
            {
                writer.Text(typeName);
                continue;
            }

            writer.Start();
            foreach (RootPlan root in roots)
            {
                writer.Member(root.Key);
                root.Write(store, writer, settings, errors);
            }

            writer.End();
        }

        writer.End();
    }
}
