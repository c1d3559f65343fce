namespace SalesforceCC;

/// <summary>One of the errors that an answer names.</summary>
public sealed class SfError
{
    internal SfError(string code, string message, IReadOnlyList<string>? fields = null)
    {
        Code = code;
        Message = message;
        Fields = fields ?? [];
    }

    /// <summary>Salesforce's code, such as <c>REQUIRED_FIELD_MISSING</c>; <c>HTTP_400</c> and the like where there is none.</summary>
    public string Code { get; }

    /// <summary>The server's text.</summary>
    public string Message { get; }

    /// <summary>Fields the error is about; empty where none are named.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>Code, text and fields.</summary>
    public override string ToString() =>
        Fields.Count == 0 ? $"{Code}: {Message}" : $"{Code}: {Message} ({string.Join(", ", Fields)})";
}
