BeforeAll {
    Import-TestModule
    # No waiting between questions and attempts.
    Import-TestClock
    $org = Start-TestOrg
    Set-TestClock ([SalesforceCC.Testing.SkippingClock]::new([timespan]::FromSeconds(120)))
    $session = Connect-TestOrg $org
    Set-TestClock
    $told = @{}

    function Set-Jobs([hashtable] $Settings = @{}) {
        $all = @{ polls = 0; pageRows = 50000 }
        foreach ($name in $Settings.Keys) { $all[$name] = $Settings[$name] }
        $null = Invoke-OrgKnob $org bulk POST $all
    }
}

AfterAll { Stop-TestOrg $org }

Describe 'Resume-SfBulk' {
    BeforeEach {
        Set-Location (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid())))
        Clear-OrgFault $org
    }
    AfterAll { Set-Location $PSScriptRoot }

    It 'gets the results of an import that was not waited for' {
        'Name,Phone', 'Resumed 1,1', ',2', 'Resumed 3,3' | Set-Content in.csv
        $begun = Import-SfBulk Account -Operation Insert -Path in.csv -NoWait
        $begun.IsComplete | Should -BeFalse
        $failures = @()
        $result = Resume-SfBulk in.csv -ErrorAction SilentlyContinue -ErrorVariable failures
        $result | Should -BeOfType SalesforceCC.SfBulkImport
        $result.IsComplete | Should -BeTrue
        $result.Processed, $result.Failed, $result.Created | Should -Be 3, 1, 2
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'REQUIRED_FIELD_MISSING,*'
        (Import-Csv in.csv.results/failed.csv).sf__Line | Should -Be 3
        Invoke-SfQuery "SELECT COUNT() FROM Account WHERE Name LIKE 'Resumed %'" | Should -Be 2

        # Once more: the summary, and nothing is sent again.
        $calls = Get-OrgCall $org { $told.Again = Resume-SfBulk in.csv.results -ErrorAction SilentlyContinue }
        $calls | Should -BeNullOrEmpty
        $told.Again.Processed | Should -Be 3
        Invoke-SfQuery "SELECT COUNT() FROM Account WHERE Name LIKE 'Resumed %'" | Should -Be 2
    }

    It 'goes on with the last import of a file' {
        'Name', 'Twice' | Set-Content in.csv
        $null = Import-SfBulk Account -Operation Insert -Path in.csv
        $second = Import-SfBulk Account -Operation Insert -Path in.csv -NoWait
        $second.ResultPath | Should -BeLike '*in.csv.results.2'
        (Resume-SfBulk in.csv).ResultPath | Should -Be $second.ResultPath
        Invoke-SfQuery "SELECT COUNT() FROM Account WHERE Name = 'Twice'" | Should -Be 2
    }

    It 'goes on with an import after the connection was lost' {
        'Name', 'Lost 1', 'Lost 2' | Set-Content in.csv
        $org | Set-OrgFault @{ method = 'GET'; path = '*/jobs/ingest/*'; drop = 'headers'; count = -1 }
        $failure = Get-Failure { Import-SfBulk Account -Operation Insert -Path in.csv -WarningVariable told -WarningAction SilentlyContinue; $script:warnings = $told }
        $failure.FullyQualifiedErrorId | Should -BeLike 'CONNECTION_LOST,*'
        Clear-OrgFault $org
        (Resume-SfBulk in.csv.results).Created | Should -Be 2
        Invoke-SfQuery "SELECT COUNT() FROM Account WHERE Name LIKE 'Lost %'" | Should -Be 2
    }

    It 'goes on with an export that was not waited for, quietly' {
        $job = Export-SfBulk 'SELECT Id, Name FROM Account' -Path out.csv -NoWait
        $job | Should -BeOfType SalesforceCC.SfBulkJob
        'out.csv' | Should -Not -Exist
        Resume-SfBulk out.csv | Should -BeNullOrEmpty
        (Import-Csv out.csv).Count | Should -Be (Invoke-SfQuery 'SELECT COUNT() FROM Account')
        'out.csv.sfbulk' | Should -Not -Exist
    }

    It 'goes on with an export that failed in the middle, and fetches no page twice' {
        Set-Jobs @{ pageRows = 3 }
        try {
            $org | Set-OrgFault @{ method = 'GET'; path = '*/results*'; skip = 2; count = -1; status = 503; body = 'busy' }
            (Get-Failure { Export-SfBulk 'SELECT Id, Name FROM Account' -Path out.csv -ThrottleLimit 1 -WarningAction SilentlyContinue }).FullyQualifiedErrorId | Should -BeLike 'HTTP_503,*'
            Clear-OrgFault $org
            $count = Invoke-SfQuery 'SELECT COUNT() FROM Account'
            $calls = Get-OrgCall $org { $told.Result = Resume-SfBulk out.csv.sfbulk -PassThru }
            @($calls | Where-Object path -Like '*/results*').Count | Should -Be ([math]::Ceiling($count / 3) - 2)
            $told.Result.Records | Should -Be $count
            (Import-Csv out.csv).Id | Sort-Object -Unique | Should -HaveCount $count
        }
        finally { Set-Jobs }
    }

    It 'takes over an export in pages by its manifest alone' {
        Set-Jobs @{ pageRows = 3 }
        try {
            $org | Set-OrgFault @{ method = 'GET'; path = '*/results*'; skip = 2; count = -1; status = 503; body = 'busy' }
            $null = Get-Failure { Export-SfBulk 'SELECT Id, Name FROM Account' -Path out.csv -SplitPages -ThrottleLimit 1 -WarningAction SilentlyContinue }
            Clear-OrgFault $org
            Remove-Item out.csv.sfbulk -Recurse
            $result = Resume-SfBulk out.csv.manifest.json -PassThru
            $result.Records | Should -Be (Invoke-SfQuery 'SELECT COUNT() FROM Account')
            ($result.Files | ForEach-Object { Import-Csv $_ }).Id | Sort-Object -Unique | Should -HaveCount $result.Records
        }
        finally { Set-Jobs }
    }

    It 'does nothing with -WhatIf' {
        $null = Export-SfBulk 'SELECT Id FROM Account' -Path out.csv -NoWait
        Get-OrgCall $org { Get-ChildItem -Directory *.sfbulk | Resume-SfBulk -WhatIf } | Should -BeNullOrEmpty
        Get-ChildItem -Directory *.sfbulk | Resume-SfBulk
        'out.csv' | Should -Exist
    }

    It 'says what it is that cannot be resumed' {
        $failures = @()
        Resume-SfBulk nosuch.csv, other -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures | Should -HaveCount 2
        $failures.FullyQualifiedErrorId | Should -BeLike 'JOURNAL_UNUSABLE,*'
        $failures.TargetObject | Should -Be nosuch.csv, other
    }

    It 'is refused while another process works on it' {
        $null = Export-SfBulk 'SELECT Id FROM Account' -Path out.csv -NoWait
        $held = [IO.File]::Open((Join-Path $PWD out.csv.sfbulk/journal), 'Open', 'ReadWrite', 'None')
        try { (Get-Failure { Resume-SfBulk out.csv }).FullyQualifiedErrorId | Should -BeLike 'JOURNAL_IN_USE,*' }
        finally { $held.Dispose() }
        Resume-SfBulk out.csv
        'out.csv' | Should -Exist
    }

    It 'is refused for another org' {
        $null = Export-SfBulk 'SELECT Id FROM Account' -Path out.csv -NoWait
        'Name', 'x' | Set-Content in.csv
        $null = Import-SfBulk Account -Operation Insert -Path in.csv -NoWait
        $there = Connect-SfAccessToken $org.url -AccessToken (ConvertTo-SecureString '00D000000000002!x' -AsPlainText -Force) -Name other -NoDefault
        try {
            foreach ($path in 'out.csv', 'in.csv.results') {
                $calls = Get-OrgCall $org { $told.Failure = Get-Failure { Resume-SfBulk $path -Session $there -WarningAction SilentlyContinue } }
                $calls | Should -BeNullOrEmpty
                $told.Failure.FullyQualifiedErrorId | Should -BeLike 'JOURNAL_UNUSABLE,*'
                "$($told.Failure)" | Should -BeLike "*$(([uri]$org.url).Authority)*"
            }
        }
        finally { Disconnect-SfSession $there }
    }

    It 'names the damage of a journal' {
        $null = Export-SfBulk 'SELECT Id FROM Account' -Path out.csv -NoWait
        $journal = Join-Path $PWD out.csv.sfbulk/journal
        $bytes = [IO.File]::ReadAllBytes($journal)
        $bytes[20] = $bytes[20] -bxor 1
        [IO.File]::WriteAllBytes($journal, $bytes)
        $failure = Get-Failure { Resume-SfBulk out.csv }
        $failure.FullyQualifiedErrorId | Should -BeLike 'JOURNAL_UNUSABLE,*'
        "$failure" | Should -BeLike '*damaged in line 1*'
    }
}
