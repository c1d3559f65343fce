BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $session = Connect-TestOrg $org

    # What the scripts of calls have to tell.
    $told = @{}

    $ids = (1..5 | ForEach-Object { @{ Name = "Get $_"; Phone = "$_"; NumberOfEmployees = $_ } } | New-SfRecord Account).Id
    $keys = 'http://x.test/a/b?c=1&d=%2F', 'a+b', "O'Neil\", '100%', 'ä/ö', '.', '..', '#1'
    $invoices = ($keys | ForEach-Object { @{ External_Id__c = $_; Account__c = $ids[0]; Period__c = 'p' } } | New-SfRecord Invoice__c).Id
}

AfterAll { Stop-TestOrg $org }

Describe 'Get-SfRecord' {
    AfterEach { Clear-OrgFault $org }

    It 'reads what the pipeline names, in its order, with one call' {
        $results = @{ Name = 'Fresh' } | New-SfRecord Account
        $row = Invoke-SfQuery 'SELECT Name FROM Account WHERE Id = :id' @{ id = $ids[2] }
        $calls = Get-OrgCall $org {
            $told.Rows = @($ids[4]; $row; [pscustomobject]@{ Id = $ids[1].Substring(0, 15) }; @{ ID = $ids[0] }; $results; $ids[4]) | Get-SfRecord Account -Field Name, Phone
        }
        $calls.Count | Should -Be 1
        $told.Rows.Name | Should -Be 'Get 5', 'Get 3', 'Get 2', 'Get 1', 'Fresh', 'Get 5'
        $told.Rows[0].pstypenames[0] | Should -Be 'Salesforce.Account'
        $told.Rows[0].psobject.Properties.Name | Should -Be Id, Name, Phone
        $told.Rows[0].Phone = 'x'
        $told.Rows[5].HasChanges() | Should -BeFalse -Because 'who asks twice gets two records'
    }

    It 'takes the object from rows, also of several objects' {
        $contact = New-SfRecord Contact @{ LastName = 'Mixed'; AccountId = $ids[0] }
        $rows = Invoke-SfQuery 'SELECT Id FROM Account WHERE Id = :id' @{ id = $ids[0] }
        $rows = @($rows; Invoke-SfQuery 'SELECT Id FROM Contact WHERE Id = :id' @{ id = $contact.Id }; $rows)
        $calls = Get-OrgCall $org { $told.Rows = $rows | Get-SfRecord -Field Name }
        $calls.Count | Should -Be 2
        $told.Rows.Name | Should -Be 'Get 1', 'Mixed', 'Get 1'
        ($rows[0] | ConvertTo-Json | ConvertFrom-Json | Get-SfRecord Account -Field Name).Name | Should -Be 'Get 1'
        $job = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($rows[0]))
        ($job | Get-SfRecord -Field Name).Name | Should -Be 'Get 1'
    }

    It 'reads all fields by default, with their types, for one describe' {
        $fresh = Connect-TestOrg $org @{ NoDefault = $true }
        $calls = Get-OrgCall $org { $told.Rows = $ids | Get-SfRecord Account -Session $fresh }
        $calls.path | Should -BeLike '*/sobjects/Account*'
        $calls.Count | Should -Be 2
        $row = $told.Rows[0]
        $row.CreatedDate | Should -BeOfType datetimeoffset
        $row.NumberOfEmployees | Should -Be 1
        $describe = Invoke-SfRest sobjects/Account/describe
        $row.psobject.Properties.Name | Sort-Object | Should -Be ($describe.fields.name | Sort-Object)
    }

    It 'gives the same type that a query of these fields has' {
        $row = Get-SfRecord Account $ids[0] -Field Name, CreatedDate
        $row.GetType() | Should -Be (Invoke-SfQuery 'SELECT Id, Name, CreatedDate FROM Account LIMIT 1').GetType()
    }

    It 'reads fields of parents, and * beside them' {
        $contact = (New-SfRecord Contact @{ LastName = 'Path'; AccountId = $ids[0] }).Id
        $row = Get-SfRecord Contact $contact -Field Name, Account.Name, Account.Owner.Name
        $row.Account.Name | Should -Be 'Get 1'
        $row.Account.Owner.Name | Should -Not -BeNullOrEmpty
        $flat = Get-SfRecord Contact $contact -Field Name, Account.Name -Flatten
        $flat.'Account.Name' | Should -Be 'Get 1'
        $flat.psobject.Properties.Name | Should -Be Id, Name, Account.Name
        (Get-SfRecord Contact $contact -Field *, Account.Name).LastName | Should -Be Path
    }

    It 'says of each ID that is not there, deleted, or none' {
        $gone = (New-SfRecord Account @{ Name = 'Gone' }).Id
        Remove-SfRecord $gone -Confirm:$false
        $rows = $ids[0], '001000000000999AAA', $gone, 'nonsense', $ids[1] | Get-SfRecord Account -Field Name -ErrorVariable failed -ErrorAction SilentlyContinue
        $rows.Name | Should -Be 'Get 1', 'Get 2'
        $failed.TargetObject | Should -Be '001000000000999AAA', $gone, 'nonsense'
        $failed.FullyQualifiedErrorId | Should -BeLike '*,SalesforceCC.Cmdlets.Commands.GetSfRecordCommand'
        ($failed.FullyQualifiedErrorId -replace ',.*') | Should -Be NOT_FOUND, NOT_FOUND, MALFORMED_ID
        (Get-SfRecord Account $gone -Field Name, IsDeleted -IncludeDeleted).IsDeleted | Should -BeTrue
    }

    It 'tells once of an object that cannot be read' {
        $null = $ids | Get-SfRecord Nosuch__c -Field Name -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.Count | Should -Be 1
        $failed[0].TargetObject | Should -Be Nosuch__c
        $null = $ids | Get-SfRecord Account -Field Nosuch__c -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'INVALID_FIELD,*'
    }

    It 'finds records by keys, whatever is in them, many to a call' {
        $calls = Get-OrgCall $org { $told.Rows = Get-SfRecord Invoice__c -ExternalIdField External_Id__c -ExternalId $keys -Field Period__c }
        $told.Rows.Id | Should -Be $invoices
        @($calls | Where-Object path -NotLike '*/describe').Count | Should -Be 1
        $calls.path | Should -Not -BeLike '*x.test*'
        $rows = $keys | ForEach-Object { [pscustomobject]@{ external_id__c = $_ } } | Get-SfRecord Invoice__c -ExternalIdField External_Id__c
        $rows.Id | Should -Be $invoices
    }

    It 'says of keys that none or several records have' {
        1..2 | ForEach-Object { @{ LastName = "Twice $_"; Email = 'twice@x.test' } } | New-SfRecord Contact
        $once = (New-SfRecord Contact @{ LastName = 'Once'; Email = 'once@x.test' }).Id
        $rows = 'none@x.test', 'twice@x.test', 'ONCE@x.test', 'once@x.test', '' | Get-SfRecord Contact -ExternalIdField Email -ErrorVariable failed -ErrorAction SilentlyContinue
        $rows.Id | Should -Be $once, $once
        ($failed.FullyQualifiedErrorId -replace ',.*') | Should -Be NOT_FOUND, DUPLICATE_EXTERNAL_ID, INVALID_PARAMETER
        $failed.TargetObject | Should -Be 'none@x.test', 'twice@x.test', ''
        "$($failed[1])" | Should -Match '2 records Contact with Email twice@x.test: 003\w{15}, 003\w{15}'
    }

    It 'refuses <What> before it is sent' -ForEach @(
        @{ What = 'what is no field'; Script = { Get-SfRecord Account $ids[0] -Field 'Name FROM User--' }; Code = 'INVALID_PARAMETER' }
        @{ What = 'what is no object'; Script = { Get-SfRecord 'Account/../x' $ids[0] }; Code = 'INVALID_PARAMETER' }
        @{ What = 'an ID without object'; Script = { Get-SfRecord -Id $ids[0] }; Code = 'INVALID_PARAMETER' }
        @{ What = 'a row of another object'; Script = { Invoke-SfQuery 'SELECT Id FROM User LIMIT 1' | Get-SfRecord Account }; Code = 'INVALID_PARAMETER' }
        @{ What = 'a key that is no number'; Script = { Get-SfRecord Account -ExternalIdField NumberOfEmployees -ExternalId twelve }; Code = 'INVALID_PARAMETER' }
    ) {
        (Get-Failure $Script).FullyQualifiedErrorId | Should -BeLike "$Code,*"
        $org | Get-OrgRequest | Where-Object path -Like '*twelve*' | Should -BeNullOrEmpty
    }

    It 'says how to write an ID of digits, which is a number without quotes: <What>' -ForEach @(
        @{ What = 'Get-SfRecord'; Script = { Get-SfRecord Account 001000000000001 } }
        @{ What = 'an object'; Script = { [pscustomobject]@{ Id = 001000000000001 } | Get-SfRecord Account } }
        @{ What = 'Remove-SfRecord'; Script = { 001000000000001 | Remove-SfRecord -Confirm:$false } }
        @{ What = 'Restore-SfRecord'; Script = { Restore-SfRecord 001000000000001 } }
        @{ What = 'Set-SfRecord'; Script = { Set-SfRecord Account @{ Id = 001000000000001; Name = 'x' } } }
    ) {
        Clear-OrgRequest $org
        $failure = Get-Failure $Script
        $failure.ErrorDetails.Message | Should -Be 'MALFORMED_ID: 1000000000001 is a number, and a record ID is text.'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike "Put the ID in quotes, such as '0*"
        Get-OrgRequest $org | Should -BeNullOrEmpty
    }

    It 'says where child records come from: -Field <Field>' -ForEach @(
        @{ Field = 'Contacts.LastName'; Code = 'INVALID_FIELD' }
        @{ Field = '(SELECT LastName FROM Contacts)'; Code = 'INVALID_PARAMETER' }
    ) {
        $failure = Get-Failure { Get-SfRecord Account $ids[0] -Field Name, $Field }
        $failure.FullyQualifiedErrorId | Should -BeLike "$Code,*"
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*a subquery in Invoke-SfQuery, such as SELECT Id, (SELECT LastName FROM Contacts) FROM Account*'
        Invoke-SfQuery 'SELECT Id, (SELECT LastName FROM Contacts) FROM Account LIMIT 1' | Should -HaveCount 1
    }

    It 'refuses a row of another org' {
        # Nobody is there: it is refused before anything is sent.
        $token = ConvertTo-SecureString '00D000000000099!AQEAQH0.other' -AsPlainText -Force
        $there = Connect-SfAccessToken https://other.invalid -AccessToken $token -Name there -NoDefault
        $failure = Get-Failure { Get-SfRecord Account $ids[0] -Field Name | Get-SfRecord -Session $there }
        $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
        "$failure" | Should -BeLike '*comes from 127.0.0.1*other.invalid*'
        Disconnect-SfSession $there
    }

    It 'reads <Count> records with <Calls> calls, in order' -ForEach @(
        @{ Count = 2000; Calls = 1 }
        @{ Count = 2001; Calls = 2 }
    ) {
        if (-not $told.Many) { $told.Many = (1..2001 | ForEach-Object { @{ Name = "Many $_" } } | New-SfRecord Account).Id }
        $asked = $told.Many[0..($Count - 1)]
        $made = Get-OrgCall $org { $told.Rows = $asked | Get-SfRecord Account -Field Name }
        $made.Count | Should -Be $Calls
        ($told.Rows.Id -join ',') -ceq ($asked -join ',') | Should -BeTrue
        if ($Count -gt 2000) {
            $sizes = Get-OrgCall $org { $told.Rows = $asked | Get-SfRecord Account -Field Name, Owner.Name -BatchSize 300 -ThrottleLimit 3 }
            $sizes.Count | Should -Be 7
            ($told.Rows.Id -join ',') -ceq ($asked -join ',') | Should -BeTrue
        }
    }

    It 'writes back only what changed' {
        $row = Get-SfRecord Account $ids[3]
        Get-OrgCall $org { $row | Set-SfRecord } | Should -BeNullOrEmpty
        $row.Phone = 'new'
        $row | Set-SfRecord
        (Get-SfRecord Account $ids[3] -Field Phone).Phone | Should -Be new
    }

    It 'gives up the batch, and not the others, when the connection breaks' {
        $fresh = Connect-TestOrg $org @{ NoDefault = $true; MaximumRetryCount = 0 }
        $org | Set-OrgFault @{ path = '*/composite/sobjects/Account'; count = 1; status = 503; body = 'x' }
        $rows = $ids | Get-SfRecord Account -Field Name -BatchSize 2 -ThrottleLimit 1 -Session $fresh -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.TargetObject | Should -Be $ids[0], $ids[1]
        $rows.Name | Should -Be 'Get 3', 'Get 4', 'Get 5'
    }
}

