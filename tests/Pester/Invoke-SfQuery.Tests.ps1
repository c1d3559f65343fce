BeforeAll {
    Import-TestModule
    $org = Start-TestOrg -Rows 7000
    $null = Connect-TestOrg $org
    $once = Connect-TestOrg $org @{ Name = 'once'; NoDefault = $true; MaximumRetryCount = 0 }

    function New-Row([string] $Type, [hashtable] $Fields) { (Invoke-SfRest "sobjects/$Type" -Method POST -Body $Fields).id }

    function New-Child([string] $AccountId, [int] $Count) {
        for ($done = 0; $done -lt $Count; $done += 25) {
            $requests = foreach ($n in ($done + 1)..[math]::Min($done + 25, $Count)) {
                @{ method = 'POST'; url = '/services/data/v68.0/sobjects/Contact'; referenceId = "c$n"; body = @{ LastName = "Child $n"; AccountId = $AccountId } }
            }
            $null = Invoke-SfRest composite -Method POST -Body @{ allOrNone = $true; compositeRequest = @($requests) }
        }
    }

    $mueller = New-Row Account @{ Name = 'Pester Müller & Söhne'; AnnualRevenue = 1234567; NumberOfEmployees = 42; Industry = 'Energy' }
    $ohara = New-Row Account @{ Name = "Pester O'Hara"; ParentId = $mueller; Industry = 'Energy' }
    $backslash = New-Row Account @{ Name = 'Pester back\slash' }
    $ada = New-Row Contact @{ LastName = 'Pester-Lovelace'; FirstName = 'Ada'; AccountId = $mueller; Birthdate = '1815-12-10' }
    $bob = New-Row Contact @{ LastName = 'Pester-Builder'; AccountId = $mueller }
    $invoice = New-Row Invoice__c @{
        Account__c = $mueller; Period__c = '2026-01-31'; Issued__c = '2026-02-01'; Sent_At__c = '2026-02-01T13:14:15.000+0000'
        Pickup_Time__c = '08:30:00.000Z'; Total__c = 1190.5; Tax_Rate__c = 19; Weight__c = 2.125; Positions__c = 3; Paid__c = $true; Remarks__c = '2026-01-31T00:00:00.000+0000'
    }
}

AfterAll { Stop-TestOrg $org }

