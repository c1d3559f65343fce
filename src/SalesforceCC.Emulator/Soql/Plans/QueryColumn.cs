using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Soql.Plans;

/// <summary>A property of a query's records, as <c>columns=true</c> tells it.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="DisplayName">What was asked for.</param>
/// <param name="Field">Null for a parent, for children and for a function.</param>
/// <param name="Aggregate">An aggregate, or children.</param>
/// <param name="Joins">Columns of a parent or of children.</param>
internal sealed record QueryColumn(
    string Name, string DisplayName, SObjectField? Field, bool Aggregate, IReadOnlyList<QueryColumn> Joins);
