# The runner of ./build.ps1 Test itself: nothing that goes wrong in a suite may look like success, or hold up the others.
BeforeAll {
    # As in the script they are part of.
    Set-StrictMode -Version Latest
    . (Join-Path (Split-Path $PSScriptRoot) 'Running/Lanes.ps1')

    # Programs that are there and quick: one that ends, one that fails, one that runs until it is ended.
    $ends = New-Step -Name ends -Minutes 5 -Command 'dotnet', '--version'
    $fails = New-Step -Name fails -Minutes 5 -Command 'dotnet', 'exec', (Join-Path $TestDrive 'missing.dll')
    $hangs = New-Step -Name hangs -Minutes 0.001 -Command 'dotnet', (Get-TestEmulatorPath)

    function Invoke-TestLane([object[]] $Steps, [double] $Minutes = 10, [int] $Lanes = 1) {
        $totals = @(Invoke-Lanes $Steps $TestDrive $Minutes -Lanes $Lanes -InformationVariable shown 6> $null)
        $script:shown = $shown -join "`n"
        $totals
    }
}

Describe 'The lanes of a run' {
    It 'end what does not end, and go on' {
        $totals = Invoke-TestLane $hangs, $fails, $ends, $ends -Lanes 2
        ($totals | Where-Object Suite -EQ 'hangs (too long)').Failed | Should -Be 1
        ($totals | Where-Object Suite -EQ fails).Failed | Should -Be 1
        ($totals | Where-Object Suite -EQ ends).Passed | Should -Be 1, 1
        $shown | Should -Match 'hangs \| ENDED BY FORCE'
        $shown | Should -Match 'ends \| \d+\.\d+'
        Get-Content (Join-Path $TestDrive 'ends.log') | Should -Match '^\d+\.\d+'
    }

    It 'say what a program said last that they end' {
        $run = Start-Step $hangs $TestDrive ([timespan]::FromMinutes(5)) 6> $null
        $run.Limit = [timespan]::FromMinutes(5)
        Wait-Until { Receive-Step $run 6> $null; $run.Last.Count }
        $run.Limit = [timespan]::Zero
        Test-StepEnded $run | Should -BeTrue

        $total = Complete-Step $run -InformationVariable shown 6> $null

        $total.Failed | Should -Be 1
        $shown -join "`n" | Should -Match 'hangs \|   {"url":'
        Get-Content (Join-Path $TestDrive 'hangs.log') | Should -Match '"url":'
    }

    It 'begin nothing when the time of all is over' {
        $totals = Invoke-TestLane $hangs, $ends -Minutes 0 -Lanes 3
        $totals.Suite | Should -Be 'hangs (no time left)', 'ends (no time left)'
        $totals.Failed | Should -Be 1, 1
    }

    It 'go on after a program that is not there' {
        $missing = New-Step -Name missing -Minutes 5 -Command (Join-Path $TestDrive 'no-such-program'), 'x'
        $totals = Invoke-TestLane $missing, $ends
        $totals.Suite | Should -Be 'missing', 'ends'
        $totals.Failed | Should -Be 1, 0
    }

    It 'may be more than there is to do' {
        Invoke-TestLane @() -Lanes 2 | Should -BeNullOrEmpty
        (Invoke-TestLane $ends -Lanes 2).Passed | Should -Be 1
    }

    It 'do not wait for what a program leaves behind' {
        $script = Join-Path $TestDrive 'left.ps1'
        Set-Content $script @"
`$left = [Diagnostics.Process]::Start('dotnet', [string[]]@('$(Get-TestEmulatorPath)', '--parent-pid', '$PID'))
`$left.Id | Set-Content '$(Join-Path $TestDrive left.pid)'
"@
        $shell = Get-Command (Join-Path $PSHOME 'pwsh') -CommandType Application -ErrorAction Ignore
        $command = @(if ($shell) { $shell.Source } else { 'dotnet', (Join-Path $PSHOME 'pwsh.dll') }) + @('-NoProfile', '-NonInteractive', '-File', $script)
        $totals = Invoke-TestLane (New-Step -Name left -Minutes 5 -Command $command)
        $left = Get-Process -Id (Get-Content (Join-Path $TestDrive left.pid)) -ErrorAction Ignore
        $left | Should -Not -BeNullOrEmpty
        $left | Stop-Process
        $totals.Passed | Should -Be 1
    }

    It 'count as failed: <Case>' -ForEach @(
        @{ Case = 'a report that is missing'; Report = $null; ExitCode = 0 }
        @{ Case = 'a report of no test'; Report = '{"Passed":0,"Failed":0,"Skipped":[],"Failures":[]}'; ExitCode = 0 }
        @{ Case = 'a good report of a program that failed'; Report = '{"Passed":9,"Failed":0,"Skipped":[],"Failures":[]}'; ExitCode = 1 }
    ) {
        $step = New-Step -Name bad -Minutes 5 -Command none -Report (Join-Path $TestDrive bad.json)
        Remove-Item $step.Report -ErrorAction Ignore
        if ($Report) { Set-Content $step.Report $Report }
        (Read-Report $step $ExitCode).Failed | Should -Be 1
    }

    It 'count as failed: a report that cannot be read' {
        $step = New-Step -Name broken -Minutes 5 -Command $ends.Command -Report (Join-Path $TestDrive broken.json)
        Set-Content $step.Report '{'
        $total = Invoke-TestLane $step
        $total.Failed | Should -Be 1
        $total.FailedTests | Should -BeLike 'its report cannot be read: *'
    }

    It 'read what a suite reports' {
        $step = New-Step -Name good -Minutes 5 -Command none -Report (Join-Path $TestDrive good.json)
        Set-Content $step.Report '{"Passed":9,"Failed":2,"Skipped":["one: why"],"Failures":["two: 1 is not 2"]}'
        $total = Read-Report $step 1
        $total.Passed, $total.Failed, $total.Skipped, $total.SkippedTests, $total.FailedTests | Should -Be 9, 2, 1, 'one: why', 'two: 1 is not 2'
    }

    It 'read what xunit reports, of tests and of what goes wrong between them' {
        $step = New-Step -Name xunit -Minutes 5 -Command none -Report (Join-Path $TestDrive xunit.xml)
        Set-Content $step.Report @'
<assemblies><assembly passed="3" failed="1" errors="1">
  <errors><error name="Cleanup" type="test-class-cleanup"><failure><message>not away</message><stack-trace>at C()</stack-trace></failure></error></errors>
  <collection>
    <test name="Some.Test" result="Fail"><failure><message><![CDATA[1 < 2]]></message><stack-trace>at T()</stack-trace></failure></test>
    <test name="Other" result="Skip"><reason>no ship</reason></test>
  </collection>
</assembly></assemblies>
'@
        $total = Read-Report $step 1
        $total.Passed, $total.Failed, $total.SkippedTests | Should -Be 3, 2, 'Other: no ship'
        $total.FailedTests | Should -Be "Cleanup: not away`nat C()", "Some.Test: 1 < 2`nat T()"
    }

    It 'read what xunit reports when all is well' {
        $step = New-Step -Name xunit -Minutes 5 -Command none -Report (Join-Path $TestDrive xunit.xml)
        Set-Content $step.Report '<assemblies><assembly passed="3" failed="0" errors="0"><errors /><collection><test name="a" result="Pass" /></collection></assembly></assemblies>'
        $total = Read-Report $step 0
        $total.Passed, $total.Failed, $total.FailedTests.Count | Should -Be 3, 0, 0
    }
}
