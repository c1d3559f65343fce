namespace SalesforceCC.Http;

/// <summary>Where requests get their token from.</summary>
internal interface ITokenSource
{
    /// <summary>The token in use, or a new one where there is none or it is the one just refused.</summary>
    /// <exception cref="SfException">There is none to be had. It is final: no request tries again for that.</exception>
    Task<IAccessToken> GetAsync(IAccessToken? rejected, CancellationToken stop);
}
