BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $session = Connect-TestOrg $org

    # What the scripts of calls have to tell.
    $told = @{}

    $ids = (1..3 | ForEach-Object { @{ Name = "Set $_"; Industry = 'Energy'; Phone = "$_" } } | New-SfRecord Account).Id
    function Get-Row { Invoke-SfQuery 'SELECT Id, Name, Industry, Phone, CreatedDate, Owner.Name FROM Account WHERE Id IN :ids ORDER BY Name' @{ ids = $ids } }
}

AfterAll { Stop-TestOrg $org }

Describe 'Set-SfRecord' {
    AfterEach { Clear-OrgFault $org }

    It 'sends what was changed in rows of a query, and nothing for the others' {
        $rows = Get-Row
        $rows[0].Phone = '030 1'
        $rows[2].Industry = $null
        $org | Set-OrgFault @{ path = '*/composite/sobjects'; count = 1; status = 400; body = @(@{ errorCode = 'X'; message = 'x' }) }
        $calls = Get-OrgCall $org { $rows | Set-SfRecord -ErrorAction SilentlyContinue }
        $calls.Count | Should -Be 1
        $rows[0].HasChanges() | Should -BeTrue -Because 'what failed is still to be written'

        Clear-OrgFault $org
        $rows | Set-SfRecord | Should -BeNullOrEmpty
        $now = Get-Row
        $now.Phone | Should -Be '030 1', '2', '3'
        $now.Industry | Should -Be 'Energy', 'Energy', $null
        Get-OrgCall $org { $rows | Set-SfRecord } | Should -BeNullOrEmpty
        ($rows | Set-SfRecord -Verbose 4>&1)[0] | Should -BeLike '*nothing was changed*'
    }

    It 'takes hashtables and objects by their Id; null clears, absent is not sent' {
        Set-SfRecord Account @{ Id = $ids[0]; Phone = $null }, ([pscustomobject]@{ ID = $ids[1].Substring(0, 15); Phone = 'x' })
        $now = Get-Row
        $now[0].Phone | Should -BeNullOrEmpty
        $now[1].Phone | Should -Be x
        $now.Name | Should -Be 'Set 1', 'Set 2', 'Set 3'
    }

    It 'returns results with -PassThru only' {
        $result = Set-SfRecord Account @{ Id = $ids[0]; Phone = '1' } -PassThru
        $result.Id, $result.Created | Should -Be $ids[0], $false
    }

    It 'creates and changes by an external ID, whatever is in it' {
        $keys = 'http://x.test/a/b?c=1&d=%2F', 'a+b', '100%', 'ä/ö', '.', '..', '#1'
        $calls = Get-OrgCall $org { $told.First = $keys | ForEach-Object { @{ External_Id__c = $_; Account__c = $ids[0]; Period__c = '1' } } | Set-SfRecord Invoice__c -ExternalIdField External_Id__c -PassThru }
        $second = $keys | ForEach-Object { @{ External_Id__c = $_; Period__c = '2' } } | Set-SfRecord Invoice__c -ExternalIdField External_Id__c -PassThru
        $calls.Count | Should -Be 1
        $told.First.Created | Should -Be (@($true) * 7)
        $second.Created | Should -Be (@($false) * 7)
        $second.Id | Should -Be $told.First.Id
    }

    It 'sends a key that comes again in a later request' {
        $rows = 'k1', 'k2', 'K1' | ForEach-Object { @{ External_Id__c = $_; Account__c = $ids[0]; Period__c = "n$((++$script:n))" } }
        $calls = Get-OrgCall $org { $told.Results = $rows | Set-SfRecord Invoice__c -ExternalIdField External_Id__c -PassThru }
        $calls.Count | Should -Be 2
        $told.Results.InputObject.Period__c | Should -Be $rows.Period__c
    }

    It 'creates records without an ID, and changes those with one, with -ExternalIdField Id' {
        $calls = Get-OrgCall $org {
            $told.Results = @{ Id = $ids[0]; Fax = '42' }, @{ Name = 'By Id' } | Set-SfRecord Account -ExternalIdField Id -PassThru -ErrorAction Stop
        }
        $calls.Count | Should -Be 1
        $told.Results.Created | Should -Be $false, $true
        $told.Results[0].Id | Should -Be $ids[0]
        (Invoke-SfQuery 'SELECT Fax FROM Account WHERE Id = :id' @{ id = $ids[0] }).Fax | Should -Be 42
        Invoke-SfQuery "SELECT COUNT() FROM Account WHERE Name = 'By Id'" | Should -Be 1
    }

    It 'creates nothing with -UpdateOnly' {
        $null = 'u1', 'u2', 'u/3' | ForEach-Object { @{ External_Id__c = $_; Account__c = $ids[0]; Period__c = '1' } } | New-SfRecord Invoice__c -ErrorAction Stop
        $rows = 'u1', 'nosuch', 'U2', 'u/3', 'u1' | ForEach-Object { [pscustomobject] @{ External_Id__c = $_; Period__c = "n$((++$script:u))" } }
        $calls = Get-OrgCall $org {
            $told.Results = $rows | Set-SfRecord Invoice__c -ExternalIdField External_Id__c -UpdateOnly -PassThru -ErrorVariable failed -ErrorAction SilentlyContinue
            $told.Failed = $failed
        }
        $told.Results.InputObject.Period__c | Should -Be n1, n3, n4, n5
        $told.Results.Created | Should -Be (@($false) * 4)
        $told.Failed.FullyQualifiedErrorId | Should -BeLike 'NOT_FOUND,*'
        $told.Failed[0].TargetObject | Should -Be $rows[1]
        (Invoke-SfQuery "SELECT Period__c FROM Invoice__c WHERE External_Id__c IN ('u1', 'u2', 'u/3') ORDER BY External_Id__c").Period__c | Should -Be n4, n5, n3
        Invoke-SfQuery "SELECT COUNT() FROM Invoice__c WHERE External_Id__c = 'nosuch'" | Should -Be 0
        $calls.Where({ $_.method -eq 'PATCH' }).path | Sort-Object -Unique | Should -Be /services/data/v68.0/composite/sobjects
        $calls.Where({ $_.method -eq 'GET' }).Count | Should -BeLessOrEqual 3 -Because 'keys that may be one are asked for apart, and the object is described once'
    }

    It 'saves none with -UpdateOnly and -AllOrNone if one does not exist' {
        $null = New-SfRecord Invoice__c @{ External_Id__c = 'v1'; Account__c = $ids[0]; Period__c = 'before' } -ErrorAction Stop
        $null = 'v1', 'nosuch' | ForEach-Object { @{ External_Id__c = $_; Period__c = 'after' } } |
            Set-SfRecord Invoice__c -ExternalIdField External_Id__c -UpdateOnly -AllOrNone -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.Count | Should -Be 2
        (Invoke-SfQuery "SELECT Period__c FROM Invoice__c WHERE External_Id__c = 'v1'").Period__c | Should -Be before
    }

    It 'needs an ID with -ExternalIdField Id and -UpdateOnly' {
        $null = @{ Id = $ids[1]; Fax = '43' }, @{ Name = 'Without' } | Set-SfRecord Account -ExternalIdField Id -UpdateOnly -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.Count | Should -Be 1
        $failed[0].TargetObject.Name | Should -Be Without
        (Invoke-SfQuery 'SELECT Fax FROM Account WHERE Id = :id' @{ id = $ids[1] }).Fax | Should -Be 43
    }

    It 'fails each record with -UpdateOnly where the object or the key field does not exist' {
        $null = 1..3 | ForEach-Object { @{ Nosuch__c = "$_"; Phone = '1' } } | Set-SfRecord Account -ExternalIdField Nosuch__c -UpdateOnly -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.Count | Should -Be 3
        $null = 1..3 | ForEach-Object { @{ Key__c = "$_"; Phone = '1' } } | Set-SfRecord Nosuch__c -ExternalIdField Key__c -UpdateOnly -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.Count | Should -Be 3
        $failed.TargetObject.Key__c | Should -Be '1', '2', '3'
    }

    It 'leaves the Id of a row out where it is found by a key' {
        $null = New-SfRecord Invoice__c @{ Account__c = $ids[0]; External_Id__c = 'withid' }
        $row = Invoke-SfQuery "SELECT Id, External_Id__c, Period__c FROM Invoice__c WHERE External_Id__c = 'withid'"
        $row.Period__c = 'by key'
        $lines = $row | Set-SfRecord -ExternalIdField External_Id__c -Verbose 4>&1
        "$lines" | Should -BeLike '*Id is left out*'
        (Invoke-SfQuery "SELECT Period__c FROM Invoice__c WHERE External_Id__c = 'withid'").Period__c | Should -Be 'by key'
    }

    It 'refuses a row of another org, and takes its fields given anew' {
        # Nobody is there: it is refused before anything is sent.
        $token = ConvertTo-SecureString '00D000000000099!AQEAQH0.other' -AsPlainText -Force
        $there = Connect-SfAccessToken https://other.invalid -AccessToken $token -Name there -NoDefault
        $row = (Get-Row)[0]
        $row.Phone = 'moved'
        foreach ($script in { $row | Set-SfRecord -Session $there }, { $row | New-SfRecord -Session $there }, { $row | Remove-SfRecord -Confirm:$false -Session $there }) {
            $failure = Get-Failure $script
            $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
            "$failure" | Should -BeLike '*comes from 127.0.0.1*other.invalid*'
        }
        ($row | Select-Object Name, Phone | New-SfRecord Account).Success | Should -BeTrue
        Disconnect-SfSession $there
    }

    It 'writes errors with their inputs' {
        $rows = @{ Phone = 'no id' }, @{ Id = 'bad'; Phone = '1' }, @{ Id = '001000000000999AAA'; Phone = '1' }, @{ Id = $ids[0]; Phone = 'ok' }
        $results = $rows | Set-SfRecord Account -PassThru -ErrorVariable failed -ErrorAction SilentlyContinue
        $results.Count | Should -Be 1
        $failed.Count | Should -Be 3
        $failed.TargetObject | ForEach-Object { [array]::IndexOf($rows, $_) } | Should -Be 0, 1, 2
        $failed[1].FullyQualifiedErrorId | Should -BeLike 'MALFORMED_ID,*'
        (Get-Failure { Set-SfRecord Invoice__c @{ Period__c = 'no key' } -ExternalIdField External_Id__c }).ErrorDetails.Message | Should -BeLike "*no value for its key*"
        (Get-Failure { (Get-Row)[0] | ForEach-Object { $_.Phone = 'z'; $_ } | Set-SfRecord Contact }).ErrorDetails.Message | Should -BeLike '*is of Account, not of Contact*'
    }

    It 'repeats an upsert whose fate is not known' {
        $org | Set-OrgFault @{ path = '*/composite/sobjects/Invoice__c/*'; drop = 'headers'; count = 1 }
        (@{ External_Id__c = 'again'; Account__c = $ids[0] } | Set-SfRecord Invoice__c -ExternalIdField External_Id__c -PassThru).Success | Should -BeTrue
    }
}
