namespace SalesforceCC;

/// <summary>What tasks lack.</summary>
internal static class TaskExtensions
{
    /// <summary>Says that nobody may ever ask how the task went: its failure is nobody's then, and no unobserved exception.</summary>
    public static void Forget(this Task task) => _ = task.ContinueWith(
        static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
