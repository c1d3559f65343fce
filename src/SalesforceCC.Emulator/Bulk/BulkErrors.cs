using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Bulk;

/// <summary>What the Bulk API says is wrong. Codes and texts are known from reports; that the status is 400 is from memory.</summary>
internal static class BulkErrors
{
    public static SalesforceError InvalidJob(string what) => new(400, "INVALIDJOB", $"InvalidJob : {what}");

    public static SalesforceError InvalidState(string what) => new(400, "INVALIDJOBSTATE", what);

    public static SalesforceError InvalidValue(string property, string? value) =>
        new(400, "API_ERROR", $"Invalid value: '{value}' supplied for property: '{property}'");

    public static SalesforceError NotSupported(SObjectType type) =>
        new(400, "INVALIDENTITY", $"Entity '{type.Name}' is not supported by the Bulk API.");

    public static SalesforceError ExceededQuota(string what) => new(400, "EXCEEDEDQUOTA", $"ExceededQuota : {what}");

    /// <summary>The guide has the status; the body is from memory.</summary>
    public static SalesforceError OtherVersion(string version) => new(
        409, "API_ERROR", $"The job was created with API version {version}. Use the same version to get its results.");
}
