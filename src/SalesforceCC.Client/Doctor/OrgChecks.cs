using System.Globalization;
using System.Text.Json;
using static SalesforceCC.Doctor.SetupAnswers;

namespace SalesforceCC.Doctor;

/// <summary>The org: versions, edition, time, the app's policy, and what is left of its API calls.</summary>
internal static class OrgChecks
{
    private const int TrialDays = 14;
    private const int LeastPercentLeft = 20;

    public static Task<Finding> ApiVersionAsync(Checkup checkup, CancellationToken stop)
    {
        string version = checkup.Options.ApiVersion;
        return Task.FromResult(checkup.Offers(version) switch
        {
            null => Finding.Skipped(checkup.NoHost ?? "The org did not tell which versions it has."),
            false => checkup.Fail(new SfException(
                SfErrorCodes.InvalidApiVersion, $"The org does not have version {version}; its newest is {checkup.Newest}.")),
            true => Finding.Pass(version == checkup.Newest!.ToString() ? $"{version}, the org's newest." : $"{version}; the org's newest is {checkup.Newest}."),
        });
    }

    public static async Task<Finding> EditionAsync(Checkup checkup, CancellationToken stop)
    {
        SetupAnswers answers = await checkup.AnswersAsync(stop).ConfigureAwait(false);
        if (!answers.TryGet("org", "Organization", out IReadOnlyList<JsonElement> rows, out string reason))
            return Finding.Skipped(reason);
        JsonElement org = rows.Count > 0 ? rows[0] : default;
        string kind = Flag(org, "IsSandbox") switch { true => ", sandbox", false => ", no sandbox", null => "" };
        string detail = $"{Text(org, "Name")}: {Text(org, "OrganizationType")}{kind}, instance {Text(org, "InstanceName")}";
        if (!DateTimeOffset.TryParse(Text(org, "TrialExpirationDate"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset end))
            return Finding.Pass($"{detail}.");
        detail += $"; the trial ends on {end:yyyy-MM-dd}.";
        return end - checkup.Options.Clock.GetUtcNow() > TimeSpan.FromDays(TrialDays)
            ? Finding.Pass(detail)
            : Finding.Warn(detail, "Setup, Company Information, shows the trial's end; Salesforce extends it on request.");
    }

    /// <summary>
    /// Client credentials need no right clock. A certificate does, which is for the TLS step to tell, and so do the signed
    /// assertions of the JWT bearer flow, which live for minutes.
    /// </summary>
    public static Task<Finding> ClockAsync(Checkup checkup, CancellationToken stop)
    {
        if (checkup.ClockSkew is not { } skew)
            return Task.FromResult(Finding.Skipped(checkup.NoHost ?? "The answer did not tell the org's time."));
        double seconds = Math.Abs(skew.TotalSeconds);
        string detail = seconds < 2
            ? "This machine's clock is right."
            : string.Format(CultureInfo.InvariantCulture, "This machine's clock is {0:0} seconds {1}.", seconds, skew > TimeSpan.Zero ? "slow" : "fast");
        return Task.FromResult(seconds <= 60
            ? Finding.Pass(detail)
            : Finding.Warn($"{detail} The JWT bearer flow bears a few minutes; client credentials do not depend on it.", "Synchronise the clock of this machine with a time server."));
    }

    public static async Task<Finding> IpRelaxationAsync(Checkup checkup, CancellationToken stop)
    {
        SetupAnswers answers = await checkup.AnswersAsync(stop).ConfigureAwait(false);
        if (!answers.TryGet("apps", "the policies of external client apps", out IReadOnlyList<JsonElement> rows, out string reason))
            return Finding.Skipped(reason);
        if (checkup.User?.Username is not { } username)
            return Finding.Skipped("Which app it is, only the name of the run-as user could tell.");

        // No query gives an app's consumer key; whom it runs as is the only trace.
        string[] policies = rows
            .Where(r => Flag(r, "IsClientCredentialsFlowEnabled") == true
                && string.Equals(Text(r, "ClientCredentialsFlowUser"), username, StringComparison.OrdinalIgnoreCase))
            .Select(static r => Text(r, "IpRelaxationPolicyType")).OfType<string>().Distinct().ToArray();
        return policies.Length switch
        {
            0 => Finding.Skipped($"No external client app that {username} may see runs as {username}; the policy of a connected app cannot be read."),
            1 when policies[0] == "Enforce" => Finding.Pass("Enforce: IP ranges hold; this machine's address is within them, others may not be."),
            1 => Finding.Pass($"{policies[0]}: IP ranges are relaxed for this app."),
            _ => Finding.Skipped($"Several external client apps run as {username}, with different policies: {string.Join(", ", policies)}."),
        };
    }

    public static async Task<Finding> ApiCallsAsync(Checkup checkup, CancellationToken stop)
    {
        SetupAnswers answers = await checkup.AnswersAsync(stop).ConfigureAwait(false);
        if (answers.Failure is { } failure && IsUsedUp(failure))
            return checkup.Fail(failure);
        if (checkup.Session?.ApiUsage is not { Allowed: > 0 } usage)
            return Finding.Skipped(answers.WasAsked ? "The answer did not tell how many API calls are left." : answers.None);
        long left = usage.Allowed - usage.Used;
        string detail = string.Format(
            CultureInfo.InvariantCulture, "{0:N0} of {1:N0} API calls of 24 hours are left ({2:0} %).", left, usage.Allowed, left * 100m / usage.Allowed);
        return left * 100 >= usage.Allowed * LeastPercentLeft
            ? Finding.Pass(detail)
            : Finding.Warn(detail, "Setup, Company Information, API Requests, Last 24 Hours, shows the number; Setup, API Usage Last 7 Days (report), who makes them.");
    }

    /// <summary>The daily limit, not that of long calls at the same time, which has the same code.</summary>
    public static bool IsUsedUp(SfException e) =>
        e.Code == "REQUEST_LIMIT_EXCEEDED" && e.Message.StartsWith("TotalRequests", StringComparison.OrdinalIgnoreCase);
}
