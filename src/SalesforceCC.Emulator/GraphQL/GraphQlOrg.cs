namespace SalesforceCC.Emulator.GraphQL;

/// <summary>What GraphQL keeps in an org.</summary>
internal sealed class GraphQlOrg
{
    public GraphQlSettings Settings { get; set; } = new();
}
