namespace SalesforceCC.Http;

/// <summary>What the body of a failed answer says.</summary>
/// <param name="Code">errorCode, error, or <c>HTTP_503</c> where it says none.</param>
/// <param name="Message">The server's text, or a description of what came instead.</param>
/// <param name="Fields">Fields it is about.</param>
internal sealed record ErrorText(string Code, string Message, IReadOnlyList<string> Fields)
{
    public ErrorText(string code, string message)
        : this(code, message, [])
    {
    }
}
