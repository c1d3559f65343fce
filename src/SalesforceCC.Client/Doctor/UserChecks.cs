using System.Text.Json;
using SalesforceCC.Org;
using static SalesforceCC.Doctor.SetupAnswers;

namespace SalesforceCC.Doctor;

/// <summary>Whom the token runs as, and what that user may do.</summary>
internal static class UserChecks
{
    private const string IntegrationLicense = "Salesforce Integration";
    private const string IntegrationPermissionSetLicense = "SalesforceAPIIntegrationPsl";

    public static async Task<Finding> IdentityAsync(Checkup checkup, CancellationToken stop)
    {
        if (checkup.NoToken is { } reason)
            return Finding.Skipped(reason);
        SfSession session = checkup.Session!;
        string unknown = "";
        checkup.User = new RunAsUser(session.UserId, session.OrganizationId, null, null);
        try
        {
            JsonElement root = await OrgInfo.GetUserInfoAsync(session, stop).ConfigureAwait(false);
            checkup.User = new RunAsUser(
                Text(root, "user_id") is { } user ? SfId.To18(user) : session.UserId,
                Text(root, "organization_id") is { } organization ? SfId.To18(organization) : session.OrganizationId,
                Text(root, "preferred_username"),
                Flag(root, "active"));
        }
        catch (SfException e)
        {
            unknown = $" The userinfo service does not tell the name: {Checkup.Text(e)}";
        }

        (string? userId, string? organizationId, string? username, _) = checkup.User;
        return userId is null
            ? Finding.Skipped($"Salesforce does not say which user the token runs as.{unknown}")
            : Finding.Pass($"{(username is null ? userId : $"{username} ({userId})")} of org {organizationId}.{unknown}");
    }

    public static async Task<Finding> ActiveAsync(Checkup checkup, CancellationToken stop)
    {
        SetupAnswers answers = await checkup.AnswersAsync(stop).ConfigureAwait(false);
        bool? active = answers.TryGet("user", "User", out IReadOnlyList<JsonElement> rows, out string reason) && rows.Count > 0
            ? Flag(rows[0], "IsActive")
            : checkup.User?.IsActive;
        return active switch
        {
            true => Finding.Pass("The user is active."),
            false => Finding.Fail("The user is not active.", "In Setup, Users, open the run-as user, Edit: turn on Active."),
            null => Finding.Skipped(reason),
        };
    }

    public static async Task<Finding> FrozenAsync(Checkup checkup, CancellationToken stop)
    {
        SetupAnswers answers = await checkup.AnswersAsync(stop).ConfigureAwait(false);
        if (!answers.TryGet("login", "UserLogin", out IReadOnlyList<JsonElement> rows, out string reason))
            return Finding.Skipped(reason);
        return rows.Select(static r => Flag(r, "IsFrozen")).FirstOrDefault() switch
        {
            true => Finding.Fail("The user is frozen.", "In Setup, Users, open the run-as user: Unfreeze."),
            false => Finding.Pass("The user is not frozen."),
            null => Finding.Skipped("The run-as user is not allowed to see its row of UserLogin."),
        };
    }

    public static async Task<Finding> ApiEnabledAsync(Checkup checkup, CancellationToken stop)
    {
        SetupAnswers answers = await checkup.AnswersAsync(stop).ConfigureAwait(false);
        if (answers.Failure is { } failure)
            return OrgChecks.IsUsedUp(failure) ? Finding.Skipped(answers.None) : checkup.Fail(failure);
        if (!answers.WasAsked)
            return Finding.Skipped(answers.None);

        // That the API has answered is proof enough, whoever allowed it.
        return answers.TryGet("sets", "PermissionSetAssignment", out IReadOnlyList<JsonElement> rows, out _)
            && Holders(answers, rows, "PermissionsApiEnabled") is { Length: > 0 } holders
            ? Finding.Pass($"{holders}.")
            : Finding.Pass("The REST API answers.");
    }

    public static async Task<Finding> ApiOnlyAsync(Checkup checkup, CancellationToken stop)
    {
        SetupAnswers answers = await checkup.AnswersAsync(stop).ConfigureAwait(false);
        if (!answers.TryGet("sets", "PermissionSetAssignment", out IReadOnlyList<JsonElement> rows, out string reason))
            return Finding.Skipped(reason);
        string holders = Holders(answers, rows, "PermissionsApiUserOnly");
        return holders.Length > 0
            ? Finding.Pass($"{holders}.")
            : Finding.Warn(
                "The user may also log in with a browser.",
                "In Setup, Permission Sets, give the run-as user one with the system permission API Only User; or use the profile 'Minimum Access - API Only Integrations'.");
    }

    public static async Task<Finding> LicenseAsync(Checkup checkup, CancellationToken stop)
    {
        SetupAnswers answers = await checkup.AnswersAsync(stop).ConfigureAwait(false);
        if (!answers.TryGet("user", "User", out IReadOnlyList<JsonElement> users, out string reason))
            return Finding.Skipped(reason);
        if (users.Select(static u => Text(u, "Profile", "UserLicense", "Name")).FirstOrDefault() is not { } license)
            return Finding.Skipped("The run-as user is not allowed to see its license.");

        bool seen = answers.TryGet("licenses", "PermissionSetLicenseAssign", out IReadOnlyList<JsonElement> rows, out string unseen);
        string[] more = rows.Select(static r => Text(r, "PermissionSetLicense", "MasterLabel")).OfType<string>().ToArray();
        bool complete = license != IntegrationLicense || !seen
            || rows.Any(static r => Text(r, "PermissionSetLicense", "DeveloperName") == IntegrationPermissionSetLicense);
        string detail = $"{license}{(more.Length > 0 ? $", with {string.Join(", ", more)}" : "")}.{(seen ? "" : $" {unseen}")}";
        return complete
            ? Finding.Pass(detail)
            : Finding.Warn(
                $"{detail} Without the permission set license Salesforce API Integration the user can be given access to no objects.",
                "In Setup, Users, open the run-as user, Permission Set License Assignments, Edit: turn on Salesforce API Integration.");
    }

    /// <summary>Which profile and permission sets have a permission; empty: none.</summary>
    private static string Holders(SetupAnswers answers, IReadOnlyList<JsonElement> rows, string permission)
    {
        answers.TryGet("user", "User", out IReadOnlyList<JsonElement> users, out _);
        string? profile = users.Select(static u => Text(u, "Profile", "Name")).FirstOrDefault();
        return string.Join(" and ", rows
            .Where(r => Flag(r, "PermissionSet", permission) == true)
            .OrderByDescending(static r => Flag(r, "PermissionSet", "IsOwnedByProfile"))
            .Select(r => Flag(r, "PermissionSet", "IsOwnedByProfile") == true
                ? $"Profile '{profile ?? "(its name may not be seen)"}'"
                : $"Permission set '{Text(r, "PermissionSet", "Label")}'"));
    }
}
