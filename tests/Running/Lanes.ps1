# Runs programs side by side, dot-sourced by build.ps1. A step is a program with a time limit, and becomes a line of totals.
# A lane takes one step after the other, as long as there are any. No step stops another, and none runs for ever.

function New-Total([string] $Suite, [int] $Passed, [int] $Failed, [string[]] $SkippedTests, [string[]] $FailedTests) {
    $names = @($SkippedTests | Where-Object { $_ })
    $failures = @($FailedTests | Where-Object { $_ })
    [pscustomobject]@{
        Suite = $Suite; Passed = $Passed; Failed = $Failed; Skipped = $names.Count; SkippedTests = $names; FailedTests = $failures; Seconds = 0
    }
}

function New-Step {
    <#
    .SYNOPSIS
    A program to run, and the report that it writes: of xunit (.xml), or Passed, Failed, Skipped and Failures (.json).
    .DESCRIPTION
    Without a report, the exit code is one test. Lines that match Quiet are for the log only.
    #>
    param([string] $Name, [string[]] $Command, [double] $Minutes, [string] $Report, [string] $Quiet, [hashtable] $Environment = @{})
    [pscustomobject]@{ Name = $Name; Command = $Command; Minutes = $Minutes; Report = $Report; Quiet = $Quiet; Environment = $Environment }
}

