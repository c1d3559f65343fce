namespace SalesforceCC.Emulator.OAuth;

/// <summary>An app's policy on who may use it.</summary>
internal enum PermittedUsers
{
    /// <summary>Everybody.</summary>
    AllSelfAuthorized,

    /// <summary>Users whom an administrator has given the app, by profile or permission set.</summary>
    AdminApprovedPreAuthorized,
}
