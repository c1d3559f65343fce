namespace SalesforceCC.Http;

/// <summary>The content of a request that carries the token in itself, as SOAP does, and not in a header.</summary>
internal interface ITokenContent
{
    /// <summary>Takes the token for this send.</summary>
    void Carry(string token);
}
