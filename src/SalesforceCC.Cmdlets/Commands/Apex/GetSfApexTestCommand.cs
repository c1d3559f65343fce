using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Gets runs of Apex tests and their results.</summary>
/// <remarks>
/// <para>
/// Without -Id, this command lists the test runs that Salesforce still keeps, the newest first, without their tests. With -Id,
/// it returns the test run with all tests that are done in Tests, each with its outcome, message and stack trace.
/// </para>
/// <para>
/// With -Wait, the command returns when the test run is finished, and each test that failed is also an error, as with
/// Start-SfApexTest. Without -Wait, failed tests are results only.
/// </para>
/// </remarks>
/// <example>
///   <code>Get-SfApexTest | Select-Object -First 5</code>
///   <para>Lists the latest test runs.</para>
/// </example>
/// <example>
///   <code>Start-SfApexTest -All | Get-SfApexTest -Wait -JUnitPath results.xml</code>
///   <para>Waits for a test run, and writes its results for a build server.</para>
/// </example>
/// <example>
///   <code>$last = Get-SfApexTest | Select-Object -First 1
/// $run = $last | Get-SfApexTest -CodeCoverage
/// $run.Tests | Group-Object Outcome -NoElement
/// $run.Coverage | Where-Object Percent -lt 75</code>
///   <para>Counts the tests of the latest run by outcome, and lists the classes that it reached too little of.</para>
/// </example>
/// <seealso cref="StartSfApexTestCommand"/>
[Cmdlet(VerbsCommon.Get, "SfApexTest", DefaultParameterSetName = ListSet)]
[OutputType(typeof(SfApexTestRun))]
public sealed class GetSfApexTestCommand : ApexTestCmdlet
{
    private const string ListSet = "List";
    private const string IdSet = "Id";
    private const string Prefix = "707";

    /// <summary>Specifies the test runs: IDs, or objects with a RunId or Id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = IdSet)]
    [Alias("InputObject")]
    public PSObject[] Id { get; set; } = [];

    /// <summary>Waits until the test run is finished. Each test that failed is then an error.</summary>
    [Parameter(ParameterSetName = IdSet)]
    public override SwitchParameter Wait { get; set; }

    /// <summary>
    /// Specifies how long to wait for each test run, in seconds. The default is until it is finished. A run that takes longer
    /// is an error, and goes on. -TimeoutSec includes -Wait.
    /// </summary>
    [Parameter(ParameterSetName = IdSet)]
    [ValidateRange(1, int.MaxValue / 1000)]
    public override int? TimeoutSec { get; set; }

    /// <summary>
    /// Specifies the time between two questions whether the test run is finished, in seconds. The default is 1 second at
    /// first, and then longer, up to 10 seconds. Each question is one API call.
    /// </summary>
    [Parameter(ParameterSetName = IdSet)]
    [ValidateRange(1, 3600)]
    public override int? PollingIntervalSec { get; set; }

    /// <summary>Also returns which lines of each class and trigger the tests of the run reached, if the run noted that.</summary>
    [Parameter(ParameterSetName = IdSet)]
    public override SwitchParameter CodeCoverage { get; set; }

    /// <summary>
    /// Specifies a file for the results, in the JUnit format that build servers read. It appears when the test run is
    /// finished, and replaces an existing file. -JUnitPath includes -Wait.
    /// </summary>
    [Parameter(ParameterSetName = IdSet)]
    [ValidateNotNullOrEmpty]
    public override string? JUnitPath { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
        if (ParameterSetName == ListSet)
        {
            WriteEach(await Api.ListAsync(StopToken));
            return;
        }

        foreach (PSObject input in Id)
        {
            try
            {
                await FinishAsync(IdOf(input), null);
            }
            catch (SfException e)
            {
                WriteError(ErrorRecords.From(e, input));
            }
        }
    }

    private string IdOf(PSObject input) => Outside(() => NamedId.Of(input, Prefix, "test run", "RunId"));
}
