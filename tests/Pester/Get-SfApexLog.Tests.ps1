BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $session = Connect-TestOrg $org
}

AfterAll { Stop-TestOrg $org }

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
        $log = Get-SfApexLog | Where-Object Status -EQ Success
        $log | Should -HaveCount 1
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
