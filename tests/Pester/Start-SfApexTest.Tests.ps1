BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    Import-TestClock
    $told = @{}

    # A session whose pauses pass at once.
    function Connect-Patient([hashtable] $More = @{ Name = "patient$([guid]::NewGuid())"; NoDefault = $true }) {
        Set-TestClock ([SalesforceCC.Testing.SkippingClock]::new([timespan]::FromSeconds(120)))
        try { Connect-TestOrg $org $More } finally { Set-TestClock }
    }
    $session = Connect-Patient @{}

    function Set-ApexTest([hashtable] $More = @{}) {
        $null = Invoke-OrgKnob $org apex-tests POST (@{
            classes = @(
                @{
                    name     = 'OneTest'
                    methods  = @(@{ name = 'works'; runTime = 1500 }, @{ name = 'fails'; outcome = 'Fail'; message = "System.AssertException: no <&> $([char]0x1)"; stackTrace = "Class.OneTest.fails: line 3, column 1`nExternal entry point" }, @{ name = 'prepares'; isTestSetup = $true })
                    coverage = @(@{ name = 'One'; covered = 1, 2, 3; uncovered = 4, 5 }, @{ name = 'One'; method = 'works'; covered = @(4); uncovered = @(5) })
                }
                @{ name = 'TwoTest'; methods = @(@{ name = 'works' }, @{ name = 'skips'; outcome = 'Skip' }); coverage = @(@{ name = 'Two'; covered = @(1); uncovered = @() }) }
                @{ name = 'PackageTest'; namespace = 'pkg'; methods = @(@{ name = 'works' }) }
            )
            suites  = @(@{ name = 'Both'; classes = 'OneTest', 'TwoTest' })
        } + $More)
    }
}

AfterAll { Stop-TestOrg $org }

