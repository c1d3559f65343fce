using System.Management.Automation;
using SalesforceCC.Apex.Tests;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>A cmdlet that waits for runs of Apex tests, and tells what came of them.</summary>
public abstract class ApexTestCmdlet : SessionCmdlet
{
    private ApexTestApi? _api;
    private string? _report;
    private bool _reported;

    /// <summary>Waits until the test run is finished. Each test that failed is then an error.</summary>
    [Parameter]
    public virtual SwitchParameter Wait { get; set; }

    /// <summary>
    /// Specifies how long to wait, in seconds. The default is until the test run is finished. A run that takes longer is an
    /// error, and goes on. -TimeoutSec includes -Wait.
    /// </summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue / 1000)]
    public virtual int? TimeoutSec { get; set; }

    /// <summary>
    /// Specifies the time between two questions whether the test run is finished, in seconds. The default is 1 second at
    /// first, and then longer, up to 10 seconds. Each question is one API call.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public virtual int? PollingIntervalSec { get; set; }

    /// <summary>Also returns which lines of each class and trigger the tests of the run reached.</summary>
    [Parameter]
    public virtual SwitchParameter CodeCoverage { get; set; }

    /// <summary>
    /// Specifies a file for the results, in the JUnit format that build servers read. It appears when the test run is
    /// finished, and replaces an existing file. -JUnitPath includes -Wait.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public virtual string? JUnitPath { get; set; }

    private protected ApexTestApi Api => _api!;

    private protected bool IsWaiting => Wait || TimeoutSec is not null || _report is not null;

    /// <inheritdoc/>
    protected override Task BeginAsync(SfSession session)
    {
        _api = new ApexTestApi(session);
        if (JUnitPath is not null)
            FilePlace.Require(_report = FullPath.Of(SessionState, JUnitPath, "-JUnitPath"));
        return Task.CompletedTask;
    }

    /// <summary>Waits for a run where that is wanted, and writes it with its tests, and with their errors.</summary>
    /// <param name="id">The run.</param>
    /// <param name="first">What is known of it; null: nothing yet.</param>
    private protected async Task FinishAsync(string id, SfApexTestRun? first)
    {
        if (_report is not null && _reported)
            throw new SfException(SfErrorCodes.InvalidParameter, "-JUnitPath takes the results of one test run.");
        SfApexTestRun run = await WaitAsync(id, first);
        run = await Api.WithTestsAsync(run, CodeCoverage, StopToken);
        if (_report is not null && run.IsFinished)
        {
            AtomicFile.Write(_report, JUnitReport.Of(run));
            _reported = true;
        }

        WriteObject(run);
        if (IsWaiting)
            WriteErrors(run);
    }

    private async Task<SfApexTestRun> WaitAsync(string id, SfApexTestRun? first)
    {
        SfApexTestRun run = first ?? await Api.GetAsync(id, StopToken);
        if (!IsWaiting || run.IsFinished)
            return run;
        // Whoever stops waiting does not stop the tests.
        LastWords = () => $"The test run {id} goes on in Salesforce. To wait for it: Get-SfApexTest {id} -Wait";
        ApexTestProgress progress = new(this);
        progress.Show(run);
        TimeSpan? limit = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        TimeSpan? interval = PollingIntervalSec is { } pause ? TimeSpan.FromSeconds(pause) : null;
        await foreach (SfApexTestRun now in Api.WatchAsync(id, limit, interval, StopToken))
        {
            progress.Show(now);
            run = now;
        }

        LastWords = null;
        return run;
    }

    private void WriteErrors(SfApexTestRun run)
    {
        if (!run.IsFinished)
            WriteError(ErrorRecords.From(
                new SfException(SfErrorCodes.TestRunNotFinished, $"The test run {run.Id} has the status {run.Status}, and is not finished. It goes on in Salesforce."), run));
        foreach (SfApexTest test in run.Tests.Where(static t => t.IsFailed))
        {
            string trace = test.StackTrace is { Length: > 0 } stack ? "\n" + stack : "";
            WriteError(ErrorRecords.From(new SfException(SfErrorCodes.TestFailed, $"{test.FullName}: {test.Message}{trace}"), test));
        }

        if (run.Status is "Aborted" or "Failed")
            WriteError(ErrorRecords.From(
                new SfException(SfErrorCodes.TestRunAborted, $"The test run {run.Id} ended with the status {run.Status}: {run.ClassesCompleted} of {run.ClassesEnqueued} classes were run."), run));
    }
}
