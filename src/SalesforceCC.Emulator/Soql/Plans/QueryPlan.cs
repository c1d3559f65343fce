using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Soql.Ast;

namespace SalesforceCC.Emulator.Soql.Plans;

/// <summary>A statement that has been parsed, validated and translated; nothing of it has been run.</summary>
/// <param name="Query">The statement.</param>
/// <param name="Type">Its object, as who asks sees it.</param>
/// <param name="Rows">Set for a query for rows.</param>
/// <param name="Groups">Set for groups, and for COUNT(), which has no columns.</param>
internal sealed record QueryPlan(SoqlQuery Query, SObjectType Type, RowPlan? Rows, AggregatePlan? Groups);