Describe 'What Get-SfRecord reads of <_>, Set-SfRecord' -ForEach 'Account', 'Contact', 'Lead', 'Opportunity', 'Case', 'Task', 'Invoice__c', 'Invoice_Line__c' {
    BeforeAll {
        $type = $_
        $records = @(Invoke-SfQuery "SELECT Id FROM $type LIMIT 20" | Get-SfRecord)
        # Addresses and names are made of their parts, and each part is a field of its own.
        $fields = (Get-SfField $type | Where-Object { $_.Updateable -and $_.Type -notin 'address', 'location' }).Name
    }

    It 'can write back, each field that can be written' {
        $records | Should -Not -BeNullOrEmpty
        $rows = foreach ($record in $records) {
            $row = @{ Id = $record.Id }
            foreach ($field in $fields) { $row[$field] = $record.$field }
            $row
        }
        $results = $rows | Set-SfRecord $type -PassThru -ErrorAction Stop
        $results.Id | Should -Be $records.Id

        $again = @($records | Get-SfRecord)
        for ($i = 0; $i -lt $records.Count; $i++) {
            foreach ($field in $fields) { "$($again[$i].$field)" | Should -BeExactly "$($records[$i].$field)" -Because "$field of $($records[$i].Id)" }
        }
    }

    It 'can write when each field was changed and changed back' {
        foreach ($record in $records | Select-Object -First 3) {
            foreach ($field in $fields | Where-Object { $null -ne $record.$_ }) {
                $value = $record.$field
                $record.$field = $null
                $record.$field = $value
            }
        }
        Get-OrgCall $org { $records | Set-SfRecord } | Should -BeNullOrEmpty -Because 'nothing is another than it was'
    }
}
