using System.Globalization;
using System.Text.Json.Nodes;

namespace SalesforceCC.Emulator.Metadata;

/// <summary>
/// A deployment. It goes forward each time somebody asks how it is: pending, half done, done. So a test sees each of
/// these states, and no test has to wait.
/// </summary>
internal sealed class Deployment(string id, string userId, string userName, DeployOptions options, MetadataPackage package, TimeProvider clock)
{
    private readonly DateTimeOffset _created = clock.GetUtcNow();
    private readonly Lock _lock = new();
    private DateTimeOffset _modified = clock.GetUtcNow();
    private IReadOnlyList<DeployMessage> _messages = [];
    private string? _canceledBy;
    private int _asked;

    public string Id => id;

    public DeployOptions Options => options;

    private string Status { get; set; } = "Pending";

    private bool Done => Status is "Succeeded" or "SucceededPartial" or "Failed" or "Canceled";

    private int Total => package.Components.Count() + package.Failures.Count;

    /// <summary>How it is, after it has gone forward.</summary>
    public JsonObject Ask(bool includeDetails, Func<MetadataPackage, DeployOptions, string, IReadOnlyList<DeployMessage>> deploy)
    {
        lock (_lock)
        {
            if (!Done && ++_asked > 1)
            {
                Status = "InProgress";
                _modified = clock.GetUtcNow();
                if (_asked > 2)
                {
                    _messages = deploy(package, options, userId);
                    int failed = _messages.Count(m => !m.Success);
                    Status = failed == 0 ? "Succeeded" : options.RollbackOnError || failed == _messages.Count ? "Failed" : "SucceededPartial";
                }
            }

            return ToJson(includeDetails);
        }
    }

    /// <summary>Ends it before it has done anything; false where it is over.</summary>
    public bool TryCancel(string byUserId)
    {
        lock (_lock)
        {
            if (Done)
                return false;
            (Status, _canceledBy, _modified) = ("Canceled", byUserId, clock.GetUtcNow());
            return true;
        }
    }

    /// <summary>How it is.</summary>
    public JsonObject ToJson(bool includeDetails)
    {
        int errors = _messages.Count(m => !m.Success);
        int deployed = Status is "InProgress" ? Total / 2 : _messages.Count(m => m.Success);
        return new JsonObject
        {
            ["canceledBy"] = _canceledBy,
            ["checkOnly"] = options.CheckOnly,
            ["completedDate"] = Done ? Moment(_modified) : null,
            ["createdBy"] = userId[..15],
            ["createdByName"] = userName,
            ["createdDate"] = Moment(_created),
            ["details"] = includeDetails ? Details() : null,
            ["done"] = Done,
            ["errorMessage"] = null,
            ["errorStatusCode"] = null,
            ["id"] = id,
            ["ignoreWarnings"] = options.IgnoreWarnings,
            ["lastModifiedDate"] = Moment(_modified),
            ["numberComponentErrors"] = errors,
            ["numberComponentsDeployed"] = deployed,
            ["numberComponentsTotal"] = Status is "Pending" ? 0 : Total,
            ["numberTestErrors"] = 0,
            ["numberTestsCompleted"] = 0,
            ["numberTestsTotal"] = 0,
            ["rollbackOnError"] = options.RollbackOnError,
            ["runTestsEnabled"] = false,
            ["startDate"] = Status is "Pending" ? null : Moment(_created),
            ["stateDetail"] = null,
            ["status"] = Status,
            ["success"] = Status is "Succeeded" or "SucceededPartial",
        };
    }

    private JsonObject Details() => new()
    {
        ["componentFailures"] = Messages(success: false),
        ["componentSuccesses"] = Messages(success: true),
        ["retrieveResult"] = null,
        ["runTestResult"] = new JsonObject
        {
            ["codeCoverage"] = new JsonArray(),
            ["codeCoverageWarnings"] = new JsonArray(),
            ["failures"] = new JsonArray(),
            ["numFailures"] = 0,
            ["numTestsRun"] = 0,
            ["successes"] = new JsonArray(),
            ["totalTime"] = 0.0,
        },
    };

    private JsonArray Messages(bool success)
    {
        JsonArray messages = [.. _messages.Where(m => m.Success == success).Select(m => m.ToJson(Moment(_modified)))];
        if (success && messages.Count > 0)
        {
            // The manifest is listed as well, though not counted.
            DeployMessage manifest = new() { ComponentType = "", FullName = "package.xml", FileName = "package.xml" };
            messages.Add(manifest.ToJson(Moment(_modified)));
        }

        return messages;
    }

    private static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