function Read-Report($Step, [int] $ExitCode) {
    <# .SYNOPSIS The totals of a step that has ended: whatever is not known to have gone well has failed. #>
    if (-not $Step.Report) { return New-Total $Step.Name ([int]($ExitCode -eq 0)) ([int]($ExitCode -ne 0)) @() }
    $total = if (-not (Test-Path $Step.Report)) { New-Total $Step.Name 0 1 @() }
    elseif ($Step.Report -like '*.xml') {
        $assembly = ([xml](Get-Content $Step.Report -Raw)).SelectSingleNode('/assemblies/assembly')
        $skipped = $assembly.SelectNodes('.//test[@result="Skip"]') | ForEach-Object { "$($_.GetAttribute('name')): $($_.SelectSingleNode('reason').InnerText)" }
        # Of tests, and of what goes wrong outside one: a class that cannot be cleaned up, say.
        $failures = $assembly.SelectNodes('.//*[failure]') | ForEach-Object { "$($_.GetAttribute('name')): $(@($_.SelectNodes('failure/*') | ForEach-Object InnerText) -join "`n")" }
        $count = @{}
        foreach ($name in 'passed', 'failed', 'errors') { $count[$name] = [int]$assembly.GetAttribute($name) }
        New-Total $Step.Name $count.passed ($count.failed + $count.errors) @($skipped) @($failures)
    }
    else {
        $result = Get-Content $Step.Report -Raw | ConvertFrom-Json
        New-Total $Step.Name ([int]$result.Passed) ([int]$result.Failed) @($result.Skipped) @($result.Failures)
    }
    # A good report of a program that did not end well is not believed; and who has run no test at all has shown nothing.
    if ($ExitCode -ne 0 -or $total.Passed + $total.Skipped -eq 0) { $total.Failed = [math]::Max(1, $total.Failed) }
    $total
}

function Invoke-Lanes {
    <#
    .SYNOPSIS
    Runs the steps in so many lanes side by side, and gives a line of totals for each step.
    .DESCRIPTION
    A lane that has nothing to do takes the next step: those that take longest should come first.
    Each line of output begins with the name of its step. The whole of it is in the folder of logs, a file a step. After
    that many minutes nothing is begun any more, and what runs is ended.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [AllowEmptyCollection()] [object[]] $Steps,
        [Parameter(Mandatory)] [string] $Logs,
        [Parameter(Mandatory)] [double] $Minutes,
        [int] $Lanes = 1
    )
    $end = [Diagnostics.Stopwatch]::StartNew()
    $queue = [Collections.Generic.Queue[object]]::new($Steps)
    $states = @(foreach ($lane in 1..$Lanes) { @{ Run = $null } })
    try {
        while ($true) {
            foreach ($state in $states) {
                $left = [timespan]::FromMinutes($Minutes) - $end.Elapsed
                if (-not $state.Run -and $queue.Count) {
                    $step = $queue.Dequeue()
                    if ($left -lt [timespan]::Zero) { New-Total "$($step.Name) (no time left)" 0 1 @(); continue }
                    try { $state.Run = Start-Step $step $Logs $left }
                    catch { New-Total $step.Name 0 1 @() "cannot begin: $_" }
                }
                if ($state.Run) {
                    Receive-Step $state.Run
                    if (Test-StepEnded $state.Run) { Complete-Step $state.Run; $state.Run = $null }
                }
            }
            $tasks = @($states | ForEach-Object { if ($_.Run) { $_.Run.Lines.Values } } | Where-Object { $_ })
            if (-not $queue.Count -and -not ($states | Where-Object { $_.Run })) { break }
            if ($tasks) { $null = [Threading.Tasks.Task]::WaitAny([Threading.Tasks.Task[]]$tasks, 100) }
            else { [Threading.Thread]::Sleep(20) }
        }
    }
    finally {
        # Whoever presses Ctrl+C leaves nothing behind.
        foreach ($run in $states.Run) { if ($run -and -not $run.Process.HasExited) { $run.Process.Kill($true) } }
    }
}

function Start-Step($Step, [string] $Logs, [timespan] $Left) {
    $start = [Diagnostics.ProcessStartInfo]::new($Step.Command[0])
    foreach ($argument in $Step.Command | Select-Object -Skip 1) { $start.ArgumentList.Add($argument) }
    # An end of input that is ours: a program that asks gets none, instead of waiting for somebody.
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    # These programs run once and briefly: what the runtime spends on code that runs for hours is a quarter of their time.
    $start.Environment['DOTNET_TieredPGO'] = '0'
    $start.Environment['DOTNET_EnableWriteXorExecute'] = '0'
    # And tests run most of their code a few times: it is compiled anew, better, after 4096 calls (in hexadecimal) instead of 30.
    if ($Step.Report) { $start.Environment['DOTNET_TC_CallCountThreshold'] = '1000' }
    foreach ($name in $Step.Environment.Keys) { $start.Environment[$name] = $Step.Environment[$name] }
    $limit = [timespan]::FromMinutes($Step.Minutes)
    if ($limit -gt $Left) { $limit = $Left }
    Write-Host "$($Step.Name) | begins"
    $process = [Diagnostics.Process]::Start($start)
    $process.StandardInput.Close()
    $log = [IO.StreamWriter]::new((Join-Path $Logs "$($Step.Name -replace '[^\w.]+', '-').log"))
    @{
        Step    = $Step
        Process = $process
        Log     = $log
        Limit   = $limit
        Clock   = [Diagnostics.Stopwatch]::StartNew()
        Exited  = $null
        Last    = [Collections.Generic.Queue[string]]::new()
        Lines   = @{ StandardOutput = $process.StandardOutput.ReadLineAsync(); StandardError = $process.StandardError.ReadLineAsync() }
    }
}

function Receive-Step($Run) {
    # What has arrived until now. The one that has ended gives null, and is asked no more.
    foreach ($stream in @($Run.Lines.Keys)) {
        while ($Run.Lines[$stream] -and $Run.Lines[$stream].IsCompleted) {
            $line = $Run.Lines[$stream].Result
            $Run.Lines[$stream] = if ($null -ne $line) { $Run.Process.$stream.ReadLineAsync() }
            if ($null -eq $line) { continue }
            $Run.Log.WriteLine($line)
            $Run.Last.Enqueue($line)
            if ($Run.Last.Count -gt 20) { $null = $Run.Last.Dequeue() }
            if ($line.Trim() -and -not ($Run.Step.Quiet -and $line -match $Run.Step.Quiet)) { Write-Host "$($Run.Step.Name) | $line" }
        }
    }
}

function Test-StepEnded($Run) {
    if ($Run.Clock.Elapsed -gt $Run.Limit) { return $true }
    if (-not $Run.Process.HasExited) { return $false }
    # A program that it started and left behind may hold the pipes open; nobody waits for that.
    if ($null -eq $Run.Exited) { $Run.Exited = $Run.Clock.Elapsed }
    -not ($Run.Lines.Values | Where-Object { $_ }) -or ($Run.Clock.Elapsed - $Run.Exited).TotalSeconds -gt 2
}

function Complete-Step {
    [CmdletBinding()]
    param([Parameter(Mandatory)] $Run)
    $step = $Run.Step
    if ($Run.Process.HasExited) {
        $code = $Run.Process.ExitCode
        try { $total = Read-Report $step $code }
        catch { $total = New-Total $step.Name 0 1 @() "its report cannot be read: $_" }
        Write-Host "$($step.Name) | ends after $([int]$Run.Clock.Elapsed.TotalSeconds) s$(if ($code -ne 0) { " with exit code $code" })"
    }
    else {
        $Run.Process.Kill($true)
        Write-Host "$($step.Name) | ENDED BY FORCE after $([int]$Run.Clock.Elapsed.TotalSeconds) s, its limit. Its last lines:"
        foreach ($line in $Run.Last) { Write-Host "$($step.Name) |   $line" }
        $total = New-Total "$($step.Name) (too long)" 0 1 @()
    }
    $total.Seconds = [int]$Run.Clock.Elapsed.TotalSeconds
    $Run.Log.Dispose()
    $Run.Process.Dispose()
    $total
}
