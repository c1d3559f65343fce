namespace SalesforceCC.Http;

/// <summary>The content of a request, of which parts may not be seen.</summary>
internal interface ISecretContent
{
    /// <summary>A text without those parts, should it hold them.</summary>
    string Mask(string text);
}
