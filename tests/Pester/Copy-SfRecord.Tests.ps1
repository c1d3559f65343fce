BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $session = Connect-TestOrg $org
    $other = Start-TestOrg
    $target = Connect-TestOrg $other -With @{ Name = 'target'; NoDefault = $true }
    $before = Get-Location
    Set-Location ([IO.Directory]::CreateTempSubdirectory('sfcc-copy-').FullName)

    $top = (New-SfRecord Account @{ Name = 'Copy top'; NumberOfEmployees = 7 }).Id
    $sub = (New-SfRecord Account @{ Name = 'Copy sub'; ParentId = $top }).Id
    $boss = (New-SfRecord Contact @{ LastName = 'Copy boss'; AccountId = $top; Email = 'boss@copy.example' }).Id
    $staff = (New-SfRecord Contact @{ LastName = 'Copy staff'; AccountId = $sub; ReportsToId = $boss; Birthdate = '1990-02-03' }).Id
    $null = New-SfRecord Invoice__c @{ External_Id__c = 'copy-1'; Account__c = $top; Contact__c = $boss; Total__c = 12.5; Sent_At__c = '2026-01-02T03:04:05Z' }
    function Get-There([string] $Soql, $Parameters) { Invoke-SfQuery $Soql $Parameters -Session $target }
}

AfterAll {
    $folder = Get-Location
    Set-Location $before
    Remove-Item $folder -Recurse -ErrorAction Ignore
    Stop-TestOrg $org
    Stop-TestOrg $other
}

