namespace SalesforceCC.Bulk;

/// <summary>Ends of jobs that are not what was waited for, as failures.</summary>
internal static class JobEnd
{
    /// <summary>Nothing to complain of where the job is complete.</summary>
    /// <exception cref="SfException">
    /// The word that Salesforce begins its reason with, such as InvalidBatch, or JOB_FAILED; JOB_ABORTED; JOB_NOT_FINISHED.
    /// </exception>
    public static void RequireComplete(SfBulkJob job, TimeSpan? limit)
    {
        if (job.State == "JobComplete")
            return;
        throw job.State switch
        {
            "Failed" => Failed(job),
            "Aborted" => new SfException(SfErrorCodes.JobAborted, $"The job {job.Id} was aborted.") { Final = true },
            _ => new SfException(
                SfErrorCodes.JobNotFinished,
                $"After {(limit ?? TimeSpan.Zero).TotalSeconds:0} seconds the job {job.Id} is {job.State}. It goes on in Salesforce.")
            { Final = true },
        };
    }

    // InvalidBatch : Field name not found : X
    private static SfException Failed(SfBulkJob job)
    {
        string reason = job.ErrorMessage ?? "Salesforce does not say why.";
        int end = reason.IndexOf(" : ", StringComparison.Ordinal);
        bool hasCode = end > 0 && reason.Substring(0, end).All(static c => char.IsLetterOrDigit(c) || c == '_');
        return new SfException(hasCode ? reason.Substring(0, end) : SfErrorCodes.JobFailed, $"The job {job.Id} failed: {reason}") { Final = true };
    }
}
