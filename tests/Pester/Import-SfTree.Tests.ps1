BeforeDiscovery { Import-TestModule }

BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $session = Connect-TestOrg $org

    function Save-Tree([string] $Name, [object[]] $Records) {
        ConvertTo-Json @{ records = $Records } -Depth 20 | Set-Content $Name
    }

    # A record as a file has it.
    function New-Node([string] $Type, [string] $Reference, [hashtable] $Fields = @{}) {
        @{ attributes = @{ type = $Type; referenceId = $Reference } } + $Fields
    }

    $before = Get-Location
    Set-Location ([IO.Directory]::CreateTempSubdirectory('sfcc-tree-').FullName)
}

AfterAll {
    $folder = Get-Location
    Set-Location $before
    Remove-Item $folder -Recurse -ErrorAction Ignore
    Stop-TestOrg $org
}

Describe 'Import-SfTree' {
    AfterEach { Clear-OrgFault $org }

    It 'creates records with children below them, whatever the case of names' {
        Save-Tree nested.json @(
            New-Node Account nested @{ name = 'Nested'; Contacts = @{ records = @(New-Node contact inner @{ lastName = 'Inner' }; New-Node Contact other @{ LASTNAME = 'Other' }) } }
            New-Node Account alone @{ Name = 'Alone'; numberOfEmployees = '100' }
        )
        $results = Import-SfTree nested.json

        $results | Should -BeOfType SalesforceCC.SfTreeResult
        $results.ReferenceId | Should -Be 'nested', 'alone', 'inner', 'other'
        $results.Type | Should -Be 'Account', 'Account', 'Contact', 'Contact'
        $results | Where-Object { -not ($_.Success -and $_.Created) -or $_.Errors.Count } | Should -BeNullOrEmpty
        $results[0].Path | Should -Be (Get-Item nested.json).FullName
        (Invoke-SfQuery 'SELECT LastName FROM Contact WHERE AccountId = :id ORDER BY LastName' @{ id = $results[0].Id }).LastName | Should -Be 'Inner', 'Other'
        (Invoke-SfQuery 'SELECT NumberOfEmployees FROM Account WHERE Id = :id' @{ id = $results[1].Id }).NumberOfEmployees | Should -Be 100
    }

    It 'follows references over files, forwards, over levels, to several objects and from several lookups' {
        Save-Tree task.json @(New-Node Task t1 @{ Subject = 'one'; WhatId = '@case'; WhoId = '@boss' }; New-Node Task t2 @{ Subject = 'two'; WhatId = '@sub' })
        Save-Tree case.json @(New-Node Case case @{ AccountId = '@sub'; ContactId = '@boss' })
        Save-Tree rest.json @(
            New-Node Account subsub @{ Name = 'SubSub'; ParentId = '@sub' }
            New-Node Account sub @{ Name = 'Sub'; ParentId = '@top' }
            New-Node Contact boss @{ LastName = 'Boss'; AccountId = '@top' }
            New-Node Account top @{ Name = 'Top' }
        )
        $results = Get-Item task.json, case.json, rest.json | Import-SfTree
        $id = @{}
        $results | ForEach-Object { $id[$_.ReferenceId] = $_.Id }

        $results.Success | Should -Be (, $true * 7)
        (Invoke-SfQuery 'SELECT Parent.ParentId FROM Account WHERE Id = :i' @{ i = $id.subsub }).Parent.ParentId | Should -Be $id.top
        $case = Invoke-SfQuery 'SELECT AccountId, ContactId FROM Case WHERE Id = :i' @{ i = $id.case }
        $case.AccountId, $case.ContactId | Should -Be $id.sub, $id.boss
        $tasks = Invoke-SfQuery 'SELECT WhatId, WhoId FROM Task WHERE Id IN :i ORDER BY Subject' @{ i = $id.t1, $id.t2 }
        $tasks.WhatId | Should -Be $id.case, $id.sub
        $tasks[0].WhoId | Should -Be $id.boss
    }

    It 'leaves text text, though a record has that name, and replaces what the Salesforce CLI would' {
        Save-Tree text.json @(
            New-Node Account home @{ Name = '@home'; Description = '@AccountRef9' }
            New-Node Account AccountRef2 @{ Name = 'mail@home'; Description = '@AccountRef2x' }
            New-Node Account third @{ Name = 'third'; Description = '@AccountRef2' }
        )
        $results = Import-SfTree text.json
        $rows = Invoke-SfQuery 'SELECT Id, Name, Description FROM Account WHERE Id IN :i' @{ i = $results.Id }
        ($rows | Where-Object Id -EQ $results[0].Id).Name | Should -Be '@home'
        ($rows | Where-Object Id -EQ $results[0].Id).Description | Should -Be '@AccountRef9'
        ($rows | Where-Object Name -EQ 'mail@home').Description | Should -Be '@AccountRef2x'
        ($rows | Where-Object Name -EQ 'third').Description | Should -Be ($results | Where-Object ReferenceId -EQ AccountRef2).Id
    }

    It 'closes rings by a second step, which takes nothing but the lookups that had to wait' {
        Save-Tree ring.json @(
            New-Node Account a @{ Name = 'Ring A'; ParentId = '@b' }
            New-Node Account b @{ Name = 'Ring B'; ParentId = '@a' }
            New-Node Account self @{ Name = 'Ring self'; ParentId = '@self' }
            New-Node Contact below @{ LastName = 'Below'; AccountId = '@a'; ReportsToId = '@other' }
            New-Node Contact other @{ LastName = 'Other'; AccountId = '@b'; ReportsToId = '@below' }
        )
        $told = @{}
        $calls = Get-OrgCall $org { $told.Results = Import-SfTree ring.json }
        $id = @{}
        $told.Results | ForEach-Object { $id[$_.ReferenceId] = $_.Id }

        $told.Results.Success | Should -Be (, $true * 5)
        $rows = Invoke-SfQuery "SELECT Id, ParentId FROM Account WHERE Name LIKE 'Ring%'"
        ($rows | Where-Object Id -EQ $id.a).ParentId | Should -Be $id.b
        ($rows | Where-Object Id -EQ $id.b).ParentId | Should -Be $id.a
        ($rows | Where-Object Id -EQ $id.self).ParentId | Should -Be $id.self
        $people = Invoke-SfQuery 'SELECT Id, ReportsToId, AccountId FROM Contact WHERE Id IN :i' @{ i = $id.below, $id.other }
        ($people | Where-Object Id -EQ $id.below).ReportsToId | Should -Be $id.other
        ($people | Where-Object Id -EQ $id.other).ReportsToId | Should -Be $id.below
        @($calls | Where-Object method -EQ PATCH).Count | Should -Be 1
    }

    It 'names a ring that nobody can save, before anything is sent' {
        $null = Invoke-OrgKnob $org schema POST @{
            Hen__c = @{ label = 'Hen'; labelPlural = 'Hens'; fields = @{ Egg__c = @{ type = 'reference'; to = 'Egg__c'; required = $true } } }
            Egg__c = @{ label = 'Egg'; labelPlural = 'Eggs'; fields = @{ Hen__c = @{ type = 'reference'; to = 'Hen__c'; required = $true } } }
        }
        Save-Tree hen.json @(New-Node Hen__c hen @{ Egg__c = '@egg' }; New-Node Egg__c egg @{ Hen__c = '@hen' }; New-Node Account one @{ Name = 'Not sent' })
        $calls = Get-OrgCall $org { $script:failure = Get-Failure { Import-SfTree hen.json } }

        $failure.FullyQualifiedErrorId | Should -BeLike 'REFERENCE_RING,*'
        $failure.ErrorDetails.Message | Should -Match 'hen\.Egg__c -> egg\.Hen__c -> hen|egg\.Hen__c -> hen\.Egg__c -> egg'
        $failure.TargetObject | Should -Be (Get-Item hen.json).FullName
        $calls.method | Sort-Object -Unique | Should -Be GET
    }

    It 'sends 450 records of two steps in five requests, and 10 to a request where that is wanted' {
        Save-Tree many.json @(
            1..230 | ForEach-Object { New-Node Contact "c$_" @{ LastName = "Many $_"; AccountId = "@m$($_ % 220)" } }
            0..219 | ForEach-Object { New-Node Account "m$_" @{ Name = "Many $_" } }
        )
        $calls = Get-OrgCall $org { $script:results = Import-SfTree many.json -ErrorAction Stop }
        $results.Count | Should -Be 450
        @($calls | Where-Object method -EQ POST).Count | Should -Be 4
        Save-Tree few.json @(1..25 | ForEach-Object { New-Node Account "few$_" @{ Name = "Few $_" } })
        @(Get-OrgCall $org { Import-SfTree few.json -BatchSize 10 -ThrottleLimit 1 } | Where-Object method -EQ POST).Count | Should -Be 3
    }

    It 'imports the 10,000 records of a shipped file in 50 requests' {
        if (-not (Get-FixtureFolder)) { Set-ItResult -Skipped -Because 'the fixtures in ../shared are not there'; return }
        $plan = Join-Path (Get-FixtureFolder) 'tree/plugin-data-moreThan200/Account-plan.json'
        $calls = Get-OrgCall $org { $script:results = Import-SfTree -Plan $plan -IdMapPath large.json -ErrorAction Stop }
        $results.Count | Should -Be 10000
        @($calls | Where-Object method -EQ POST).Count | Should -Be 50
        (Get-Content large.json -Raw | ConvertFrom-Json -AsHashtable).records.Count | Should -Be 10000
    }

    It 'finds record types by their names, and parents by their keys' {
        $null = Invoke-OrgKnob $org schema POST @{ Travel__c = @{ label = 'Travel'; labelPlural = 'Travels'; fields = @{ RecordTypeId = @{ type = 'reference'; to = 'RecordType'; relationship = 'RecordType' }; Lead__c = @{ type = 'reference'; to = 'Invoice__c' } } } }
        $type = New-SfRecord RecordType @{ Name = 'Food'; DeveloperName = 'Food_Type'; SobjectType = 'Travel__c' }
        $account = New-SfRecord Account @{ Name = 'Key' }
        $null = New-SfRecord Invoice__c @{ External_Id__c = 'tree-key'; Account__c = $account.Id }
        Save-Tree types.json @(
            New-Node Travel__c one @{ RecordType = @{ attributes = @{ type = 'RecordType'; url = '/x' }; Name = 'Food' }; Lead__r = @{ External_Id__c = 'tree-key' } }
            New-Node Travel__c two @{ RecordType = @{ DeveloperName = 'food_type' } }
        )
        $results = Import-SfTree types.json -ErrorAction Stop
        $rows = Invoke-SfQuery 'SELECT RecordTypeId, Lead__r.External_Id__c FROM Travel__c WHERE Id IN :i' @{ i = $results.Id }
        $rows.RecordTypeId | Should -Be $type.Id, $type.Id
        $rows[0].Lead__r.External_Id__c | Should -Be tree-key

        Save-Tree notype.json @(New-Node Travel__c one @{ RecordType = @{ Name = 'Nosuch' } })
        (Get-Failure { Import-SfTree notype.json }).ErrorDetails.Message | Should -BeLike "INVALID_CROSS_REFERENCE_KEY: Travel__c has no record type 'Nosuch'.*"
    }

    Context 'what is wrong is found before anything is sent' {
        It '<What>' -ForEach @(
            @{ What = 'a reference that nothing has'; Code = 'UNKNOWN_REFERENCE'; Text = "*Account.ParentId refers to '@nobody'*"; Records = { New-Node Account a @{ Name = 'x'; ParentId = '@nobody' } } }
            @{ What = 'a reference of another object'; Code = 'FIELD_INTEGRITY_EXCEPTION'; Text = '*which is of Contact, and can refer to Account*'; Records = { New-Node Contact c @{ LastName = 'x'; AccountId = '@c' } } }
            @{ What = 'a reference id twice'; Code = 'DUPLICATE_REFERENCE'; Text = "*'a'*"; Records = { New-Node Account a @{ Name = 'x' }; New-Node Account a @{ Name = 'y' } } }
            @{ What = 'an object that is none'; Code = 'NOT_FOUND'; Text = "*'Nosuch__c'*"; Records = { New-Node Nosuch__c a; New-Node 'a/b' b } }
            @{ What = 'a field that is none'; Code = 'INVALID_FIELD'; Text = "*'Nme'*2 records*"; Records = { New-Node Account a @{ Nme = 'x' }; New-Node Account b @{ Nme = 'x' } } }
            @{ What = 'a read-only field'; Code = 'INVALID_FIELD_FOR_INSERT_UPDATE'; Text = '*Account.CreatedDate*'; Records = { New-Node Account a @{ Name = 'x'; CreatedDate = '2026-01-01T00:00:00Z' } } }
            @{ What = 'an id'; Code = 'INVALID_FIELD_FOR_INSERT_UPDATE'; Text = '*Account has an Id*'; Records = { New-Node Account a @{ Id = '001000000000001AAA' } } }
            @{ What = 'a value that is an object'; Code = 'INVALID_TREE'; Text = '*Account.Name is an object*'; Records = { New-Node Account a @{ Name = @{ x = 1 } } } }
            @{ What = 'no type'; Code = 'INVALID_TREE'; Text = '*no type*'; Records = { @{ attributes = @{ referenceId = 'a' }; Name = 'x' } } }
            @{ What = 'no reference id'; Code = 'INVALID_TREE'; Text = '*no referenceId*'; Records = { @{ attributes = @{ type = 'Account' }; Name = 'x' } } }
            @{ What = 'no record'; Code = 'INVALID_TREE'; Text = '*no JSON object*'; Records = { 'text' } }
            @{ What = 'children of another object'; Code = 'INVALID_TREE'; Text = '*is of Case, where Contact is expected*'; Records = { New-Node Account a @{ Name = 'x'; Contacts = @{ records = @(New-Node Case c) } } } }
            @{ What = 'children that are no list'; Code = 'INVALID_TREE'; Text = '*Account.Contacts has no list*'; Records = { New-Node Account a @{ Name = 'x'; Contacts = 'x' } } }
            @{ What = 'a parent that the record does not lie in'; Code = 'INVALID_TREE'; Text = "*refers to 'b'*lies in 'a'*"; Records = { New-Node Account a @{ Name = 'x'; Contacts = @{ records = @(New-Node Contact c @{ LastName = 'x'; AccountId = '@b' }) } }; New-Node Account b @{ Name = 'x' } } }
            @{ What = 'a record type without a name'; Code = 'INVALID_TREE'; Text = '*neither Name nor DeveloperName*'; Records = { New-Node Travel__c a @{ RecordType = @{ Id = 'x' } } } }
        ) {
            Save-Tree wrong.json @(& $Records)
            $calls = Get-OrgCall $org { $script:failure = Get-Failure { Import-SfTree wrong.json } }
            $failure.FullyQualifiedErrorId | Should -BeLike "$Code,*"
            $failure.ErrorDetails.Message | Should -BeLike $Text
            $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            $failure.TargetObject | Should -Be (Get-Item wrong.json).FullName
            $calls | Where-Object method -NE GET | Should -BeNullOrEmpty
        }

        It 'all that is wrong is said, and good files beside bad ones are not sent either' {
            Save-Tree good.json @(New-Node Account good @{ Name = 'Good beside bad' })
            '{"records":[' | Set-Content cut.json
            '[]' | Set-Content list.json
            '{"records":1}' | Set-Content other.json
            $results = Import-SfTree good.json, cut.json, list.json, other.json, nosuch.json, *.nosuch -ErrorVariable failed -ErrorAction SilentlyContinue
            $results | Should -BeNullOrEmpty
            $failed.FullyQualifiedErrorId -replace ',.*' | Sort-Object | Should -Be 'BODY_NOT_READ', 'INVALID_PARAMETER', 'INVALID_TREE', 'INVALID_TREE', 'INVALID_TREE'
            Invoke-SfQuery "SELECT Id FROM Account WHERE Name = 'Good beside bad'" | Should -BeNullOrEmpty
        }

        It 'a file in UTF-16 or with a mark is read' {
            $text = ConvertTo-Json @{ records = @(New-Node Account umlaut @{ Name = 'Müller' }) } -Depth 5
            foreach ($encoding in 'unicode', 'bigendianunicode', 'utf8BOM') {
                Set-Content encoded.json $text -Encoding $encoding
                $result = Import-SfTree encoded.json -ErrorAction Stop
                (Invoke-SfQuery 'SELECT Name FROM Account WHERE Id = :i' @{ i = $result.Id }).Name | Should -BeExactly 'Müller'
            }
        }
    }

    Context '-Plan' {
        It 'reads the files of a plan from its folder, in any form and order' {
            $null = New-Item plan -ItemType Directory
            Save-Tree plan/a.json @(New-Node Account pa @{ Name = 'Planned' })
            Save-Tree plan/c.json @(New-Node Contact pc @{ LastName = 'Planned'; AccountId = '@pa' })
            ConvertTo-Json -Depth 5 @(@{ sobject = 'Contact'; resolveRefs = $true; files = @('c.json') }, @{ sobject = 'account'; files = @(@{ file = 'a.json' }) }) | Set-Content plan/plan.json
            $results = Import-SfTree -Plan plan/plan.json -Verbose 4>&1
            ($results | Where-Object { $_ -is [SalesforceCC.SfTreeResult] }).ReferenceId | Should -Be 'pa', 'pc'
            $results | Where-Object { $_ -is [Management.Automation.VerboseRecord] } | Where-Object Message -Like '*resolveRefs*no effect*' | Should -HaveCount 1
        }

        It 'refuses <What>' -ForEach @(
            @{ What = 'records'; Plan = '{"records":[]}'; Text = '*is a list*' }
            @{ What = 'parts without files'; Plan = '[{"sobject":"Account"}]'; Text = '*sobject*files*' }
            @{ What = 'files that are no paths'; Plan = '[{"sobject":"Account","files":[1]}]'; Text = '*is a path*' }
            @{ What = 'files that are not there'; Plan = '[{"sobject":"Account","files":["nosuch.json"]}]'; Text = '*nosuch.json*' }
            @{ What = 'records of another object'; Plan = '[{"sobject":"Contact","files":["plan/a.json"]}]'; Text = '*is of Account, where Contact is expected*' }
        ) {
            $Plan | Set-Content wrong-plan.json
            (Get-Failure { Import-SfTree -Plan wrong-plan.json }).ErrorDetails.Message | Should -BeLike $Text
        }
    }

    It '-WhatIf shows the steps, and sends nothing but describes' {
        Save-Tree steps.json @(
            New-Node Contact c @{ LastName = 'x'; AccountId = '@a' }
            New-Node Account a @{ Name = 'x'; ParentId = '@b' }
            New-Node Account b @{ Name = 'x'; ParentId = '@a' }
        )
        $calls = Get-OrgCall $org { $script:steps = Import-SfTree steps.json -IdMapPath whatif.json -WhatIf }
        $steps | Should -BeOfType SalesforceCC.SfTreeStep
        $steps.Operation | Should -Be 'Create', 'Create', 'Create', 'Update'
        "$($steps[0])" | Should -Be '1. Create 1 Account'
        @($steps | Where-Object Step -EQ 2).Type | Sort-Object | Should -Be 'Account', 'Contact'
        $steps[-1].Fields | Should -Be ParentId
        $calls | Where-Object method -NE GET | Should -BeNullOrEmpty
        'whatif.json' | Should -Not -Exist
    }

    Context 'a record that fails' {
        BeforeAll {
            Save-Tree part.json @(
                New-Node Account p1 @{ Name = 'Part 1' }
                New-Node Contact p2 @{ LastName = 'Part 2'; AccountId = '@p1'; Email = 'nobody' }
                New-Node Case p3 @{ ContactId = '@p2' }
                New-Node Task p4 @{ WhatId = '@p3' }
                New-Node Contact p5 @{ LastName = 'Part 5'; ReportsToId = '@p6' }
                New-Node Contact p6 @{ LastName = 'Part 6'; ReportsToId = '@p5'; AccountId = '@p7' }
                New-Node Account p7 @{ Name = 'Part 7'; AnnualRevenue = 'much' }
            )
        }

        It 'is an error, as is each that refers to it; the next run takes the rest' {
            $results = Import-SfTree part.json -IdMapPath part-ids.json -ErrorVariable failed -ErrorAction SilentlyContinue
            $results.Count | Should -Be 7
            ($results | Where-Object Success).ReferenceId | Should -Be p1
            $results | Where-Object ReferenceId -EQ p5 | ForEach-Object Id | Should -Not -BeNullOrEmpty -Because 'it was saved without its lookup'
            $of = @{}
            $failed | ForEach-Object { $of[$_.TargetObject.ReferenceId] = $_.FullyQualifiedErrorId -replace ',.*' }
            $of.p2 | Should -Be INVALID_EMAIL_ADDRESS
            $of.p3, $of.p4, $of.p5, $of.p6 | Should -Be (, 'REFERENCE_NOT_SAVED' * 4)
            $of.p7 | Should -Be INVALID_PARAMETER
            ($failed | Where-Object { $_.TargetObject.ReferenceId -eq 'p4' }).ErrorDetails.Message | Should -BeLike "*not sent*Case 'p3'*WhatId*"

            (Get-Content part.json -Raw) -replace '"nobody"', 'null' -replace '"much"', '1' | Set-Content part.json
            $calls = Get-OrgCall $org { $script:again = Import-SfTree part.json -IdMapPath part-ids.json -ErrorAction Stop }
            $again.Success | Should -Be (, $true * 7)
            ($again | Where-Object { -not $_.Created }).ReferenceId | Sort-Object | Should -Be 'p1', 'p5'
            $id = @{}
            $again | ForEach-Object { $id[$_.ReferenceId] = $_.Id }
            (Invoke-SfQuery 'SELECT ReportsToId FROM Contact WHERE Id = :i' @{ i = $id.p5 }).ReportsToId | Should -Be $id.p6
            (Invoke-SfQuery 'SELECT ReportsToId FROM Contact WHERE Id = :i' @{ i = $id.p6 }).ReportsToId | Should -Be $id.p5
            @(Invoke-SfQuery "SELECT Id FROM Account WHERE Name LIKE 'Part _'").Count | Should -Be 2

            @(Get-OrgCall $org { Import-SfTree part.json -IdMapPath part-ids.json } | Where-Object method -NE GET) | Should -BeNullOrEmpty
        }
    }

    Context '-IdMapPath' {
        It 'resolves references to what an earlier run has saved' {
            Save-Tree first.json @(New-Node Account early @{ Name = 'Early' })
            Save-Tree second.json @(New-Node Contact late @{ LastName = 'Late'; AccountId = '@early' })
            $first = Import-SfTree first.json -IdMapPath runs.json
            $second = Import-SfTree second.json -IdMapPath runs.json -ErrorAction Stop
            (Invoke-SfQuery 'SELECT AccountId FROM Contact WHERE Id = :i' @{ i = $second.Id }).AccountId | Should -Be $first.Id
            (Get-Content runs.json -Raw | ConvertFrom-Json).records.early.id | Should -Be $first.Id
        }

        It 'is written with each response, so that an end in the middle loses nothing' {
            Save-Tree three.json @(1..30 | ForEach-Object { New-Node Account "three$_" @{ Name = "Three $_" } })
            # The second request is not answered, and nobody knows whether it was carried out: it was not.
            $org | Set-OrgFault @{ method = 'POST'; path = '*/composite/sobjects'; skip = 1; drop = 'before' }
            $results = Import-SfTree three.json -IdMapPath three-ids.json -BatchSize 10 -ThrottleLimit 1 -ErrorVariable failed -ErrorAction SilentlyContinue
            Clear-OrgFault $org
            @($results | Where-Object Success).Count | Should -Be 20
            $failed.Count | Should -Be 10
            @((Get-Content three-ids.json -Raw | ConvertFrom-Json).records.PSObject.Properties).Count | Should -Be 20
            $null = Import-SfTree three.json -IdMapPath three-ids.json -ErrorAction Stop -WarningVariable warned -WarningAction SilentlyContinue
            "$warned" | Should -BeLike "*not known whether 10 records*may be duplicates*Account 'three*"
            @(Invoke-SfQuery "SELECT Id FROM Account WHERE Name LIKE 'Three %'").Count | Should -Be 30
        }

        It 'continues what was stopped in the middle' {
            Save-Tree stop.json @(0..9 | ForEach-Object { New-Node Account "stop$_" @{ Name = "Stop $_"; ParentId = $(if ($_) { "@stop$($_ - 1)" }) } })
            $first = Import-SfTree stop.json -IdMapPath stop-ids.json -WarningAction SilentlyContinue | Select-Object -First 3
            $first.ReferenceId | Should -Be 'stop0', 'stop1', 'stop2'
            $results = Import-SfTree stop.json -IdMapPath stop-ids.json -ErrorAction Stop -WarningAction SilentlyContinue
            @($results | Where-Object { -not $_.Created }).ReferenceId | Select-Object -First 3 | Should -Be 'stop0', 'stop1', 'stop2'
            @(Invoke-SfQuery "SELECT Id FROM Account WHERE Name LIKE 'Stop _'").Count | Should -Be 10
        }

        It 'that is <What> is refused before anything is sent' -ForEach @(
            @{ What = 'of another org'; Map = '{"organization":"00D000000000001EAA","records":{}}'; Text = '*00D000000000001EAA*' }
            @{ What = 'of another object'; Map = '{"records":{"early":{"type":"Case","id":"500000000000001AAA"}}}'; Text = '*of Case*of Account*' }
            @{ What = 'cut off'; Map = '{"records":{"early":{"type":"Acc'; Text = '*cut off*' }
            @{ What = 'no map'; Map = '[]'; Text = '*no object named records*' }
            @{ What = 'without ids'; Map = '{"records":{"early":{"type":"Account","id":"x"}}}'; Text = "*'early' has no type, or no id*" }
        ) {
            Set-Content wrong-ids.json $Map -NoNewline
            $calls = Get-OrgCall $org { $script:failure = Get-Failure { Import-SfTree first.json -IdMapPath wrong-ids.json } }
            $failure.FullyQualifiedErrorId | Should -BeLike 'ID_MAP_UNUSABLE,*'
            $failure.ErrorDetails.Message | Should -BeLike $Text
            $calls | Where-Object method -NE GET | Should -BeNullOrEmpty
        }

        It 'in a folder that is not there is an error, before anything is sent' {
            $calls = Get-OrgCall $org { $script:failure = Get-Failure { Import-SfTree first.json -IdMapPath nosuch/ids.json } }
            $failure.FullyQualifiedErrorId | Should -BeLike 'FILE_NOT_WRITTEN,*'
            (Get-Failure { Import-SfTree first.json -IdMapPath . }).FullyQualifiedErrorId | Should -BeLike 'ID_MAP_UNUSABLE,*'
            $calls | Where-Object method -NE GET | Should -BeNullOrEmpty
        }
    }
}
