namespace SalesforceCC.Emulator.GraphQL;

/// <summary>What an error is; the names are documented.</summary>
internal enum GraphErrorType
{
    /// <summary>It is no GraphQL.</summary>
    InvalidSyntax,

    /// <summary>The schema has no such thing.</summary>
    ValidationError,

    /// <summary>It could not be read or saved.</summary>
    DataFetchingException,

    /// <summary>No operation of this kind.</summary>
    OperationNotSupported,

    /// <summary>It was not done because of another one.</summary>
    ExecutionAborted,
}
