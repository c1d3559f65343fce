using System.Globalization;
using System.Text.Json;

namespace SalesforceCC.Bulk;

/// <summary>The first step of the journal of an import: what is imported where, and how.</summary>
internal sealed record ImportStart
{
    /// <summary>The name of the step.</summary>
    public const string Step = "import";

    /// <summary>The version of journals that this code writes, and reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The host of the org.</summary>
    public required string Host { get; init; }

    /// <summary>Id of the org; null: not known.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>The API version of all jobs.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>How rows are imported.</summary>
    public required ImportSettings Settings { get; init; }

    /// <summary>The user's files; empty: rows come down the pipeline.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>As an entry.</summary>
    public JournalEntry ToEntry() => new()
    {
        Step = Step,
        Facts = new()
        {
            ["version"] = CurrentVersion.ToString(CultureInfo.InvariantCulture),
            ["host"] = Host,
            ["organization"] = OrganizationId,
            ["apiVersion"] = ApiVersion,
            ["object"] = Settings.Type,
            ["operation"] = Settings.Operation.ToString(),
            ["key"] = Settings.KeyField,
            ["results"] = Settings.Folder,
            ["delimiter"] = Settings.Delimiter?.ToString(),
            ["normalizes"] = Settings.NormalizesLineBreaks ? "true" : null,
            ["ignoresNull"] = Settings.IgnoresNull ? "true" : null,
            ["jobRows"] = Settings.JobRows.ToString(CultureInfo.InvariantCulture),
            ["jobBytes"] = Settings.JobBytes.ToString(CultureInfo.InvariantCulture),
            ["throttle"] = Settings.ThrottleLimit.ToString(CultureInfo.InvariantCulture),
            ["files"] = JsonSerializer.Serialize(Files),
        },
    };

    /// <summary>Reads an entry.</summary>
    /// <exception cref="SfException">JOURNAL_UNUSABLE: it is of a newer version.</exception>
    public static ImportStart Of(JournalEntry entry)
    {
        JournalFacts facts = new(entry);
        return facts.Number("version") != CurrentVersion
            ? throw new SfException(SfErrorCodes.JournalUnusable, $"The journal is of version {facts.Text("version")}, and this is made for version {CurrentVersion}.")
            : new ImportStart
            {
                Host = facts.Text("host"),
                OrganizationId = facts["organization"],
                ApiVersion = facts.Text("apiVersion"),
                Files = facts.List<string>("files"),
                Settings = new ImportSettings
                {
                    Type = facts.Text("object"),
                    Operation = facts.Enum<BulkOperation>("operation"),
                    KeyField = facts["key"],
                    Folder = facts.Text("results"),
                    Delimiter = facts["delimiter"]?[0],
                    NormalizesLineBreaks = facts["normalizes"] is not null,
                    IgnoresNull = facts["ignoresNull"] is not null,
                    JobRows = (int)facts.Number("jobRows"),
                    JobBytes = (int)facts.Number("jobBytes"),
                    ThrottleLimit = (int)facts.Number("throttle"),
                },
            };
    }
}