Describe 'Copy-SfRecord' {
    AfterEach { Clear-OrgFault $other }

    It 'copies rows, their children, and what they refer to, related as before' {
        $results = Copy-SfRecord "SELECT Name, NumberOfEmployees, ParentId, CreatedDate, (SELECT LastName, Birthdate, ReportsToId FROM Contacts) FROM Account WHERE Name LIKE 'Copy%'" target -Confirm:$false -ErrorAction Stop
        $results | Should -BeOfType SalesforceCC.SfTreeResult
        $results.Count | Should -Be 4
        $results.ReferenceId | Sort-Object | Should -Be ($top, $sub, $boss, $staff | Sort-Object)
        $rows = Get-There "SELECT LastName, Birthdate, Account.Name, Account.Parent.Name, Account.Parent.NumberOfEmployees, ReportsTo.LastName FROM Contact WHERE LastName = 'Copy staff'"
        @($rows).Count | Should -Be 1
        $rows.Account.Parent.Name, $rows.Account.Parent.NumberOfEmployees, $rows.ReportsTo.LastName | Should -Be 'Copy top', 7, 'Copy boss'
        $rows.Birthdate | Should -Be ([datetime]'1990-02-03')
    }

    It 'copies parents of which the query has fields, and finds those of which it has a key' {
        $null = New-SfRecord Contact @{ LastName = 'There already'; Email = 'boss@copy.example' } -Session $target
        $results = Copy-SfRecord "SELECT External_Id__c, Total__c, Sent_At__c, Account__r.Name, Account__r.NumberOfEmployees, Contact__r.Email FROM Invoice__c WHERE External_Id__c = 'copy-1'" target -Confirm:$false -ErrorAction Stop
        $results.Type | Should -Be 'Account', 'Invoice__c'
        $row = Get-There "SELECT Total__c, Sent_At__c, Account__r.Name, Account__r.NumberOfEmployees, Contact__r.LastName FROM Invoice__c WHERE External_Id__c = 'copy-1'"
        $row.Total__c, $row.Account__r.Name, $row.Contact__r.LastName | Should -Be 12.5, 'Copy top', 'There already'
        $row.Sent_At__c | Should -Be ([datetimeoffset]'2026-01-02T03:04:05Z')
    }

    It '-ExternalIdField changes what is there, and creates the rest' {
        $soql = "SELECT External_Id__c, Total__c, Period__c, Account__r.Name, Account__r.NumberOfEmployees FROM Invoice__c WHERE External_Id__c LIKE 'key-%'"
        $null = 1, 2 | ForEach-Object { @{ External_Id__c = "key-$_"; Account__c = $top; Total__c = $_ } } | New-SfRecord Invoice__c
        $there = (New-SfRecord Account @{ Name = 'Owner' } -Session $target).Id
        $null = New-SfRecord Invoice__c @{ External_Id__c = 'key-1'; Account__c = $there; Total__c = 99; Period__c = 'old' } -Session $target
        $copy = @{ TargetSession = $target; ExternalIdField = 'Invoice__c.External_Id__c'; IdMapPath = 'keys.json'; Confirm = $false; ErrorAction = 'Stop' }
        $results = Copy-SfRecord $soql @copy
        ($results | Where-Object Type -EQ Invoice__c).Created | Sort-Object | Should -Be $false, $true
        $rows = Get-There "SELECT External_Id__c, Total__c, Period__c FROM Invoice__c WHERE External_Id__c LIKE 'key-%' ORDER BY External_Id__c"
        $rows.Total__c | Should -Be 1, 2
        $rows[0].Period__c | Should -BeNullOrEmpty

        @(Copy-SfRecord $soql @copy | Where-Object Created) | Should -BeNullOrEmpty -Because 'the map has all of them'
        (Get-Failure { Copy-SfRecord $soql $target -ExternalIdField Period__c -Confirm:$false }).FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
    }

    It 'resolves lookups to what an earlier run has copied' {
        $null = Copy-SfRecord 'SELECT Name FROM Account WHERE Id = :i' $target -Parameters @{ i = $top } -IdMapPath runs.json -Confirm:$false
        $result = Copy-SfRecord 'SELECT LastName, AccountId FROM Contact WHERE Id = :i' $target -Parameters @{ i = $boss } -IdMapPath runs.json -Confirm:$false -ErrorAction Stop
        (Get-There 'SELECT Account.Name FROM Contact WHERE Id = :i' @{ i = $result.Id }).Account.Name | Should -Be 'Copy top'
    }

    It 'leaves out lookups to what is not copied with a warning, and refuses them where they must have a value' {
        $result = Copy-SfRecord 'SELECT LastName, AccountId, OwnerId FROM Contact WHERE Id = :i' $target -Parameters @{ i = $boss } -Confirm:$false -WarningVariable warned -WarningAction SilentlyContinue
        $result.Success | Should -BeTrue
        "$warned" | Should -BeLike '*Contact.AccountId is left out*'
        "$warned" | Should -Not -BeLike '*OwnerId*'
        $calls = Get-OrgCall $other { $script:failure = Get-Failure { Copy-SfRecord 'SELECT External_Id__c, Account__c FROM Invoice__c LIMIT 1' $target -Confirm:$false } }
        $failure.FullyQualifiedErrorId | Should -BeLike 'UNKNOWN_REFERENCE,*'
        $failure.ErrorDetails.Message | Should -BeLike '*Invoice__c.Account__c must have a value*'
        $calls | Where-Object method -NE GET | Should -BeNullOrEmpty
    }

    It 'finds record types by their names in the other org, and refuses what it does not have' {
        $schema = @{ Way__c = @{ label = 'Way'; labelPlural = 'Ways'; fields = @{ RecordTypeId = @{ type = 'reference'; to = 'RecordType'; relationship = 'RecordType' }; Only_Here__c = 'string(20)' } } }
        $null = Invoke-OrgKnob $org schema POST $schema
        $schema.Way__c.fields.Remove('Only_Here__c')
        $null = Invoke-OrgKnob $other schema POST $schema
        foreach ($name in 'filler', 'Path') { $there = (New-SfRecord RecordType @{ Name = $name; DeveloperName = $name; SobjectType = 'Way__c' } -Session $target).Id }
        $here = (New-SfRecord RecordType @{ Name = 'Path'; DeveloperName = 'Path'; SobjectType = 'Way__c' }).Id
        $null = New-SfRecord Way__c @{ RecordTypeId = $here; Only_Here__c = 'x' }
        $here | Should -Not -Be $there
        $result = Copy-SfRecord 'SELECT RecordType.DeveloperName FROM Way__c' $target -Confirm:$false -ErrorAction Stop
        (Get-There 'SELECT RecordTypeId FROM Way__c WHERE Id = :i' @{ i = $result.Id }).RecordTypeId | Should -Be $there
        (Get-Failure { Copy-SfRecord 'SELECT Only_Here__c FROM Way__c' $target -Confirm:$false }).ErrorDetails.Message | Should -BeLike "INVALID_FIELD: In the target org, Way__c has no field 'Only_Here__c'*"
        $null = Invoke-OrgKnob $org schema POST @{ Nowhere__c = @{ label = 'N'; labelPlural = 'Ns'; fields = @{} } }
        $null = New-SfRecord Nowhere__c @{ Name = 'x' }
        (Get-Failure { Copy-SfRecord 'SELECT Name FROM Nowhere__c' $target -Confirm:$false }).FullyQualifiedErrorId | Should -BeLike 'NOT_FOUND,*'
    }

    It 'asks first, names the target, and says whether it is production; -WhatIf shows the steps' {
        (Get-Command Copy-SfRecord).ImplementingType.GetCustomAttributes($true).Where({ $_ -is [System.Management.Automation.CmdletAttribute] }).ConfirmImpact | Should -Be High
        $soql = "SELECT Name, (SELECT LastName FROM Contacts) FROM Account WHERE Name = 'Copy top'"
        $calls = Get-OrgCall $other { $script:steps = Copy-SfRecord $soql $target -WhatIf }
        $calls | Where-Object method -NE GET | Should -BeNullOrEmpty
        $steps | Should -BeOfType SalesforceCC.SfTreeStep
        $steps.Type | Should -Be 'Account', 'Contact'

        foreach ($sandbox in $false, $true) {
            $other | Set-OrgFault @{ path = '*/query*'; status = 200; body = @{ totalSize = 1; done = $true; records = @(@{ attributes = @{ type = 'Organization' }; Name = 'Acme'; OrganizationType = 'Enterprise Edition'; IsSandbox = $sandbox }) } }
            $other | Set-OrgFault @{ method = 'POST'; path = '*/composite/sobjects'; status = 400; body = @(@{ errorCode = 'NOT_NOW'; message = 'x' }) }
            $told = Copy-SfRecord "SELECT Name FROM Account WHERE Name = 'Copy top'" $target -Confirm:$false -Verbose -ErrorAction SilentlyContinue 4>&1
            Clear-OrgFault $other
            "$told" | Should -BeLike "*Copy 1 records to the $(if ($sandbox) { 'sandbox' } else { 'production org' }) $($target.InstanceUrl.Authority) (Acme, Enterprise Edition): 1. Create 1 Account*"
        }
    }

    It 'that fails in the middle goes on from the map' {
        $null = 1..30 | ForEach-Object { @{ LastName = "Many $_"; Company = 'Copied' } } | New-SfRecord Lead
        $other | Set-OrgFault @{ method = 'POST'; path = '*/composite/sobjects'; skip = 1; drop = 'before' }
        $copy = @{ Query = "SELECT LastName, Company FROM Lead WHERE Company = 'Copied'"; TargetSession = $target; IdMapPath = 'leads.json'; BatchSize = 10; ThrottleLimit = 1; Confirm = $false }
        @(Copy-SfRecord @copy -ErrorAction SilentlyContinue | Where-Object Success).Count | Should -Be 20
        Clear-OrgFault $other
        (Copy-SfRecord @copy -ErrorAction Stop -WarningAction SilentlyContinue).Success | Should -Be (, $true * 30)
        @(Get-There "SELECT Id FROM Lead WHERE Company = 'Copied'").Count | Should -Be 30
    }

    It 'of a closed or unknown target is an error' {
        $closed = Connect-TestOrg $other -With @{ Name = 'closed'; NoDefault = $true }
        Disconnect-SfSession closed
        (Get-Failure { Copy-SfRecord 'SELECT Name FROM Account' $closed -Confirm:$false }).FullyQualifiedErrorId | Should -BeLike 'SESSION_CLOSED,*'
        { Copy-SfRecord 'SELECT Name FROM Account' nosuch -Confirm:$false } | Should -Throw "*no session 'nosuch'*"
    }
}
