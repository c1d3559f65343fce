namespace SalesforceCC.Bulk;

/// <summary>What is to be sent: sources and the parts of them that jobs take.</summary>
/// <param name="Type">API name of the object, as Salesforce spells it.</param>
/// <param name="Sources">The sources that have rows.</param>
/// <param name="Parts">Their parts, in their order.</param>
internal sealed record ImportPlan(string Type, IReadOnlyList<ImportSource> Sources, IReadOnlyList<ImportPart> Parts);
