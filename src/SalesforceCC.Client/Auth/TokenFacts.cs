namespace SalesforceCC.Auth;

/// <summary>What anybody may know of a token, and a session goes on telling when the token itself is forgotten.</summary>
/// <param name="InstanceUrl">The origin that it is for.</param>
/// <param name="OrganizationId">The org that an opaque token names before its exclamation mark; null for others.</param>
/// <param name="Id">The identity URL, where there is one.</param>
/// <param name="Scope">Scopes, separated by spaces.</param>
/// <param name="IsSigned">The response had a signature.</param>
/// <param name="IssuedAt">When it was issued; where that is not known, when it came.</param>
internal sealed record TokenFacts(
    Uri InstanceUrl, string? OrganizationId, string? Id, string? Scope, bool IsSigned, DateTimeOffset IssuedAt);
