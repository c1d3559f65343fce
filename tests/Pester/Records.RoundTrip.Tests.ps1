# Random values go into an org, come back, are changed, and come back again: in several cultures and time zones the same.
BeforeDiscovery {
    $places = foreach ($culture in '', 'de-DE', 'tr-TR', 'ar-SA') {
        foreach ($zone in 'UTC', 'Asia/Tokyo', 'America/Los_Angeles') { @{ Culture = $culture; Zone = $zone } }
    }
}

BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $null = Connect-TestOrg $org
    $account = (New-SfRecord Account @{ Name = 'Round trips' }).Id
    $fields = 'Period__c', 'Remarks__c', 'Tags__c', 'Issued__c', 'Sent_At__c', 'Pickup_Time__c', 'Total__c', 'Tax_Rate__c', 'Weight__c', 'Positions__c', 'Paid__c', 'Status__c'
    $rows = 25

    # Its number is in the name of the test: the same values come again.
    $random = [System.Random]::new(20261127)

    function Get-One([object[]] $Of) { $Of[$random.Next($Of.Count)] }

    # Salesforce cuts blanks at the ends, so there are none.
    function Get-Text([int] $Most, [string[]] $Between = ' ') {
        $parts = for ($i = $random.Next(1, $Most); $i -gt 0; $i--) {
            Get-One @(
                { [char] $random.Next(0x21, 0x7F) }, { [char] $random.Next(0xA1, 0x600) }, { [char] $random.Next(0x4E00, 0x9FFF) },
                { [char]::ConvertFromUtf32($random.Next(0x1F300, 0x1F5FF)) }, { "'" }, { '"' }, { '\' }, { '%' }, { '&' }, { '<' }, { 'i' }, { 'İ' }, { Get-One $Between }
            ) | ForEach-Object { & $_ }
        }
        -join (@('x') + $parts + 'x')
    }

    function Get-Value([string] $Field) {
        if ($Field -notin 'Paid__c', 'Status__c' -and $random.Next(6) -eq 0) { return $null }
        switch ($Field) {
            'Period__c' { Get-Text 18 }
            'Remarks__c' { Get-Text 200 ' ', "`r`n", "`t", '\n', ',', ';' }
            'Tags__c' { Get-One 'Priority', 'Priority;Export', 'Export;Recurring;Reverse Charge' }
            'Issued__c' { Get-One @([datetime]::new(1700, 1, 1); [datetime]::new(4000, 12, 31); [datetime]::new(2026, 3, 29); [datetime]::new(2026, $random.Next(1, 13), $random.Next(1, 28))) }
            'Sent_At__c' {
                $moment = [datetime]::new(2026, $random.Next(1, 13), $random.Next(1, 28), $random.Next(24), $random.Next(60), $random.Next(60))
                Get-One @([datetimeoffset]::new($moment, [timespan]::FromMinutes(15 * $random.Next(-48, 57))); [datetime]::SpecifyKind($moment, 'Utc'); [datetime]::SpecifyKind($moment.Date.AddHours(12), 'Local'))
            }
            'Pickup_Time__c' { [timespan]::FromMilliseconds($random.Next(86400000)) }
            'Total__c' { Get-One @(0.01d; -0.01d; 9999999999999.99d; -9999999999999.99d; 1234.5d; 0d; [decimal] $random.Next() / 100) }
            'Tax_Rate__c' { Get-One @(0d; 19d; 999.99d; -0.25) }
            'Weight__c' { Get-One @(0.001d; 999999999.999d; 12.5; 1e3; [float] 0.25) }
            'Positions__c' { Get-One @(0; 1; -1; 99999999) }
            'Paid__c' { Get-One $true, $false }
            'Status__c' { Get-One 'Draft', 'Sent', 'Paid', 'Overdue' }
        }
    }

    function Get-Expected([string] $Field, $Value) {
        if ($null -eq $Value) { return $null }
        switch -Wildcard ($Field) {
            'Sent_At__c' { ([datetimeoffset] $Value).UtcDateTime }
            'T*' { if ($Value -is [string]) { $Value } else { [decimal] $Value } }
            'Weight__c' { [decimal] $Value }
            default { $Value }
        }
    }

    function Assert-Row($Row, [hashtable] $Written) {
        foreach ($field in $fields) {
            $is = $Row.$field
            if ($field -eq 'Sent_At__c' -and $null -ne $is) { $is = $is.UtcDateTime }
            $expected = Get-Expected $field $Written[$field]
            if ($null -eq $expected) { $is | Should -BeNullOrEmpty -Because $field }
            elseif ($expected -is [string]) { $is | Should -BeExactly $expected -Because $field }
            else { $is | Should -Be $expected -Because $field }
        }
    }

    function Get-Row([string[]] $Id) {
        $found = @{}
        Invoke-SfQuery "SELECT Id, $($fields -join ', ') FROM Invoice__c WHERE Id IN :ids" @{ ids = $Id } | ForEach-Object { $found[$_.Id] = $_ }
        $Id | ForEach-Object { $found[$_] }
    }
}

AfterAll { Stop-TestOrg $org }

Describe 'Records, seed 20261127, in the culture "<Culture>" and the time zone <Zone>' -ForEach $places {
    It 'come back as they were written, and again when they were changed' {
        Use-Place $Culture $Zone {
            $written = foreach ($i in 1..$rows) {
                $row = @{ Account__c = $account }
                foreach ($field in $fields) { $row[$field] = Get-Value $field }
                $row
            }
            $ids = ($written | New-SfRecord Invoice__c -ErrorAction Stop).Id
            $read = Get-Row $ids
            for ($i = 0; $i -lt $rows; $i++) { Assert-Row $read[$i] $written[$i] }

            for ($i = 0; $i -lt $rows; $i++) {
                foreach ($field in $fields | Get-Random -Count 4 -SetSeed $random.Next()) {
                    $written[$i][$field] = Get-Value $field
                    $read[$i].$field = $written[$i][$field]
                }
            }
            $read | Set-SfRecord -ErrorAction Stop
            $again = Get-Row $ids
            for ($i = 0; $i -lt $rows; $i++) { Assert-Row $again[$i] $written[$i] }

            $again | Remove-SfRecord -Confirm:$false -ErrorAction Stop
            Get-Row $ids | Where-Object { $_ } | Should -BeNullOrEmpty
        }
    }

    It 'sends the values of a file, which are text, as their types' {
        Use-Place $Culture $Zone {
            $file = Join-Path $TestDrive 'rows.csv'
            Set-Content $file "Account__c,Period__c,Issued__c,Sent_At__c,Total__c,Positions__c,Paid__c`n$account,00042,2026-03-29,2026-03-29T00:30:00+09:00,1234.50,7,true"
            $id = (Import-Csv $file | New-SfRecord Invoice__c -ErrorAction Stop).Id
            $row = Get-Row $id
            $row.Period__c, $row.Total__c, $row.Positions__c, $row.Paid__c | Should -Be '00042', 1234.5d, 7, $true
            $row.Issued__c | Should -Be ([datetime]::new(2026, 3, 29))
            $row.Sent_At__c.UtcDateTime | Should -Be ([datetime]::new(2026, 3, 28, 15, 30, 0))
        }
    }
}
