BeforeAll {
    Import-TestModule
    $org = Start-TestOrg -With @{ apiUsage = '3000/15000' }
    $session = Connect-TestOrg $org
}

AfterAll { Stop-TestOrg $org }

Describe 'Get-SfLimit' {
    AfterEach { Clear-OrgFault $org }

    It 'gives all limits by name, in one call' {
        Clear-OrgRequest $org

        $limits = Get-SfLimit

        $limits.Count | Should -BeGreaterThan 10
        $limits.Name | Should -Be ($limits.Name | Sort-Object)
        Get-OrgRequest $org | Should -HaveCount 1
    }

    It 'gives one' {
        $null = Invoke-OrgKnob $org api-usage POST @{ used = 2999; allowed = 15000 }

        $limit = Get-SfLimit dailyapirequests

        $limit | Should -BeOfType [SalesforceCC.SfLimit]
        $limit.Name | Should -BeExactly 'DailyApiRequests'
        $limit.Max, $limit.Used, $limit.Remaining, $limit.UsedPercent | Should -Be 15000, 3000, 12000, 20
        $limit.UsedPercent | Should -BeOfType [decimal]
        "$limit" | Should -Be 'DailyApiRequests: 12000 of 15000 left'
    }

    It 'gives those that match, in one call' {
        Clear-OrgRequest $org

        (Get-SfLimit Daily*, DataStorageMB).Name | Should -Contain 'DataStorageMB'

        Get-OrgRequest $org | Should -HaveCount 1
    }

    It 'has an error for a name that is not there, and goes on' {
        $found = Get-SfLimit Nosuch, DailyApiRequests -ErrorAction SilentlyContinue -ErrorVariable failures

        $found.Name | Should -Be 'DailyApiRequests'
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'NOT_FOUND,*'
        $failures[0].TargetObject | Should -Be 'Nosuch'
    }

    It 'sorts and filters by number' {
        (Get-SfLimit | Where-Object UsedPercent -GT 10 | Sort-Object UsedPercent -Descending | Select-Object -First 1).Name | Should -Be 'DailyApiRequests'
    }

    It 'knows limits of single apps, and of nothing' {
        $org | Set-OrgFault @{
            path = '*/limits'; status = 200
            body = @{ DailyApiRequests = @{ Max = 100; Remaining = 40; 'My App' = @{ Max = 10; Remaining = 1 } }; Nothing = @{ Max = 0; Remaining = 0 } }
        }

        $limits = Get-SfLimit

        $limits.Name | Should -Be 'DailyApiRequests', 'DailyApiRequests (My App)', 'Nothing'
        $limits.UsedPercent | Should -Be 60, 90, 0
    }

    It 'is an error when the calls are used up, and is not repeated' {
        $null = Invoke-OrgKnob $org api-usage POST @{ used = 15000; allowed = 15000 }
        Clear-OrgRequest $org
        try {
            $failure = Get-Failure { Get-SfLimit }

            $failure.FullyQualifiedErrorId | Should -BeLike 'REQUEST_LIMIT_EXCEEDED,*'
            $failure.CategoryInfo.Category | Should -Be 'LimitsExceeded'
            Get-OrgRequest $org | Should -HaveCount 1
        }
        finally { $null = Invoke-OrgKnob $org api-usage POST @{ used = 0; allowed = 15000 } }
    }
}
