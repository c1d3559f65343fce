BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $session = Connect-TestOrg $org
    $before = Get-Location
    Set-Location ([IO.Directory]::CreateTempSubdirectory('sfcc-tree-').FullName)
    function Read-Json([string] $Path) { Get-Content $Path -Raw | ConvertFrom-Json }

    $top = (New-SfRecord Account @{ Name = 'Tree top'; BillingCity = 'Oslo' }).Id
    $sub = (New-SfRecord Account @{ Name = 'Tree sub'; ParentId = $top }).Id
    $boss = (New-SfRecord Contact @{ LastName = 'Tree boss'; AccountId = $top; Email = 'boss@tree.example' }).Id
    $null = New-SfRecord Contact @{ LastName = 'Tree staff'; AccountId = $sub; ReportsToId = $boss }
    $null = New-SfRecord Task @{ Subject = 'Tree task'; WhatId = $sub; WhoId = $boss }
}

AfterAll {
    $folder = Get-Location
    Set-Location $before
    Remove-Item $folder -Recurse -ErrorAction Ignore
    Stop-TestOrg $org
}

Describe 'Export-SfTree' {
    It 'writes a file with children inside, without what an import cannot set' {
        $soql = "SELECT Id, Name, Fax, CreatedDate, BillingAddress, Owner.Name, (SELECT Id, LastName, AccountId, Account.Name FROM Contacts) FROM Account WHERE Name = 'Tree top'"
        $notes = Export-SfTree $soql -Verbose 4>&1
        $file = Read-Json Account-Contact.json

        $file.records.Count | Should -Be 1
        $file.records[0].PSObject.Properties.Name | Should -Be 'attributes', 'Name', 'Contacts'
        $file.records[0].attributes.PSObject.Properties.Name | Should -Be 'type', 'referenceId'
        $file.records[0].attributes.referenceId | Should -Be AccountRef1
        @($file.records[0].Contacts.records)[0].PSObject.Properties.Name | Should -Be 'attributes', 'LastName'
        foreach ($field in 'CreatedDate', 'BillingAddress', 'Owner') { "$notes" | Should -BeLike "*Account.$field is left out*" }
        "$notes" | Should -BeLike '*Contact.Account is left out*'
    }

    It '-Plan writes a file for each object and a plan, with references to what is in the export' {
        $files = Export-SfTree "SELECT Name, ParentId, (SELECT LastName, ReportsToId FROM Contacts) FROM Account WHERE Name LIKE 'Tree%'", "SELECT Subject, WhatId, WhoId, OwnerId FROM Task WHERE Subject = 'Tree task'" -Plan -Prefix all -OutputDirectory new/folder -PassThru
        $files | Should -BeOfType SalesforceCC.SfTreeFile
        $files.Path | Split-Path -Leaf | Should -Be 'all-Account.json', 'all-Contact.json', 'all-Task.json', 'all-plan.json'
        $files.Records | Should -Be 2, 2, 1, 5
        $files.IsPlan | Should -Be $false, $false, $false, $true

        $plan = Read-Json new/folder/all-plan.json
        $plan.sobject | Should -Be 'Account', 'Contact', 'Task'
        $plan.files | Should -Be 'all-Account.json', 'all-Contact.json', 'all-Task.json'
        $accounts, $contacts, $tasks = foreach ($name in $plan.files) { , (Read-Json "new/folder/$name").records }
        $byName = @{}
        $accounts + $contacts | ForEach-Object { $byName["$($_.Name)$($_.LastName)"] = $_ }
        $byName['Tree sub'].ParentId | Should -Be "@$($byName['Tree top'].attributes.referenceId)"
        $byName['Tree boss'].AccountId | Should -Be "@$($byName['Tree top'].attributes.referenceId)"
        $byName['Tree staff'].ReportsToId | Should -Be "@$($byName['Tree boss'].attributes.referenceId)"
        $tasks.WhatId | Should -Be "@$($byName['Tree sub'].attributes.referenceId)"
        $tasks.WhoId | Should -Be "@$($byName['Tree boss'].attributes.referenceId)"
        $tasks.OwnerId | Should -Match '^005' -Because 'its record is not in the export'
        $byName['Tree top'].PSObject.Properties.Name | Should -Not -Contain ParentId -Because 'it has none'
    }

    It '-Plan of one query is named for its objects' {
        Export-SfTree "SELECT Name, (SELECT LastName FROM Contacts) FROM Account WHERE Name LIKE 'Tree%'" -Plan -OutputDirectory one
        (Get-ChildItem one).Name | Sort-Object | Should -Be 'Account-Contact-plan.json', 'Account.json', 'Contact.json'
    }

    It 'writes a record once, however often and in whatever place it comes' {
        $queries = "SELECT Name, (SELECT Name FROM ChildAccounts), (SELECT LastName FROM Contacts) FROM Account WHERE Name LIKE 'Tree%'", "SELECT LastName, Email FROM Contact WHERE LastName LIKE 'Tree%'"
        Export-SfTree $queries -Plan -OutputDirectory once
        (Read-Json once/Account.json).records.Count | Should -Be 2
        $contacts = (Read-Json once/Contact.json).records
        $contacts.Count | Should -Be 2
        $contacts.Email | Where-Object { $_ } | Should -Be 'boss@tree.example' -Because 'what both queries say of it is written'

        Export-SfTree $queries -OutputDirectory nested
        (Get-ChildItem nested).Name | Should -Be 'Account.json'
        $account = (Read-Json nested/Account.json).records
        @($account).Count | Should -Be 1
        $account.ChildAccounts.records.Contacts.records.LastName | Should -Be 'Tree staff'
    }

    It 'keeps records that lie in each other' {
        $a = (New-SfRecord Account @{ Name = 'Loop a' }).Id
        $b = (New-SfRecord Account @{ Name = 'Loop b'; ParentId = $a }).Id
        Set-SfRecord Account @{ Id = $a; ParentId = $b }
        foreach ($plan in $true, $false) {
            Export-SfTree 'SELECT Name, (SELECT Name FROM ChildAccounts) FROM Account WHERE Id IN :i' -Parameters @{ i = $a, $b } -Plan:$plan -OutputDirectory "loop$plan" -WarningAction Ignore
            $import = if ($plan) { @{ Plan = "loop$plan/Account-plan.json" } } else { @{ Path = "loop$plan/Account.json" } }
            $results = Import-SfTree @import -ErrorAction Stop
            $rows = Invoke-SfQuery 'SELECT Id, ParentId FROM Account WHERE Id IN :i' @{ i = $results.Id }
            $rows.Count | Should -Be 2
            $rows[0].ParentId, $rows[1].ParentId | Should -Be $rows[1].Id, $rows[0].Id
        }
    }

    It 'names no record so that a text would be taken for a reference' {
        $id = (New-SfRecord Lead @{ LastName = '@LeadRef1'; Company = 'Text ref' }).Id
        Export-SfTree 'SELECT LastName, Company FROM Lead WHERE Id = :i' -Parameters @{ i = $id } -Path lead.json
        (Read-Json lead.json).records[0].attributes.referenceId | Should -Be LeadRef2
        $new = Import-SfTree lead.json
        (Invoke-SfQuery 'SELECT LastName FROM Lead WHERE Id = :i' @{ i = $new.Id }).LastName | Should -Be '@LeadRef1'
    }

    It 'keeps a parent by its key, and a record type by its name' {
        $null = Invoke-OrgKnob $org schema POST @{ Trip__c = @{ label = 'Trip'; labelPlural = 'Trips'; fields = @{ RecordTypeId = @{ type = 'reference'; to = 'RecordType'; relationship = 'RecordType' }; Invoice__c = @{ type = 'reference'; to = 'Invoice__c' } } } }
        $type = (New-SfRecord RecordType @{ Name = 'Train'; DeveloperName = 'Train'; SobjectType = 'Trip__c' }).Id
        $invoice = (New-SfRecord Invoice__c @{ External_Id__c = 'trip'; Account__c = $top }).Id
        $null = New-SfRecord Trip__c @{ RecordTypeId = $type; Invoice__c = $invoice }
        Export-SfTree 'SELECT RecordType.Name, Invoice__r.External_Id__c FROM Trip__c'
        $record = (Read-Json Trip__c.json).records[0]
        $record.RecordType.Name | Should -Be Train
        $record.Invoice__r.External_Id__c | Should -Be trip
        $new = Import-SfTree Trip__c.json -ErrorAction Stop
        $row = Invoke-SfQuery 'SELECT RecordTypeId, Invoice__c FROM Trip__c WHERE Id = :i' @{ i = $new.Id }
        $row.RecordTypeId, $row.Invoice__c | Should -Be $type, $invoice
    }

    It 'leaves out the path of a file, and says so' {
        $null = New-SfRecord ContentVersion @{ Title = 'Tree'; PathOnClient = 'tree.txt'; VersionData = 'eA==' } -ErrorAction Stop
        Export-SfTree "SELECT Title, PathOnClient, VersionData FROM ContentVersion WHERE Title = 'Tree'" -Path file.json -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike '*ContentVersion.VersionData is left out*'
        (Read-Json file.json).records[0].PSObject.Properties.Name | Should -Not -Contain VersionData
    }

    It 'warns of files that the Salesforce CLI imports only with a plan, and of queries without records' {
        $null = 1..201 | ForEach-Object { @{ LastName = "Crowd $_"; Company = 'Crowd' } } | New-SfRecord Lead
        Export-SfTree "SELECT LastName FROM Lead WHERE Company = 'Crowd'" -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike '*201 records*plan*'
        (Read-Json Lead.json).records.Count | Should -Be 201
        Export-SfTree "SELECT Name FROM Campaign WHERE Name = 'nobody'" -Plan -OutputDirectory none -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike 'The query returned no records: *'
        'none' | Should -Not -Exist
    }

    It 'refuses <What>' -ForEach @(
        @{ What = 'COUNT()'; Script = { Export-SfTree 'SELECT COUNT() FROM Account' }; Code = 'INVALID_PARAMETER' }
        @{ What = 'GROUP BY'; Script = { Export-SfTree 'SELECT Industry, COUNT(Id) FROM Account GROUP BY Industry' }; Code = 'INVALID_PARAMETER' }
        @{ What = '-Path with several queries'; Script = { Export-SfTree 'SELECT Name FROM Account', 'SELECT LastName FROM Lead' -Path x.json }; Code = 'INVALID_PARAMETER' }
        @{ What = '-Path with a plan'; Script = { Export-SfTree 'SELECT Name FROM Account' -Plan -Path x.json }; Code = 'INVALID_PARAMETER' }
        @{ What = 'a query that Salesforce refuses'; Script = { Export-SfTree 'SELECT Nosuch FROM Account' -Path x.json }; Code = 'INVALID_FIELD' }
        @{ What = 'a file that is there, with -NoClobber'; Script = { 'mine' | Set-Content mine.json; Export-SfTree 'SELECT Name FROM Account' -Path mine.json -NoClobber }; Code = 'FILE_EXISTS' }
        @{ What = 'a folder as file'; Script = { Export-SfTree 'SELECT Name FROM Account' -Path . }; Code = 'FILE_NOT_WRITTEN' }
    ) {
        (Get-Failure $Script).FullyQualifiedErrorId | Should -BeLike "$Code,*"
        'x.json' | Should -Not -Exist
    }

    It 'writes no file where a query breaks off, nor with -WhatIf' {
        $org | Set-OrgFault @{ path = '*/query*'; skip = 1; count = -1; status = 500; body = 'broken' }
        try { $null = Get-Failure { Export-SfTree 'SELECT Name FROM Account', 'SELECT LastName FROM Lead' -OutputDirectory broken } }
        finally { Clear-OrgFault $org }
        'broken' | Should -Not -Exist
        Export-SfTree 'SELECT Name FROM Account' -OutputDirectory whatif -WhatIf
        'whatif' | Should -Not -Exist
    }
}
