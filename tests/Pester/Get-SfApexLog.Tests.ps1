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

Describe 'Get-SfApexLog' {
    BeforeAll {
        Set-SfTraceFlag
        $null = Invoke-SfApex "System.debug('eins\nü');"
        $null = Invoke-SfApex 'Integer x = 1 / 0;' -ErrorAction SilentlyContinue
    }
    AfterAll { Set-SfTraceFlag -Remove }

    It 'lists logs as objects, by user and time' {
        $logs = Get-SfApexLog
        $logs[0] | Should -BeOfType SalesforceCC.SfApexLog
        $logs[0].Status | Should -BeLike '*Divide by 0*'
        $logs[0].UserId | Should -Be $session.UserId
        $logs[0].StartTime | Should -BeOfType datetimeoffset
        $logs[0].LogLength | Should -BeGreaterThan 100
        (Get-SfApexLog -User $org.runAsUsername).Count | Should -Be $logs.Count
        Get-SfApexLog -After (Get-Date).AddHours(1) | Should -BeNullOrEmpty
        Get-SfApexLog -User 005000000000001AAA | Should -BeNullOrEmpty
    }

    It 'returns the text line by line, messages as objects, or a file' {
        $log = Get-SfApexLog | Select-Object -Skip 1 -First 1
        (Get-SfApexLog $log.Id.Substring(0, 15)).Id | Should -Be $log.Id
        $lines = $log | Get-SfApexLog -Body
        $lines[0] | Should -Be '68.0 APEX_CODE,DEBUG'
        $lines -like '*EXECUTION_FINISHED' | Should -HaveCount 1
        (Get-SfApexLog $log -DebugOnly).Text | Should -Be "eins`nü"
        $file = Get-SfApexLog $log -OutFile $TestDrive/one.log
        $file | Should -BeOfType System.IO.FileInfo
        [System.IO.File]::ReadAllText($file) | Should -Be (($lines -join "`n") + "`n")
        (Get-SfApexLog | Get-SfApexLog -Destination $TestDrive/all).Name | Should -Be (Get-SfApexLog | ForEach-Object { "$($_.Id).log" })
        (Get-Failure { Get-SfApexLog | Get-SfApexLog -OutFile $TestDrive/one.log }).FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
        (Get-Failure { Get-SfApexLog $log -Destination $TestDrive/one.log }).FullyQualifiedErrorId | Should -BeLike 'FILE_NOT_WRITTEN,*'
    }

    It 'tells of what is no log, each by itself' {
        $log = (Get-SfApexLog)[0]
        $got = '07L000000000001', 'x', $log | Get-SfApexLog -ErrorVariable failures -ErrorAction SilentlyContinue
        $got.Id | Should -Be $log.Id
        $failures.ForEach({ "$($_.FullyQualifiedErrorId)".Split(',')[0] }) | Should -Be NOT_FOUND, MALFORMED_ID
        (Get-Failure { Get-SfApexLog 07L000000000001 -Body }).FullyQualifiedErrorId | Should -BeLike 'NOT_FOUND,*'
    }

    It 'gives each log that comes once, in their order, also those of the same second, and ends at once' {
        # Somebody else makes logs, one after the other, as long as they are wanted.
        $going = [hashtable]::Synchronized(@{ On = $true })
        $other = [powershell]::Create().AddScript({
                param($Module, $Url, $Key, $Secret, $Going)
                Import-Module $Module
                $null = Connect-SfClientCredentials -Domain $Url -ClientId $Key -ClientSecret $Secret
                for ($i = 1; $Going.On -and $i -le 500; $i++) { $null = Invoke-SfApex "System.debug($i);" }
            }).AddArgument((Get-TestModulePath)).AddArgument($org.url).AddArgument($org.consumerKey).AddArgument($org.Secret).AddArgument($going)
        $running = $other.BeginInvoke()
        try { $numbers = [int[]](Get-SfApexLog -Tail -DebugOnly -PollingIntervalSec 1 | Select-Object -First 8).Text }
        finally { $going.On = $false; $null = $other.EndInvoke($running); $other.Dispose() }
        $numbers | Should -Be (0..7).ForEach({ $numbers[0] + $_ })
    }
}
