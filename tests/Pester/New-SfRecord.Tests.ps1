BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $session = Connect-TestOrg $org

    # What the scripts of calls have to tell.
    $told = @{}
}

AfterAll { Stop-TestOrg $org }

Describe 'New-SfRecord' {
    AfterEach { Clear-OrgFault $org }

    It 'creates a record of a hashtable, and returns what became of it' {
        $input = @{ Name = 'Müller & Söhne "GmbH"'; NumberOfEmployees = 12 }
        $result = New-SfRecord Account $input

        $result | Should -BeOfType SalesforceCC.SfSaveResult
        $result.Success, $result.Created | Should -Be $true, $true
        $result.Errors | Should -BeNullOrEmpty
        $result.InputObject.Name | Should -BeExactly $input.Name
        $row = Invoke-SfQuery 'SELECT Name, NumberOfEmployees FROM Account WHERE Id = :id' @{ id = $result.Id }
        $row.Name, $row.NumberOfEmployees | Should -Be $input.Name, 12
    }

    It '<Count> records take <Expected> calls' -ForEach @(
        @{ Count = 1; Expected = 1 }
        @{ Count = 200; Expected = 1 }
        @{ Count = 201; Expected = 2 }
        @{ Count = 10000; Expected = 50 }
    ) {
        $calls = Get-OrgCall $org { $told.Results = 1..$Count | ForEach-Object { @{ LastName = "n$_" } } | New-SfRecord Contact }
        $calls.Count | Should -Be $Expected
        @($told.Results).Count | Should -Be $Count
        $calls.path | Sort-Object -Unique | Should -Be '/services/data/v68.0/composite/sobjects'
    }

    It 'keeps the order of the input, be it of several objects' {
        $rows = foreach ($n in 1..450) {
            if ($n % 3) { [pscustomobject]@{ attributes = @{ type = 'Account' }; Name = "Order $n" } }
            else { [pscustomobject]@{ attributes = @{ type = 'Contact' }; LastName = "Order $n" } }
        }
        $calls = Get-OrgCall $org { $told.Results = $rows | New-SfRecord }
        $results = $rows | New-SfRecord -BatchSize 20 -ThrottleLimit 7
        $calls.Count | Should -Be 3
        $results.Count | Should -Be 450
        for ($i = 0; $i -lt 450; $i++) {
            if ($results[$i].InputObject -ne $rows[$i]) { throw "Result $i is of another input." }
            $results[$i].Id.Substring(0, 3) | Should -Be $(if (($i + 1) % 3) { '001' } else { '003' })
        }
    }

    It 'writes a non-terminating error for each record that failed, and results and errors are all' {
        $rows = 1..300 | ForEach-Object { @{ Name = "n$_"; AnnualRevenue = $_ } }
        $rows[99].AnnualRevenue = [double]::NaN
        $rows[249].AnnualRevenue = [double]::PositiveInfinity
        $rows[150].Remove('Name')
        $results = $rows | New-SfRecord Account -ErrorVariable failed -ErrorAction SilentlyContinue

        $results.Count | Should -Be 297
        $failed.Count | Should -Be 3
        $failed.TargetObject | ForEach-Object { [array]::IndexOf($rows, $_) } | Should -Be 99, 150, 249
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
        "$($failed[0])" | Should -BeLike "*'AnnualRevenue' in the record is not a finite number*"
        $failed[1].FullyQualifiedErrorId | Should -BeLike 'REQUIRED_FIELD_MISSING,*'
        "$($failed[1])" | Should -BeLike '*Name*'
        $failed[1].Exception.Fields | Should -Be Name
        $failed[1].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'takes the rows of a CSV file, whose text stays text' {
        $file = Join-Path $TestDrive accounts.csv
        Set-Content $file 'Name,Description', 'Csv 1,2026-01-31', '"Csv ""2""",007'
        $ids = (Import-Csv $file | New-SfRecord Account).Id
        $rows = Invoke-SfQuery 'SELECT Name, Description FROM Account WHERE Id IN :ids ORDER BY Name DESC' @{ ids = $ids }
        $rows.Name | Should -Be 'Csv 1', 'Csv "2"'
        $rows.Description | Should -Be '2026-01-31', '007'
    }

    It 'copies a row of a query, without what cannot be written' {
        $first = New-SfRecord Account @{ Name = 'Original'; Industry = 'Energy' }
        $row = Invoke-SfQuery 'SELECT Id, Name, Industry, CreatedDate, Owner.Name, (SELECT Id FROM Contacts) FROM Account WHERE Id = :id' @{ id = $first.Id }
        $copy = $row | New-SfRecord -Verbose 4>&1
        $result = $copy | Where-Object { $_ -is [SalesforceCC.SfSaveResult] }
        $result.Id | Should -Not -BeIn $null, $first.Id
        "$($copy)" | Should -Match 'Owner is left out.*CreatedDate is left out|CreatedDate is left out.*Owner is left out'
        (Invoke-SfQuery 'SELECT Industry FROM Account WHERE Id = :id' @{ id = $result.Id }).Industry | Should -Be 'Energy'
    }

    It 'finds a parent by a key' {
        $account = New-SfRecord Account @{ Name = 'Parent' }
        $key = "p/$([guid]::NewGuid())"
        $invoice = New-SfRecord Invoice__c @{ Account__c = $account.Id; External_Id__c = $key }
        $line = New-SfRecord Invoice_Line__c @{ Invoice__r = @{ External_Id__c = $key }; Quantity__c = 2 }
        (Invoke-SfQuery 'SELECT Invoice__c FROM Invoice_Line__c WHERE Id = :id' @{ id = $line.Id }).Invoice__c | Should -Be $invoice.Id
        $failure = Get-Failure { New-SfRecord Invoice_Line__c @{ Quantity__c = 2; Invoice__c = $invoice.Id; Invoice__r = @{ External_Id__c = $key } } }
        $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
        "$failure" | Should -BeLike '*same parent*'
    }

    It 'saves all or none, and tells the cause first' {
        $rows = 1..450 | ForEach-Object { @{ Name = "All $_" } }
        $rows[300].Remove('Name')
        $calls = Get-OrgCall $org {
            $told.Results = $rows | New-SfRecord Account -AllOrNone -ErrorVariable failed -ErrorAction SilentlyContinue
            $told.Failed = $failed
        }
        $results, $failed = $told.Results, $told.Failed
        $calls.Count | Should -Be 1
        $results | Should -BeNullOrEmpty
        $failed.Count | Should -Be 450
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'REQUIRED_FIELD_MISSING,*'
        [array]::IndexOf($rows, $failed[0].TargetObject) | Should -Be 300
        Invoke-SfQuery "SELECT COUNT() FROM Account WHERE Name LIKE 'All %'" | Should -Be 0

        $rows[300].Name = 'All 301'
        ($rows | New-SfRecord Account -AllOrNone).Count | Should -Be 450
    }

    It 'refuses more than a transaction can hold, before anything is sent' {
        $calls = Get-OrgCall $org { $told.Failure = Get-Failure { 1..1001 | ForEach-Object { @{ Name = "n$_" } } | New-SfRecord Account -AllOrNone } }
        $failure = $told.Failure
        $calls | Should -BeNullOrEmpty
        $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
        "$failure" | Should -BeLike '*1,000 records*Nothing was sent*'
    }

    It 'says of each record that it is not known whether it was saved, and sends it once' {
        $org | Set-OrgFault @{ path = '*/composite/sobjects'; drop = 'headers'; count = -1 }
        $rows = @{ Name = 'a' }, @{ Name = 'b' }
        $calls = Get-OrgCall $org { $rows | New-SfRecord Account -ErrorVariable failed -ErrorAction SilentlyContinue; $told.Failed = $failed }
        $failed = $told.Failed
        $calls.Count | Should -Be 1
        $failed.Count | Should -Be 2
        $failed.TargetObject.Name | Should -Be 'a', 'b'
        $failed | ForEach-Object { "$_" | Should -BeLike 'CONNECTION_LOST:*not known whether the record was saved*' }
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*Invoke-SfQuery*'
    }

    It 'lists with -WhatIf what would happen, and sends nothing' {
        $code = @'
            Import-Module $module
            $secret = ConvertTo-SecureString $a.secret -AsPlainText -Force
            $null = Connect-SfClientCredentials $a.url -ClientId $a.key -ClientSecret $secret
            @{ Name = 'Acme' }, @{ Name = 'Other' } | New-SfRecord Account -WhatIf
'@
        $calls = Get-OrgCall $org { $told.Lines = Invoke-FreshShell $code -Arguments @{ url = $org.url; key = $org.consumerKey; secret = $org.consumerSecret } }
        $lines = @($told.Lines)
        $calls | Should -BeNullOrEmpty
        $lines.Count | Should -Be 2
        $lines[0] | Should -BeLike '*"Create"*"Account Acme in 127.0.0.1*'
    }

    It 'takes what cannot be a record as an error of that input' {
        foreach ($bad in 5, 'text', (Get-Item $TestDrive)) {
            $failure = Get-Failure { $bad | New-SfRecord Account }
            $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
            $failure.TargetObject | Should -Be $bad
        }
        (Get-Failure { New-SfRecord -InputObject @{ Name = 'x' } }).ErrorDetails.Message | Should -BeLike '*-Type*'
        (Get-Failure { New-SfRecord 'Acc/ount' @{ Name = 'x' } }).FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
        { New-SfRecord Account @{ Name = 'x' } -BatchSize 201 } | Should -Throw
    }

    It 'writes no SecureString, and shows none of it' {
        $secret = 'hunter2-kept'
        $secure = ConvertTo-SecureString $secret -AsPlainText -Force
        $rows = @{ LastName = 'Before'; Company = 'c' }, @{ LastName = 'Bad'; Company = 'c'; Description = $secure },
            [pscustomobject]@{ LastName = 'Worse'; Company = 'c'; Description = [pscredential]::new('u', $secure) }, @{ LastName = 'After'; Company = 'c' }
        Clear-OrgRequest $org
        $all = $rows | New-SfRecord Lead -Verbose -Debug -ErrorVariable failed -ErrorAction SilentlyContinue 3>&1 4>&1 5>&1 6>&1

        $failed | Should -HaveCount 2
        $failed[0].ErrorDetails.Message | Should -BeLike "INVALID_PARAMETER: 'Description' in the record is a SecureString*"
        $failed[1].ErrorDetails.Message | Should -BeLike "INVALID_PARAMETER: 'Description' in the record is a PSCredential*"
        $failed[0].TargetObject.LastName, $failed[1].TargetObject.LastName | Should -Be 'Bad', 'Worse'
        @($all.Where({ $_ -is [SalesforceCC.SfSaveResult] })).InputObject.LastName | Should -Be 'Before', 'After'
        $shown = ($all | Out-String) + ($failed | Format-List * -Force | Out-String) + ($failed.TargetObject | Out-String) + ($failed | Get-Error | Out-String) + (Get-OrgRequest $org | ConvertTo-Json -Depth 20)
        $shown | Should -Not -BeLike "*$secret*"
        $shown | Should -Not -BeLike "*$([convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($secret)))*"
    }

    It 'says how to write an ID of digits, which is a number without quotes' {
        $failure = Get-Failure { New-SfRecord Contact @{ LastName = 'x'; AccountId = 001000000000001 } }
        $failure.FullyQualifiedErrorId | Should -BeLike 'JSON_PARSER_ERROR,*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*in quotes*'
    }
}

Describe 'New-SfRecord and the rules of an org' {
    AfterEach {
        $null = Invoke-OrgKnob $org duplicate-rules DELETE
        $null = Invoke-OrgKnob $org validation-rules DELETE
        $null = Invoke-OrgKnob $org locks DELETE
    }

    It 'says what a duplicate rule found, and saves it with -AllowDuplicate if the rule allows that' {
        $null = Invoke-OrgKnob $org duplicate-rules POST @{ type = 'Contact'; name = 'twins'; fields = @('Email'); allowSave = $true }
        $row = @{ LastName = 'Twin'; Email = "$([guid]::NewGuid())@twins.example" }
        $first = New-SfRecord Contact $row -ErrorAction Stop
        $failure = Get-Failure { New-SfRecord Contact $row }
        $failure.FullyQualifiedErrorId | Should -BeLike 'DUPLICATES_DETECTED,*'
        $failure.ErrorDetails.RecommendedAction | Should -Match '-AllowDuplicate'
        $second = New-SfRecord Contact $row -AllowDuplicate -ErrorAction Stop
        $second.Id | Should -Not -Be $first.Id
    }

    It 'cannot save what a duplicate rule forbids' {
        $null = Invoke-OrgKnob $org duplicate-rules POST @{ type = 'Contact'; name = 'twins'; fields = @('Email'); allowSave = $false }
        $row = @{ LastName = 'Twin'; Email = "$([guid]::NewGuid())@twins.example" }
        $results = $row, $row | New-SfRecord Contact -AllowDuplicate -BatchSize 1 -ThrottleLimit 1 -ErrorVariable failed -ErrorAction SilentlyContinue
        $results.Count, $failed.Count | Should -Be 1, 1
    }

    It 'gives the text of a validation rule, and its field' {
        $null = Invoke-OrgKnob $org validation-rules POST @{ type = 'Account'; name = 'poor'; condition = 'AnnualRevenue < 0'; message = 'Too poor'; field = 'AnnualRevenue' }
        $results = @{ Name = 'rich'; AnnualRevenue = 1 }, @{ Name = 'poor'; AnnualRevenue = -1 } | New-SfRecord Account -ErrorVariable failed -ErrorAction SilentlyContinue
        @($results).Count | Should -Be 1
        $failed.FullyQualifiedErrorId | Should -BeLike 'FIELD_CUSTOM_VALIDATION_EXCEPTION,*'
        $failed[0].Exception.Message | Should -Match 'Too poor.*AnnualRevenue'
        $failed[0].TargetObject.Name | Should -Be poor
    }

    It 'waits for a row that another transaction has locked' {
        $account = (New-SfRecord Account @{ Name = 'Locked' }).Id
        Import-TestClock
        Set-TestClock ([SalesforceCC.Testing.SkippingClock]::new([timespan]::FromSeconds(100)))
        try { $patient = Connect-TestOrg $org @{ Name = 'patient'; NoDefault = $true; MaximumRetryCount = 2; TimeoutSec = 100 } }
        finally { Set-TestClock }
        $null = Invoke-OrgKnob $org locks POST @{ id = $account; requests = 1 }
        $calls = Get-OrgCall $org {
            $told.Results = @{ LastName = 'a'; AccountId = $account }, @{ LastName = 'b' } | New-SfRecord Contact -Session $patient -ErrorAction Stop
        }
        $calls.Count | Should -Be 2 -Because 'the row is sent once more, and the other one is not'
        $told.Results.Success | Should -Be $true, $true
        Invoke-SfQuery "SELECT COUNT() FROM Contact WHERE AccountId = '$account'" | Should -Be 1
    }

    It 'gives up when the lock stays' {
        $account = (New-SfRecord Account @{ Name = 'Locked' }).Id
        $hasty = Connect-TestOrg $org @{ Name = 'hasty'; NoDefault = $true; MaximumRetryCount = 0 }
        $null = Invoke-OrgKnob $org locks POST @{ id = $account; requests = 9 }
        $failure = Get-Failure { New-SfRecord Contact @{ LastName = 'a'; AccountId = $account } -Session $hasty }
        $failure.FullyQualifiedErrorId | Should -BeLike 'UNABLE_TO_LOCK_ROW,*'
        $failure.TargetObject.LastName | Should -Be a
    }
}
