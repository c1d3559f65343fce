namespace SalesforceCC.Emulator.Soql.Validation;

/// <summary>The API that a statement comes by. What it refuses depends on that.</summary>
internal enum SoqlApi
{
    /// <summary>REST: <c>/query</c> and <c>/queryAll</c>.</summary>
    Rest,

    /// <summary>Tooling API: <c>/tooling/query</c>.</summary>
    Tooling,

    /// <summary>Bulk API 2.0: <c>/jobs/query</c>.</summary>
    Bulk,
}
