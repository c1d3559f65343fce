namespace SalesforceCC.Emulator.OAuth;

/// <summary>What an app asks of whoever is to get a token, whatever the flow.</summary>
internal static class AppPolicy
{
    /// <summary>Throws where the app's policies refuse a user, or the address of the request.</summary>
    /// <exception cref="OAuthError">invalid_grant, invalid_app_access.</exception>
    public static void Check(ConnectedApp app, string userId, UserDirectory users)
    {
        if (app.IpRestricted && app.IpRelaxation == IpRelaxation.Enforce)
            throw OAuthError.IpRestricted();
        if (app.PermittedUsers == PermittedUsers.AdminApprovedPreAuthorized && !users.IsApproved(userId, app))
            throw OAuthError.NotApproved();
    }
}
