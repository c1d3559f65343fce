namespace SalesforceCC.Doctor;

/// <summary>Whom the token runs as.</summary>
/// <param name="UserId">18-character id; null: Salesforce did not say.</param>
/// <param name="OrganizationId">18-character id of the org; null: Salesforce did not say.</param>
/// <param name="Username">Login name; null where the userinfo service did not answer.</param>
/// <param name="IsActive">The user is active; null where the userinfo service did not answer.</param>
internal sealed record RunAsUser(string? UserId, string? OrganizationId, string? Username, bool? IsActive);
