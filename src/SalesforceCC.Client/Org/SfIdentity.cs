namespace SalesforceCC;

/// <summary>Whom a session runs as. What the user may not read, and what Salesforce does not say, is <see langword="null"/>.</summary>
public sealed class SfIdentity
{
    internal SfIdentity()
    {
    }

    /// <summary>Login name of the user.</summary>
    public string? Username { get; init; }

    /// <summary>Name of the user for people.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Email address of the user.</summary>
    public string? Email { get; init; }

    /// <summary>18-character id of the user.</summary>
    public string? UserId { get; init; }

    /// <summary>The user may log in.</summary>
    public bool? IsActive { get; init; }

    /// <summary>Name of the profile.</summary>
    public string? Profile { get; init; }

    /// <summary>Name of the license, for example <c>Salesforce Integration</c>.</summary>
    public string? License { get; init; }

    /// <summary>18-character id of the org.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>Name of the org.</summary>
    public string? OrganizationName { get; init; }

    /// <summary>Edition of the org, for example <c>Enterprise Edition</c>.</summary>
    public string? OrganizationType { get; init; }

    /// <summary>The org is a sandbox.</summary>
    public bool? IsSandbox { get; init; }

    /// <summary>Origin of the instance.</summary>
    public required Uri InstanceUrl { get; init; }

    /// <summary>Language of the user, for example <c>en_US</c>.</summary>
    public string? Language { get; init; }

    /// <summary>Locale of the user, for example <c>de_DE</c>.</summary>
    public string? Locale { get; init; }

    /// <summary>Time zone of the user, for example <c>Europe/Berlin</c>.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The login name, or the id where it is not known.</summary>
    public override string ToString() => Username ?? UserId ?? "";
}