Describe 'Invoke-SfQuery' {
    AfterEach { Clear-OrgFault $org }

    Context 'values' {
        It 'have the types of their fields' {
            $row = Invoke-SfQuery "SELECT Id, Period__c, Issued__c, Sent_At__c, Pickup_Time__c, Total__c, Tax_Rate__c, Weight__c, Positions__c, Paid__c, Remarks__c, Contact__c, CreatedDate FROM Invoice__c WHERE Id = :id" @{ id = $invoice }

            $row.Id | Should -BeOfType [string]
            $row.Id | Should -BeExactly $invoice
            $row.Issued__c | Should -BeOfType [datetime]
            $row.Issued__c | Should -Be ([datetime]'2026-02-01')
            $row.Issued__c.Kind | Should -Be 'Unspecified'
            $row.Sent_At__c | Should -BeOfType [datetimeoffset]
            $row.Sent_At__c | Should -Be ([datetimeoffset]'2026-02-01T13:14:15.000Z')
            $row.Pickup_Time__c | Should -BeOfType [timespan]
            $row.Pickup_Time__c | Should -Be ([timespan]'08:30')
            $row.Total__c | Should -BeOfType [decimal]
            $row.Total__c | Should -Be 1190.5
            $row.Tax_Rate__c | Should -BeOfType [decimal]
            $row.Weight__c | Should -Be 2.125
            $row.Positions__c | Should -BeOfType [int]
            $row.Positions__c | Should -Be 3
            $row.Paid__c | Should -BeOfType [bool]
            $row.Paid__c | Should -BeTrue
            $row.Contact__c | Should -Be $null
            $row.CreatedDate | Should -BeOfType [datetimeoffset]
        }

        It 'that are text stay text, however much they look like a date' {
            $row = Invoke-SfQuery 'SELECT Period__c, Remarks__c FROM Invoice__c WHERE Id = :id' @{ id = $invoice }

            $row.Period__c | Should -BeOfType [string]
            $row.Period__c | Should -BeExactly '2026-01-31'
            $row.Remarks__c | Should -BeExactly '2026-01-31T00:00:00.000+0000'
        }

        It 'keep umlauts, quotes and backslashes' {
            $names = (Invoke-SfQuery 'SELECT Name FROM Account WHERE Name LIKE :pattern ORDER BY Name' @{ pattern = 'Pester%' }).Name

            $names | Should -HaveCount 3
            $names | Should -Contain 'Pester Müller & Söhne'
            $names | Should -Contain "Pester O'Hara"
            $names | Should -Contain 'Pester back\slash'
        }

        It 'have one property a field, in the order of the query, and no attributes' {
            $row = Invoke-SfQuery 'SELECT Name, Id, Industry, AnnualRevenue FROM Account WHERE Id = :id' @{ id = $mueller }

            $row.PSObject.Properties.Name | Should -Be 'Name', 'Id', 'Industry', 'AnnualRevenue'
        }

        It 'are text with -Raw, and nothing is described' {
            Clear-OrgRequest $org

            $row = Invoke-SfQuery 'SELECT Period__c, Issued__c, Sent_At__c, Total__c, CreatedDate FROM Invoice__c WHERE Id = :id' @{ id = $invoice } -Raw

            $row.Issued__c | Should -BeExactly '2026-02-01'
            $row.Sent_At__c | Should -BeExactly '2026-02-01T13:14:15.000+0000'
            $row.CreatedDate | Should -BeOfType [string]
            $row.Total__c | Should -BeOfType [decimal]
            Get-OrgRequest $org | Should -HaveCount 1
        }
    }

    Context 'describe' {
        BeforeEach {
            $fresh = Connect-TestOrg $org @{ Name = 'fresh'; NoDefault = $true }
            Clear-OrgRequest $org
        }

        AfterEach { Disconnect-SfSession $fresh }

        It 'is asked once a session, however many queries' {
            $null = 1..3 | ForEach-Object { Invoke-SfQuery 'SELECT Issued__c FROM Invoice__c WHERE Issued__c != null' -Session $fresh }
            $null = Invoke-SfQuery 'SELECT Sent_At__c, Period__c FROM Invoice__c WHERE Issued__c != null' -Session $fresh

            Get-OrgRequest $org -Path '*/describe' | Should -HaveCount 1
            $fresh.ApiCalls | Should -Be 5
        }

        It 'is not asked where no text looks like a date' {
            $null = Invoke-SfQuery 'SELECT Id, Name, Industry, AnnualRevenue FROM Account' -Session $fresh

            Get-OrgRequest $org -Path '*/describe' | Should -BeNullOrEmpty
        }

        It 'is not asked for the audit fields' {
            $row = Invoke-SfQuery 'SELECT CreatedDate, LastModifiedDate, SystemModstamp FROM Account LIMIT 1' -Session $fresh

            $row.SystemModstamp | Should -BeOfType [datetimeoffset]
            Get-OrgRequest $org -Path '*/describe' | Should -BeNullOrEmpty
        }

        It 'that is not allowed leaves text, and does not fail the query' {
            $org | Set-OrgFault @{ path = '*/describe'; status = 403; body = @(@{ errorCode = 'INSUFFICIENT_ACCESS'; message = 'no' }) }

            (Invoke-SfQuery 'SELECT Issued__c FROM Invoice__c WHERE Id = :id' @{ id = $invoice } -Session $fresh).Issued__c | Should -BeExactly '2026-02-01'
        }
    }

    Context 'a describe that fails' {
        BeforeEach { $fresh = Connect-TestOrg $org @{ Name = 'fresh'; NoDefault = $true; MaximumRetryCount = 0 } }
        AfterEach { Disconnect-SfSession $fresh }

        It 'leaves text, and warns once' {
            $org | Set-OrgFault @{ path = '*/describe'; status = 500; count = -1; body = @(@{ errorCode = 'UNKNOWN_EXCEPTION'; message = 'down' }) }

            $rows = Invoke-SfQuery 'SELECT Issued__c, CreatedDate FROM Invoice__c WHERE Id = :id' @{ id = $invoice } -Session $fresh -WarningVariable warnings -WarningAction SilentlyContinue

            $rows.Issued__c | Should -BeExactly '2026-02-01'
            $rows.CreatedDate | Should -BeOfType [datetimeoffset]
            $warnings | Should -HaveCount 1
            "$warnings" | Should -BeLike '*Invoice__c*UNKNOWN_EXCEPTION*'
        }
    }

    Context '-Parameters' {
        It 'binds <Value>' -ForEach @(
            @{ Value = "Pester O'Hara" }, @{ Value = 'Pester back\slash' }, @{ Value = 'Pester Müller & Söhne' }
        ) {
            (Invoke-SfQuery 'SELECT Name FROM Account WHERE Name = :name' @{ name = $Value }).Name | Should -BeExactly $Value
        }

        It 'binds what would break out of a literal as nothing but a value' {
            Invoke-SfQuery 'SELECT Id FROM Account WHERE Name = :name' @{ name = "x' OR Name != '" } | Should -BeNullOrEmpty
            Invoke-SfQuery 'SELECT Id FROM Account WHERE Name = :name' @{ name = "x\' OR Name != \'" } | Should -BeNullOrEmpty
        }

        It 'binds dates and moments' {
            $query = 'SELECT Id FROM Invoice__c WHERE Id = :id AND Issued__c = :day AND Sent_At__c = :moment'
            $moment = [datetimeoffset]'2026-02-01T14:14:15.000+01:00'

            (Invoke-SfQuery $query @{ id = $invoice; day = [datetime]'2026-02-01'; moment = $moment }).Id | Should -Be $invoice
            (Invoke-SfQuery $query @{ id = $invoice; day = [datetime]'2026-02-01'; moment = $moment.LocalDateTime }).Id | Should -Be $invoice
            (Invoke-SfQuery $query @{ id = $invoice; day = [datetime]'2026-02-01'; moment = $moment.UtcDateTime }).Id | Should -Be $invoice
        }

        It 'binds DateOnly and TimeOnly' {
            if ((Get-TestBuild) -ne 'net8.0') { Set-ItResult -Skipped -Because 'Windows PowerShell, for which this build is, has no such types' }
            (Invoke-SfQuery 'SELECT Id FROM Invoice__c WHERE Id = :id AND Issued__c = :day AND Pickup_Time__c = :time' @{ id = $invoice; day = [dateonly]::new(2026, 2, 1); time = [timeonly]::new(8, 30) }).Id | Should -Be $invoice
        }

        It 'binds what a query gave' {
            $row = Invoke-SfQuery 'SELECT Id, Issued__c, Sent_At__c, Pickup_Time__c, Total__c, Positions__c, Paid__c FROM Invoice__c WHERE Id = :id' @{ id = $invoice }
            $query = 'SELECT Id FROM Invoice__c WHERE Id = :Id AND Issued__c = :Issued AND Sent_At__c = :Sent AND Pickup_Time__c = :Pickup AND Total__c = :Total AND Positions__c = :Positions AND Paid__c = :Paid'

            (Invoke-SfQuery $query @{ Id = $row.Id; Issued = $row.Issued__c; Sent = $row.Sent_At__c; Pickup = $row.Pickup_Time__c; Total = $row.Total__c; Positions = $row.Positions__c; Paid = $row.Paid__c }).Id |
                Should -Be $invoice
        }

        It 'binds today from Get-Date' {
            (Invoke-SfQuery 'SELECT Id FROM Account WHERE Id = :id AND CreatedDate > :since' @{ id = $mueller; since = (Get-Date).AddDays(-1) }).Id | Should -Be $mueller
        }

        It 'binds numbers and dates in any culture' {
            $before = [cultureinfo]::CurrentCulture
            [cultureinfo]::CurrentCulture = 'de-DE'
            try {
                (Invoke-SfQuery 'SELECT Id FROM Invoice__c WHERE Id = :id AND Total__c > :low AND Weight__c < :high AND Issued__c = :day' @{ id = $invoice; low = 1190.25; high = [decimal]2.5; day = [datetime]::new(2026, 2, 1) }).Id |
                    Should -Be $invoice
            }
            finally { [cultureinfo]::CurrentCulture = $before }
        }

        It 'reads numbers and dates in any culture' {
            $before = [cultureinfo]::CurrentCulture
            [cultureinfo]::CurrentCulture = 'de-DE'
            try {
                $row = Invoke-SfQuery 'SELECT Total__c, Issued__c FROM Invoice__c WHERE Id = :id' @{ id = $invoice }
                $row.Total__c | Should -Be ([decimal]1190.5)
                $row.Issued__c.Month | Should -Be 2
            }
            finally { [cultureinfo]::CurrentCulture = $before }
        }

        It 'binds $null, booleans and whole numbers' {
            (Invoke-SfQuery 'SELECT Id FROM Invoice__c WHERE Id = :id AND Contact__c = :none AND Paid__c = :paid AND Positions__c = :n' @{ id = $invoice; none = $null; paid = $true; n = 3 }).Id | Should -Be $invoice
            Invoke-SfQuery 'SELECT Id FROM Invoice__c WHERE Id = :id AND Paid__c = :paid' @{ id = $invoice; paid = $false } | Should -BeNullOrEmpty
        }

        It 'binds lists for IN: <What>' -ForEach @(
            @{ What = 'an array'; Make = { param($a, $b) , @($a, $b) } }
            @{ What = 'a typed list'; Make = { param($a, $b) , [System.Collections.Generic.List[string]]@($a, $b) } }
            @{ What = 'values of a pipeline'; Make = { param($a, $b) , ($a, $b | ForEach-Object { $_ }) } }
        ) {
            $ids = & $Make $mueller $ohara
            (Invoke-SfQuery 'SELECT Id FROM Account WHERE Id IN :ids' @{ ids = $ids }).Id | Should -HaveCount 2
        }

        It 'binds the output of a query for IN' {
            $accounts = Invoke-SfQuery "SELECT Id FROM Account WHERE Name LIKE 'Pester%'"
            (Invoke-SfQuery 'SELECT Id FROM Contact WHERE AccountId IN :ids' @{ ids = $accounts.Id }).Id | Should -Contain $ada
        }

        It 'refuses an empty list' {
            $failure = Get-Failure { Invoke-SfQuery 'SELECT Id FROM Account WHERE Id IN :ids' @{ ids = @() } }
            $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
        }

        It 'after LIKE leaves wildcards to the user, and escapes on demand' {
            (Invoke-SfQuery 'SELECT Id FROM Account WHERE Name LIKE :p' @{ p = 'Pester back\slash' }).Id | Should -Be $backslash
            (Invoke-SfQuery 'SELECT Id FROM Account WHERE Name LIKE :p' @{ p = 'Pester _''Hara' }).Id | Should -Be $ohara
            Invoke-SfQuery 'SELECT Id FROM Account WHERE Name LIKE :p' @{ p = 'Pester \_''Hara' } | Should -BeNullOrEmpty
        }

        It 'leaves placeholders inside of literals alone' {
            Invoke-SfQuery "SELECT Id FROM Account WHERE Name = 'a :name b' OR Name = 'it\'s :name'" | Should -BeNullOrEmpty
            (Invoke-SfQuery "SELECT Id FROM Account WHERE Name != ':name' AND Name = :name" @{ name = "Pester O'Hara" }).Id | Should -Be $ohara
        }

        It 'binds the number of LAST_N_DAYS' {
            (Invoke-SfQuery 'SELECT Id FROM Account WHERE Id = :id AND CreatedDate = LAST_N_DAYS:days' @{ id = $mueller; days = 2 }).Id | Should -Be $mueller
        }

        It 'leaves times of day alone' {
            (Invoke-SfQuery 'SELECT Id FROM Invoice__c WHERE Id = :id AND Sent_At__c = 2026-02-01T13:14:15.000Z' @{ id = $invoice }).Id | Should -Be $invoice
        }

        It 'takes names in any case' {
            (Invoke-SfQuery 'SELECT Id FROM Account WHERE Id = :ID' @{ id = $mueller }).Id | Should -Be $mueller
        }

        It 'misses a value, before anything is sent' {
            Clear-OrgRequest $org

            $failure = Get-Failure { Invoke-SfQuery 'SELECT Id FROM Account WHERE Name = :name' }

            $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
            $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
            "$failure" | Should -BeLike '*:name*'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-Parameters @{ name*'
            Get-OrgRequest $org | Should -BeNullOrEmpty
        }

        It 'has a value that nothing uses' {
            $failure = Get-Failure { Invoke-SfQuery 'SELECT Id FROM Account' @{ name = 'x' } }
            $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
        }

        It 'has a value of a type without literal' {
            (Get-Failure { Invoke-SfQuery 'SELECT Id FROM Account WHERE Name = :x' @{ x = @{ a = 1 } } }).FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
            (Get-Failure { Invoke-SfQuery 'SELECT Id FROM Account WHERE AnnualRevenue = :x' @{ x = [double]::NaN } }).FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
        }
    }

    Context 'relationships' {
        It 'give parents as objects, and $null where there is none' {
            $rows = Invoke-SfQuery 'SELECT Name, Parent.Name, Parent.Owner.Username FROM Account WHERE Id IN :ids ORDER BY Name' @{ ids = $mueller, $ohara }

            $rows[0].Parent | Should -Be $null
            $rows[1].Parent.Name | Should -BeExactly 'Pester Müller & Söhne'
            $rows[1].Parent.Owner.Username | Should -BeLike '*@*'
            $rows[1].Parent.PSTypeNames[0] | Should -Be 'Salesforce.Account'
        }

        It 'give children as array, also a single one and none' {
            $rows = Invoke-SfQuery 'SELECT Name, (SELECT LastName, Birthdate FROM Contacts ORDER BY LastName) FROM Account WHERE Id IN :ids ORDER BY Name' @{ ids = $mueller, $ohara }

            , $rows[0].Contacts | Should -BeOfType [array]
            $rows[0].Contacts.Count | Should -Be 2
            $rows[0].Contacts[1].LastName | Should -Be 'Pester-Lovelace'
            $rows[0].Contacts[1].Birthdate | Should -Be ([datetime]'1815-12-10')
            $rows[0].Contacts[0].PSTypeNames[0] | Should -Be 'Salesforce.Contact'
            , $rows[1].Contacts | Should -BeOfType [array]
            $rows[1].Contacts.Count | Should -Be 0
            , (Invoke-SfQuery 'SELECT (SELECT Id FROM Contacts) FROM Account WHERE Id = :id' @{ id = $ohara } -Raw).Contacts | Should -BeOfType [array]
        }

        It 'give all children, also of subqueries that are longer than a page' {
            $parent = New-Row Account @{ Name = 'Pester parent of many' }
            New-Child $parent 450

            $row = Invoke-SfQuery 'SELECT Name, (SELECT Id, LastName FROM Contacts) FROM Account WHERE Id = :id' @{ id = $parent } -PageSize 200

            $row.Contacts.Count | Should -Be 450
            ($row.Contacts.Id | Select-Object -Unique).Count | Should -Be 450
            $row.Contacts[449].PSTypeNames[0] | Should -Be 'Salesforce.Contact'
        }

        It 'give TYPEOF by the type of the row' {
            $null = New-Row Task @{ Subject = 'Pester account'; WhatId = $mueller }
            $opportunity = New-Row Opportunity @{ Name = 'Pester deal'; StageName = 'Prospecting'; CloseDate = '2026-12-31'; Amount = 99.95 }
            $null = New-Row Task @{ Subject = 'Pester deal'; WhatId = $opportunity }
            $null = New-Row Task @{ Subject = 'Pester nothing' }

            $rows = Invoke-SfQuery "SELECT Subject, TYPEOF What WHEN Account THEN Name, NumberOfEmployees WHEN Opportunity THEN CloseDate, Amount END FROM Task WHERE Subject LIKE 'Pester%' ORDER BY Subject"

            $rows.Subject | Should -Be 'Pester account', 'Pester deal', 'Pester nothing'
            $rows[0].What.NumberOfEmployees | Should -Be 42
            $rows[1].What.CloseDate | Should -Be ([datetime]'2026-12-31')
            $rows[1].What.Amount | Should -Be 99.95
            $rows[2].What | Should -Be $null
        }
    }

    Context 'aggregates' {
        It 'without alias are expr0, expr1' {
            $row = Invoke-SfQuery "SELECT COUNT(Id), MAX(AnnualRevenue) FROM Account WHERE Name LIKE 'Pester %'"

            $row.PSObject.Properties.Name | Should -Be 'expr0', 'expr1'
            $row.expr0 | Should -BeOfType [int]
            $row.expr1 | Should -Be 1234567
        }

        It 'with alias have the type of the field behind it' {
            $row = Invoke-SfQuery 'SELECT Account__c account, MAX(Issued__c) issued, MIN(Sent_At__c) sent, SUM(Total__c) total FROM Invoice__c WHERE Id = :id GROUP BY Account__c' @{ id = $invoice }

            $row.account | Should -Be $mueller
            $row.issued | Should -BeOfType [datetime]
            $row.sent | Should -BeOfType [datetimeoffset]
            $row.total | Should -Be 1190.5
            $row.PSTypeNames[0] | Should -Be 'Salesforce.AggregateResult'
        }

        It 'of functions and parents have types' {
            (Invoke-SfQuery "SELECT DAY_ONLY(CreatedDate) d, COUNT(Id) n FROM Account GROUP BY DAY_ONLY(CreatedDate)" | Select-Object -First 1).d | Should -BeOfType [datetime]
            (Invoke-SfQuery 'SELECT MAX(Account.CreatedDate) d FROM Contact').d | Should -BeOfType [datetimeoffset]
            (Invoke-SfQuery 'SELECT AVG(NumberOfEmployees) a, COUNT(Id) n FROM Account').a | Should -BeOfType [decimal]
        }

        It 'that are text stay text' {
            (Invoke-SfQuery 'SELECT MAX(Period__c) period FROM Invoice__c WHERE Id = :id' @{ id = $invoice }).period | Should -BeExactly '2026-01-31'
        }

        It 'group' {
            $rows = Invoke-SfQuery "SELECT Industry, COUNT(Id) n FROM Account WHERE Name LIKE 'Pester %' AND Industry != null GROUP BY Industry"
            $rows.Industry | Should -Be 'Energy'
            $rows.n | Should -Be 2
        }

        It 'SELECT COUNT() is the number' {
            $count = Invoke-SfQuery 'SELECT COUNT() FROM Big__c'

            $count | Should -BeOfType [int]
            $count | Should -Be 7000
        }

        It 'SELECT COUNT() of nothing is 0' {
            Invoke-SfQuery "SELECT COUNT() FROM Account WHERE Name = 'nosuch'" | Should -Be 0
        }
    }

    Context 'pages' {
        It 'come all, each row once, in order' {
            Clear-OrgRequest $org

            $names = (Invoke-SfQuery 'SELECT Name FROM Big__c ORDER BY Name').Name

            $names.Count | Should -Be 7000
            ($names | Select-Object -Unique).Count | Should -Be 7000
            $names[0], $names[6999] | Should -Be 'Big 00000001', 'Big 00007000'
            Get-OrgRequest $org -Path '*/query*' | Should -HaveCount 4
        }

        It 'have the size that -PageSize says' {
            Clear-OrgRequest $org

            (Invoke-SfQuery 'SELECT Id FROM Big__c LIMIT 1000' -PageSize 250).Count | Should -Be 1000

            Get-OrgRequest $org -Path '*/query*' | Should -HaveCount 4
        }

        It 'are not fetched when nobody wants them' {
            Clear-OrgRequest $org

            Invoke-SfQuery 'SELECT Id FROM Big__c' -PageSize 200 | Select-Object -First 1 | Should -HaveCount 1

            # 35 pages; those that were under way already may have been asked for.
            (Get-OrgRequest $org -Path '*/query*').Count | Should -BeLessOrEqual 4
        }

        It 'of no rows give nothing' {
            $rows = @(Invoke-SfQuery "SELECT Id FROM Account WHERE Name = 'nosuch'")
            $rows.Count | Should -Be 0
        }

        It 'lead to another host: refused, and the token stays here' {
            $org | Set-OrgFault @{
                path = '*/query'; status = 200
                body = @{ totalSize = 2; done = $false; nextRecordsUrl = $Link; records = @(@{ attributes = @{ type = 'Account' }; Id = '001000000000001AAA' }) }
            }

            (Get-Failure { Invoke-SfQuery 'SELECT Id FROM Account' }).FullyQualifiedErrorId | Should -BeLike 'FOREIGN_ORIGIN,*'
        } -ForEach @{ Link = 'https://nosuch.invalid/services/data/v68.0/query/01g-2000' }, @{ Link = '//nosuch.invalid/query/01g-2000' }, @{ Link = 'http://127.0.0.1:1/query/01g-2000' }

        It 'say that there is more, but not where' {
            $org | Set-OrgFault @{ path = '*/query'; status = 200; body = @{ totalSize = 2; done = $false; records = @(@{ attributes = @{ type = 'Account' }; Id = '001000000000001AAA' }) } }

            (Get-Failure { Invoke-SfQuery 'SELECT Id FROM Account' -Session $once }).FullyQualifiedErrorId | Should -BeLike 'INVALID_RESPONSE,*'
        }
    }

    Context 'what is sent' {
        # A text in a filter may have 4,000 characters, so that a long statement has many of them.
        BeforeAll { $long = (1..90 | ForEach-Object { "'$('x' * 170)$_'" }) -join ',' }

        It 'of 16 KB goes through' {
            $ids = 1..900 | ForEach-Object { '001{0:d12}' -f $_ }
            Clear-OrgRequest $org

            (Invoke-SfQuery 'SELECT Id FROM Account WHERE Id IN :ids' @{ ids = @($ids) + $mueller }).Id | Should -Be $mueller

            $request = Get-OrgRequest $org
            $request.method | Should -Be 'POST'
            $request.path | Should -Be '/services/data/v68.0/composite'
        }

        It 'of 16 KB goes through page by page' {
            $query = "SELECT Id FROM Big__c WHERE Name NOT IN ($long)"
            (Invoke-SfQuery $query).Count | Should -Be 7000
        }

        It 'of 16 KB has an error of its own' {
            $failure = Get-Failure { Invoke-SfQuery "SELECT Nosuch__c FROM Account WHERE Name NOT IN ($long)" }
            $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_FIELD,*'
        }

        It 'asks for gzip' {
            Clear-OrgRequest $org
            $null = Invoke-SfQuery 'SELECT Id FROM Account LIMIT 1'
            (Get-OrgRequest $org).acceptEncoding | Should -BeExactly 'gzip'
        }

        It 'finds deleted rows with -IncludeDeleted only' {
            $gone = New-Row Account @{ Name = 'Pester gone' }
            Invoke-SfRest "sobjects/Account/$gone" -Method DELETE

            Invoke-SfQuery 'SELECT Id FROM Account WHERE Id = :id' @{ id = $gone } | Should -BeNullOrEmpty
            (Invoke-SfQuery 'SELECT Id, IsDeleted FROM Account WHERE Id = :id' @{ id = $gone } -IncludeDeleted).IsDeleted | Should -BeTrue
        }

        It 'goes to the Tooling API with -Tooling' {
            Clear-OrgRequest $org
            try { $null = Invoke-SfQuery 'SELECT Id FROM ApexClass' -Tooling } catch { $null = $_ }
            (Get-OrgRequest $org)[0].path | Should -Be '/services/data/v68.0/tooling/query'
        }

        It 'of 16 KB goes to the Tooling API too' {
            Clear-OrgRequest $org
            (Invoke-SfQuery "SELECT Id FROM User WHERE Username NOT IN ($long) LIMIT 1" -Tooling).Id | Should -BeLike '005*'
            (Get-OrgRequest $org)[0].path | Should -Be '/services/data/v68.0/tooling/composite'
        }
    }

    Context 'pages asked for ahead' {
        BeforeAll { $inOrder = (Invoke-SfQuery 'SELECT Name FROM Big__c' -PageSize 200 -ThrottleLimit 1).Name }

        It 'give the same rows for the same calls: <With>' -ForEach @(
            @{ With = @{} }, @{ With = @{ ThrottleLimit = 1 } }, @{ With = @{ ThrottleLimit = 8 } }, @{ With = @{ ThrottleLimit = 25 } }
        ) {
            Clear-OrgRequest $org

            $names = (Invoke-SfQuery 'SELECT Name FROM Big__c' -PageSize 200 @With).Name

            $inOrder | Should -HaveCount 7000
            Compare-Object $inOrder $names -SyncWindow 0 | Should -BeNullOrEmpty
            Get-OrgRequest $org | Should -HaveCount 35
        }

        It 'cost little where only the first rows are wanted' {
            Clear-OrgRequest $org

            (Invoke-SfQuery 'SELECT Name FROM Big__c' -PageSize 200 -ThrottleLimit 25 | Select-Object -First 5).Name | Should -Be $inOrder[0..4]

            @(Get-OrgRequest $org).Count | Should -BeLessOrEqual 3
        }

        It 'that fail are asked for again in their turn' {
            $org | Set-OrgFault @{ path = '*-3000'; status = 503; count = 1 }
            $org | Set-OrgFault @{ path = '*-4000'; drop = 'mid-body'; count = 1 }

            Compare-Object $inOrder (Invoke-SfQuery 'SELECT Name FROM Big__c' -PageSize 200 -ThrottleLimit 8).Name -SyncWindow 0 | Should -BeNullOrEmpty
        }

        It 'that are refused are an error when the rows before them are there' {
            $org | Set-OrgFault @{ path = '*-3000'; status = 400; count = -1; body = @(@{ errorCode = 'INVALID_QUERY_LOCATOR'; message = 'invalid query locator' }) }
            $names = [System.Collections.Generic.List[string]]::new()

            $failure = Get-Failure { Invoke-SfQuery 'SELECT Name FROM Big__c' -PageSize 200 -ThrottleLimit 8 | ForEach-Object { $names.Add($_.Name) } }

            $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_QUERY_LOCATOR,*'
            Compare-Object $inOrder[0..2999] $names -SyncWindow 0 | Should -BeNullOrEmpty
        }

        It 'are a number from 1 to 25, not <_>' -ForEach 0, 26, -1 {
            (Get-Failure { Invoke-SfQuery 'SELECT Name FROM Big__c' -ThrottleLimit $_ }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError,*'
        }
    }

    Context '-SaveApiCalls' {
        It 'gets 25 pages with each call after the first' {
            $session = Get-SfSession | Where-Object IsDefault
            $inOrder = (Invoke-SfQuery 'SELECT Name FROM Big__c LIMIT 5200' -PageSize 200 -ThrottleLimit 1).Name
            Clear-OrgRequest $org
            $before = $session.ApiCalls

            $names = (Invoke-SfQuery 'SELECT Name FROM Big__c LIMIT 5200' -PageSize 200 -SaveApiCalls).Name

            $session.ApiCalls - $before | Should -Be 2
            (Get-OrgRequest $org).path | Should -Be '/services/data/v68.0/query', '/services/data/v68.0/composite/batch'
            $names | Should -HaveCount 5200
            Compare-Object $inOrder $names -SyncWindow 0 | Should -BeNullOrEmpty
        }

        It 'takes one call for what fits a page' {
            Clear-OrgRequest $org
            (Invoke-SfQuery 'SELECT Name FROM Big__c LIMIT 100' -SaveApiCalls).Count | Should -Be 100
            Get-OrgRequest $org | Should -HaveCount 1
        }

        It 'asks for no batch where only the first rows are wanted' {
            Clear-OrgRequest $org
            $null = Invoke-SfQuery 'SELECT Name FROM Big__c' -SaveApiCalls | Select-Object -First 5
            Get-OrgRequest $org | Should -HaveCount 1
        }

        It 'gets all rows also from an org that refuses batches' {
            $org | Set-OrgFault @{ path = '*/composite/batch'; status = 404; count = -1; body = @(@{ errorCode = 'NOT_FOUND'; message = 'The requested resource does not exist' }) }
            (Invoke-SfQuery 'SELECT Name FROM Big__c' -SaveApiCalls -ErrorVariable failures).Name | Select-Object -Unique | Should -HaveCount 7000
            $failures | Should -BeNullOrEmpty
        }

        It 'gets all rows also where a batch breaks off' {
            $org | Set-OrgFault @{ path = '*/composite/batch'; drop = 'mid-body'; count = 1 }
            (Invoke-SfQuery 'SELECT Name FROM Big__c' -PageSize 200 -SaveApiCalls).Name | Select-Object -Unique | Should -HaveCount 7000
        }
    }

    Context 'in a pipeline' {
        It 'runs one query after the other' {
            $rows = "SELECT Id FROM Account WHERE Id = '$mueller'", 'SELECT COUNT() FROM Big__c' | Invoke-SfQuery

            $rows[0].Id | Should -Be $mueller
            $rows[1] | Should -Be 7000
        }

        It 'may run another query for each row' {
            $found = Invoke-SfQuery "SELECT Id FROM Account WHERE Name LIKE 'Pester M%'" |
                ForEach-Object { Invoke-SfQuery 'SELECT LastName FROM Contact WHERE AccountId = :id ORDER BY LastName' @{ id = $_.Id } }

            $found.LastName | Should -Be 'Pester-Builder', 'Pester-Lovelace'
        }

        It 'gives rows before the last page is there' {
            # The third page never comes.
            $org | Set-OrgFault @{ path = '*/query/*'; skip = 1; hang = $true }

            Invoke-SfQuery 'SELECT Id FROM Big__c' | Select-Object -First 3500 | Measure-Object | ForEach-Object Count | Should -Be 3500
        }
    }

    Context 'progress' {
        BeforeEach {
            # In a runspace of its own: a test runner may have switched progress off in this one.
            $state = [initialsessionstate]::CreateDefault2()
            $state.ImportPSModule(@(Get-TestModulePath))
            $shell = [powershell]::Create($state).AddCommand('Invoke-SfQuery').AddParameter('Query', 'SELECT Id FROM Big__c').AddParameter('Session', $once)
        }

        AfterEach { $shell.Dispose() }

        It 'tells rows of all rows when it takes longer, and goes away' {
            $org | Set-OrgFault @{ path = '*/query/*'; count = -1; delayMs = 600 }

            $shell.Invoke() | Should -HaveCount 7000

            $progress = $shell.Streams.Progress
            $progress[0].StatusDescription | Should -Match '^\d[\d.,]* .* 7.?000 rows$'
            $progress[0].PercentComplete | Should -BeGreaterThan 0
            $progress[-1].RecordType | Should -Be 'Completed'
            $progress.Count | Should -BeLessOrEqual 5
        }

        It 'is not shown when it is quick' {
            $shell.Commands.Commands[0].Parameters.RemoveAt(0)
            $null = $shell.AddParameter('Query', 'SELECT Id FROM Account LIMIT 1')
            do {
                # On a machine that is busy with other things, the answer may once be late.
                $clock = [System.Diagnostics.Stopwatch]::StartNew()
                $shell.Invoke() | Should -HaveCount 1
                $shown = $shell.Streams.Progress.Count
                $shell.Streams.ClearStreams()
            } until ($clock.ElapsedMilliseconds -lt 500)

            $shown | Should -Be 0
        }
    }

    Context 'what Salesforce refuses' {
        It '<Code>' -ForEach @(
            @{ Code = 'MALFORMED_QUERY'; Query = 'SELECT FROM Account'; Category = 'SyntaxError' }
            @{ Code = 'MALFORMED_QUERY'; Query = 'SELEC Id FROM Account'; Category = 'SyntaxError' }
            @{ Code = 'INVALID_FIELD'; Query = 'SELECT Nosuch__c FROM Account'; Category = 'InvalidArgument' }
            @{ Code = 'INVALID_TYPE'; Query = 'SELECT Id FROM Nosuch__c'; Category = 'InvalidArgument' }
            @{ Code = 'NUMBER_OUTSIDE_VALID_RANGE'; Query = 'SELECT Id FROM Big__c OFFSET 2001'; Category = 'InvalidArgument' }
        ) {
            $failure = Get-Failure { Invoke-SfQuery $Query }

            $failure.FullyQualifiedErrorId | Should -BeLike "$Code,*"
            $failure.CategoryInfo.Category | Should -Be $Category
            $failure.TargetObject | Should -Be $Query
            $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            $failure.ErrorDetails.Message | Should -BeLike "$Code*"
        }

        It 'an id that is no id' {
            (Get-Failure { Invoke-SfQuery 'SELECT Id FROM Account WHERE Id = :id' @{ id = 'no id' } }).FullyQualifiedErrorId | Should -BeLike 'INVALID_QUERY_FILTER_OPERATOR,*'
        }

        It 'a query of nothing' {
            (Get-Failure { Invoke-SfQuery '' }).CategoryInfo.Category | Should -Be 'InvalidData'
        }

        It 'a page size out of range' {
            (Get-Failure { Invoke-SfQuery 'SELECT Id FROM Account' -PageSize 100 }).CategoryInfo.Category | Should -Be 'InvalidData'
        }
    }
}
