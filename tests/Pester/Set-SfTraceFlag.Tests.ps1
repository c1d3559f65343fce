BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $session = Connect-TestOrg $org
}

AfterAll { Stop-TestOrg $org }

Describe 'Set-SfTraceFlag' {
    AfterEach { Set-SfTraceFlag -Remove }

    It 'turns logs of the session''s user on, with the levels that were asked for' {
        Set-SfTraceFlag | Should -BeNullOrEmpty
        $null = Invoke-SfApex "System.debug('plain'); System.debug(LoggingLevel.FINE, 'fine');"
        (Get-SfApexLog | Select-Object -First 1 | Get-SfApexLog -DebugOnly).Text | Should -Be plain
        # An existing flag is moved, and takes the new levels.
        $first = Set-SfTraceFlag -LogLevel Finest -Level @{ database = 'info' } -PassThru
        $second = Set-SfTraceFlag -User $org.runAsUsername -LogLevel finest -Level @{ Database = 'INFO' } -Minutes 5 -PassThru
        $second.Id | Should -Be $first.Id
        $second.DebugLevelId | Should -Be $first.DebugLevelId
        $second.Levels.ApexCode, $second.Levels.Database | Should -Be FINEST, INFO
        $second.UserId | Should -Be $session.UserId
        $second.ExpirationDate | Should -BeLessThan $first.ExpirationDate
        $id = (Invoke-SfQuery 'SELECT COUNT() FROM TraceFlag' -Tooling)
        $id | Should -Be 1
        $null = Invoke-SfApex "Integer n = [SELECT COUNT() FROM Account]; System.debug(LoggingLevel.FINE, 'fine');"
        $log = Invoke-SfQuery 'SELECT Id FROM ApexLog ORDER BY Id DESC LIMIT 1' | Get-SfApexLog -Body
        $log[0] | Should -Be '68.0 APEX_CODE,FINEST;DB,INFO'
        $log -like '*SOQL_EXECUTE_BEGIN*' | Should -HaveCount 1
    }

    It 'lasts as long as was asked for, a day at most' {
        $flag = Set-SfTraceFlag -Minutes 1440 -PassThru
        ($flag.ExpirationDate - $flag.StartDate).TotalHours | Should -Be 24
        (Set-SfTraceFlag -Until (Get-Date).AddHours(2) -PassThru).ExpirationDate | Should -BeLessThan $flag.ExpirationDate
        foreach ($until in (Get-Date).AddHours(25), (Get-Date).AddMinutes(-1)) {
            (Get-Failure { Set-SfTraceFlag -Until $until }).FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
        }
    }

    It 'goes away, with the debug level that was made for it' {
        Set-SfTraceFlag
        Set-SfTraceFlag -Remove
        Invoke-SfQuery 'SELECT COUNT() FROM TraceFlag' -Tooling | Should -Be 0
        Invoke-SfQuery 'SELECT COUNT() FROM DebugLevel' -Tooling | Should -Be 0
        Set-SfTraceFlag -Remove
    }

    It 'refuses what is wrong before anything is sent, and changes nothing with -WhatIf' {
        (Get-OrgCall $org {
                (Get-Failure { Set-SfTraceFlag -Level @{ Nothing = 'INFO' } }).FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
                (Get-Failure { Set-SfTraceFlag -Level @{ Database = 'LOUD' } }).FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
                Set-SfTraceFlag -WhatIf
                Set-SfTraceFlag -Remove -WhatIf
            }).Count | Should -Be 0
        (Get-Failure { Set-SfTraceFlag "nobody's@example.com" }).FullyQualifiedErrorId | Should -BeLike 'NOT_FOUND,*'
    }
}
