using System.Management.Automation;
using SalesforceCC.Apex.Tests;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Runs Apex tests.</summary>
/// <remarks>
/// <para>
/// The tests run in Salesforce, in the background. Without -Wait, the command returns the test run at once; pass it to
/// Get-SfApexTest to see its results. With -Wait, it returns the test run when it is finished, with all tests in Tests.
/// </para>
/// <para>
/// With -Wait, each test that failed is also an error with its message and stack trace, and the test as its TargetObject. So a
/// build fails with -ErrorAction Stop, after the results were returned and written to -JUnitPath. To work with the results
/// alone, use -ErrorAction SilentlyContinue.
/// </para>
/// <para>
/// The command asks Salesforce again and again whether the test run is finished, and needs no other connection. If you stop it,
/// or the time of -TimeoutSec is over, the test run goes on, and Get-SfApexTest with its ID and -Wait continues to wait for it.
/// </para>
/// <para>
/// Code coverage is that of the tests in this run. Test runs without it are faster.
/// </para>
/// </remarks>
/// <example>
///   <code>$run = Start-SfApexTest AccountTest, OrderTest -Wait
/// $run.Tests | Where-Object Outcome -ne Pass | Format-List</code>
///   <para>Runs the tests of two classes, and shows those that did not pass.</para>
/// </example>
/// <example>
///   <code>$build = @{ JUnitPath = 'results.xml'; TimeoutSec = 3600 }
/// Start-SfApexTest -All @build -ErrorAction Stop</code>
///   <para>Runs all tests of the org, except those of packages, in a build: it fails if a test fails.</para>
/// </example>
/// <example>
///   <code>$test = 'AccountTest.createsAccount'
/// $run = Start-SfApexTest -TestMethod $test -Wait -CodeCoverage
/// $run.Coverage | Sort-Object Percent</code>
///   <para>Runs one test, and shows which lines it reached.</para>
/// </example>
/// <example>
///   <code>$run = Start-SfApexTest -Suite Nightly
/// $run | Get-SfApexTest -Wait</code>
///   <para>Begins to run a test suite, and waits for it later.</para>
/// </example>
/// <seealso cref="GetSfApexTestCommand"/>
/// <seealso cref="InvokeSfApexCommand"/>
[Cmdlet(VerbsLifecycle.Start, "SfApexTest", DefaultParameterSetName = ClassSet, SupportsShouldProcess = true)]
[OutputType(typeof(SfApexTestRun))]
public sealed class StartSfApexTestCommand : ApexTestCmdlet
{
    private const string ClassSet = "Class";
    private const string MethodSet = "Method";
    private const string SuiteSet = "Suite";
    private const string AllSet = "All";

    private readonly List<string> _classes = [];

    /// <summary>Specifies the test classes. Those of a package have its namespace before them: pkg.AccountTest.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ClassSet)]
    [Alias("Name")]
    [ValidatePattern(@"^\s*\w+(\.\w+)?\s*\z")]
    public string[] ClassName { get; set; } = [];

    /// <summary>Specifies single tests, each with its class: AccountTest.createsAccount.</summary>
    [Parameter(Mandatory = true, ParameterSetName = MethodSet)]
    [ValidatePattern(@"^\s*\w+\.\w+(\.\w+)?\s*\z")]
    public string[] TestMethod { get; set; } = [];

    /// <summary>Specifies test suites by name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SuiteSet)]
    [ValidatePattern(@"^[^,]+\z")]
    public string[] Suite { get; set; } = [];

    /// <summary>Runs all tests of the org, except those of installed packages.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AllSet)]
    public SwitchParameter All { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync(SfSession session)
    {
        _classes.AddRange(ClassName.Select(static n => n.Trim()));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(SfSession session)
    {
        if (ParameterSetName == ClassSet && _classes.Count == 0)
            return;
        if (ParameterSetName == AllSet && !All)
            throw new SfException(SfErrorCodes.InvalidParameter, "-All:$false says nothing of the tests to run.");
        ApexTestOrder order = new()
        {
            Classes = _classes,
            Methods = [.. TestMethod.Select(static m => m.Trim())],
            Suites = Suite,
            Coverage = CodeCoverage,
        };
        if (!ShouldProcess($"{Label()} in {OrgLabel.Of(session)}", "Run tests"))
            return;
        string id = await Api.StartAsync(order, StopToken);
        if (IsWaiting)
            await FinishAsync(id, new SfApexTestRun(id));
        else
            WriteObject(new SfApexTestRun(id) { ClassesEnqueued = _classes.Count });
    }

    /// <inheritdoc/>
    protected override object? TargetOfErrors => Label();

    private string Label() => ParameterSetName == AllSet ? "all local tests" : string.Join(", ", [.. _classes, .. TestMethod, .. Suite]);
}
