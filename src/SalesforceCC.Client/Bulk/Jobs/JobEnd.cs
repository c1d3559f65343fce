using System.Text.RegularExpressions;

namespace SalesforceCC.Bulk;

/// <summary>Ends of jobs that are not what was waited for, as failures.</summary>
internal static class JobEnd
{
    // InvalidBatch : Field name not found : X; TooManyLockFailure:Too many lock failure
    private static readonly Regex s_reason = new(@"^(\w+) ?: ?(.+)\z", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    /// <summary>Nothing to complain of where the job is complete.</summary>
    /// <exception cref="SfException">What <see cref="Failure"/> or <see cref="NotFinished"/> makes of another state.</exception>
    public static void RequireComplete(SfBulkJob job, TimeSpan? limit)
    {
        if (job.State != "JobComplete")
            throw job.IsFinished ? Failure(job) : NotFinished(job, limit);
    }

    /// <summary>A job that ended before it was complete.</summary>
    /// <param name="job">The job, in the state Failed or Aborted.</param>
    /// <param name="more">What else there is to say, as sentences.</param>
    /// <returns>The word that Salesforce begins its reason with, such as InvalidBatch, or JOB_FAILED; JOB_ABORTED.</returns>
    public static SfException Failure(SfBulkJob job, string more = "")
    {
        if (job.ErrorMessage is not { } text)
            return job.State == "Aborted"
                ? new SfException(SfErrorCodes.JobAborted, $"The job {job.Id} was aborted.{more}") { Final = true }
                : new SfException(SfErrorCodes.JobFailed, $"The job {job.Id} failed, and Salesforce does not say why.{more}") { Final = true };
        Match reason = s_reason.Match(text);
        string end = text.EndsWith(".", StringComparison.Ordinal) ? "" : ".";
        return new SfException(reason.Success ? reason.Groups[1].Value : SfErrorCodes.JobFailed, $"The job {job.Id} failed: {text}{end}{more}") { Final = true };
    }

    /// <summary>A job that is not waited for any longer, as JOB_NOT_FINISHED.</summary>
    /// <param name="job">The job.</param>
    /// <param name="limit">How long it was waited for.</param>
    public static SfException NotFinished(SfBulkJob job, TimeSpan? limit) => new(
        SfErrorCodes.JobNotFinished,
        FormattableString.Invariant($"After {(limit ?? TimeSpan.Zero).TotalSeconds:0} seconds the job {job.Id} is {job.State}. It goes on in Salesforce."))
    { Final = true };
}
