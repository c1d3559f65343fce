BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $session = Connect-TestOrg $org
    $null = Invoke-OrgKnob $org apex-tests POST @{
        classes = @(
            @{ name = 'OneTest'; methods = @(@{ name = 'works' }, @{ name = 'fails'; outcome = 'Fail'; message = 'System.AssertException: no' }); coverage = @(@{ name = 'One'; covered = 1, 2, 3; uncovered = 4, 5 }) }
            @{ name = 'TwoTest'; methods = @(@{ name = 'works' }, @{ name = 'skips'; outcome = 'Skip' }) }
        )
    }
}

AfterAll { Stop-TestOrg $org }

Describe 'Get-SfApexTest' {
    It 'lists runs, and gets one by its id in both forms' {
        $run = Start-SfApexTest TwoTest -Wait
        $all = Get-SfApexTest
        $run.Id | Should -BeIn $all.Id
        $all.Tests | Should -BeNullOrEmpty
        (Get-SfApexTest $run.Id.Substring(0, 15)).Tests.FullName | Should -Be TwoTest.skips, TwoTest.works
        ([pscustomobject]@{ RunId = $run.Id; Id = 'x' } | Get-SfApexTest).Id | Should -Be $run.Id
        $run.StartTime | Should -BeOfType datetimeoffset
        $run.UserId | Should -Be $session.UserId
        "$run" | Should -Be $run.Id
    }

    It 'writes no errors for failed tests without -Wait' {
        $run = Start-SfApexTest OneTest
        (Get-SfApexTest $run -CodeCoverage -ErrorAction Stop).Failed | Should -Be 1
        (Get-Failure { Get-SfApexTest $run -Wait }).FullyQualifiedErrorId | Should -BeLike 'TEST_FAILED,*'
    }

    It 'tells of what is no run, each by itself' {
        $run = Start-SfApexTest TwoTest
        $got = '707000000000001', '001000000000001AAA', [pscustomobject]@{ a = 1 }, $run | Get-SfApexTest -ErrorVariable failures -ErrorAction SilentlyContinue
        $got.Id | Should -Be $run.Id
        $failures.ForEach({ "$($_.FullyQualifiedErrorId)".Split(',')[0] }) | Should -Be NOT_FOUND, MALFORMED_ID, MALFORMED_ID
        (Get-Failure { $run, $run | Get-SfApexTest -JUnitPath $TestDrive/two.xml }).FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
    }
}
