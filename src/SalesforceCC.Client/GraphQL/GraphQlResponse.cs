namespace SalesforceCC.GraphQL;

/// <summary>What was answered: data, and errors beside it.</summary>
/// <param name="Data">The data; null: there is none.</param>
/// <param name="Errors">The errors, each as a failure.</param>
internal sealed record GraphQlResponse(SfJsonObject? Data, IReadOnlyList<SfException> Errors);