Describe 'Start-SfApexTest' {
    BeforeEach { Set-ApexTest }
    AfterEach { Clear-OrgFault $org }

    It 'begins a run with one call, and returns it' {
        $calls = Get-OrgCall $org { $told.Run = Start-SfApexTest OneTest, onetest, TwoTest }
        $calls.Count | Should -Be 1
        $told.Run | Should -BeOfType SalesforceCC.SfApexTestRun
        $told.Run.Id | Should -Match '^707\w{15}$'
        $told.Run.Status | Should -Be Queued
        $told.Run.IsFinished | Should -BeFalse
        $run = $told.Run | Get-SfApexTest
        $run.Status, $run.IsFinished, $run.ClassesEnqueued, $run.ClassesCompleted, $run.MethodsEnqueued | Should -Be Completed, $true, 2, 2, 4
    }

    It 'waits, and returns tests as objects and failed tests as errors' {
        $run = Start-SfApexTest OneTest, TwoTest -Wait -ErrorVariable failed -ErrorAction SilentlyContinue
        $run.Tests.FullName | Should -Be OneTest.fails, OneTest.works, TwoTest.skips, TwoTest.works
        $run.Tests.Outcome | Should -Be Fail, Pass, Skip, Pass
        $run.Passed, $run.Failed, $run.Skipped | Should -Be 2, 1, 1
        $run.Tests[1].RunTime | Should -Be ([timespan]::FromSeconds(1.5))
        $run.Tests[0].StackTrace | Should -Be "Class.OneTest.fails: line 3, column 1`nExternal entry point"
        $run.Tests[0].RunId | Should -Be $run.Id
        $run.Coverage | Should -BeNullOrEmpty
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'TEST_FAILED,*'
        $failed[0].TargetObject | Should -Be $run.Tests[0]
        $failed[0].ErrorDetails.Message | Should -BeLike 'TEST_FAILED: OneTest.fails: System.AssertException: no*line 3, column 1*'
        { Start-SfApexTest OneTest -Wait -ErrorAction Stop } | Should -Throw '*OneTest.fails*'
        { Start-SfApexTest TwoTest -Wait -ErrorAction Stop } | Should -Not -Throw
    }

    It 'finds tests by class, method, suite, pipeline, and all that are local' {
        (Start-SfApexTest -TestMethod OneTest.works, TwoTest.works -Wait).Tests.FullName | Should -Be OneTest.works, TwoTest.works
        (Start-SfApexTest -Suite Both -Wait -ErrorAction SilentlyContinue).Tests | Should -HaveCount 4
        (Start-SfApexTest -All -Wait -ErrorAction SilentlyContinue).ClassesEnqueued | Should -Be 2
        (Start-SfApexTest pkg.PackageTest -Wait).Tests.FullName | Should -Be pkg.PackageTest.works
        $calls = Get-OrgCall $org { $told.Run = 'OneTest', 'TwoTest' | Start-SfApexTest }
        $calls.Count | Should -Be 1
        ($told.Run | Get-SfApexTest).ClassesEnqueued | Should -Be 2
        ([pscustomobject]@{ Name = 'TwoTest' } | Start-SfApexTest -Wait).Tests | Should -HaveCount 2
    }

    It 'returns the coverage of the run''s own tests' {
        $run = Start-SfApexTest OneTest, TwoTest -Wait -CodeCoverage -ErrorAction SilentlyContinue
        $run.Coverage.Name | Should -Be One, Two
        $run.Coverage[0].CoveredLines | Should -Be 1, 2, 3, 4
        $run.Coverage[0].UncoveredLines | Should -Be 5
        $run.Coverage.Percent | Should -Be 80, 100
        "$($run.Coverage[0])" | Should -Be 'One: 80%'
        # Of a run of one test, only what that one reached.
        (Start-SfApexTest -TestMethod OneTest.fails -CodeCoverage -Wait -ErrorAction SilentlyContinue).Coverage[0].CoveredLines | Should -Be 1, 2, 3
    }

    It 'writes a JUnit file that is XML whatever the messages are' {
        $file = Join-Path $TestDrive 'results [1].xml'
        $run = Start-SfApexTest OneTest, TwoTest -JUnitPath $file -ErrorAction SilentlyContinue
        $xml = [xml]::new()
        $xml.Load($file)
        $xml.testsuites.tests, $xml.testsuites.failures, $xml.testsuites.skipped | Should -Be 4, 1, 1
        $xml.testsuites.testsuite.name | Should -Be OneTest, TwoTest
        $case = $xml.SelectSingleNode('//testcase[@name="fails"]')
        $case.classname | Should -Be OneTest
        $case.failure.message | Should -Be "System.AssertException: no <&> $([char]0xfffd)"
        $case.failure.'#text' | Should -Be $run.Tests[0].StackTrace
        $xml.SelectSingleNode('//testcase[@name="works"][1]').time | Should -Be 1.500
        Get-ChildItem $TestDrive | Should -HaveCount 1
        # A place that cannot be written to is told before anything runs.
        $calls = Get-OrgCall $org { $told.Failure = Get-Failure { Start-SfApexTest OneTest -JUnitPath $TestDrive/none/results.xml } }
        $told.Failure.FullyQualifiedErrorId | Should -BeLike 'FILE_NOT_WRITTEN,*'
        $calls.Count | Should -Be 0
    }

    It 'asks more and more rarely, from the moment when there is no row yet, and leaves the run when the time is over' {
        Set-ApexTest @{ lateSeconds = 3600; classSeconds = 3600 }
        $patient = Connect-Patient
        $calls = Get-OrgCall $org { $told.Failure = Get-Failure { Start-SfApexTest TwoTest -Wait -TimeoutSec 60 -Session $patient } }
        $told.Run = $told.Failure.TargetObject
        $told.Failure.FullyQualifiedErrorId | Should -BeLike 'TEST_RUN_NOT_FINISHED,*'
        $told.Run | Should -BeOfType SalesforceCC.SfApexTestRun
        $told.Failure.ErrorDetails.Message | Should -BeLike "*$($told.Run.Id)*"
        $told.Failure.ErrorDetails.RecommendedAction | Should -BeLike '*Get-SfApexTest*-Wait*'
        # 1, 2, 4, 8, 10 ... seconds, with two questions each as long as the row is missing.
        $calls.Count | Should -BeIn (15..25)
        Disconnect-SfSession $patient

        $null = Invoke-OrgKnob $org clock POST @{ advanceSeconds = 3601 }
        $null = Connect-TestOrg $org
        ($told.Run | Get-SfApexTest -Wait).Passed | Should -Be 1
    }

    It 'tells of runs that are stopped, of tests that are not there, and of what is running already' {
        Set-ApexTest @{ queueSeconds = 3600 }
        $run = Start-SfApexTest TwoTest
        (Get-Failure { Start-SfApexTest TwoTest }).FullyQualifiedErrorId | Should -BeLike 'ALREADY_IN_PROCESS,*'
        foreach ($item in Invoke-SfQuery "SELECT Id FROM ApexTestQueueItem WHERE ParentJobId = '$($run.Id)'" -Tooling) {
            Invoke-SfRest "tooling/sobjects/ApexTestQueueItem/$($item.Id)" -Method PATCH -Body @{ Status = 'Aborted' }
        }
        $failure = Get-Failure { $run | Get-SfApexTest -Wait }
        $failure.FullyQualifiedErrorId | Should -BeLike 'TEST_RUN_ABORTED,*'
        (Get-Failure { Start-SfApexTest NoTest }).FullyQualifiedErrorId | Should -BeLike 'INVALID_INPUT,*'
        Start-SfApexTest NoTest -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
        $failed.TargetObject | Should -Be NoTest
        { Start-SfApexTest -TestMethod works } | Should -Throw
        { Start-SfApexTest 'a b' } | Should -Throw
        (Get-OrgCall $org { Start-SfApexTest OneTest -WhatIf; Start-SfApexTest -All -Wait -WhatIf }).Count | Should -Be 0
    }
}
