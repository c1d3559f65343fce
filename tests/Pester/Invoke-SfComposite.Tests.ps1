BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $session = Connect-TestOrg $org
    $once = Connect-TestOrg $org @{ Name = 'once'; NoDefault = $true; MaximumRetryCount = 0 }

    # What the scripts of calls have to tell.
    $told = @{}

    function Send([hashtable] $With) {
        $calls = Get-OrgCall $org {
            $told.Out = Invoke-SfComposite @With -ErrorVariable failed -ErrorAction SilentlyContinue -WarningVariable warned -WarningAction SilentlyContinue
            $told.Failed, $told.Warned = $failed, $warned
        }
        $told.Calls = @($calls)
        $told.Out
    }

    function New-Account([string] $Id, [hashtable] $Body = @{ Name = "Composite $Id" }) {
        @{ Path = 'sobjects/Account'; Body = $Body; ReferenceId = $Id }
    }
}

AfterAll { Stop-TestOrg $org }

Describe 'Invoke-SfComposite' {
    AfterEach { Clear-OrgFault $org }

    It 'sends what a script block yields in one call, and later ones use what earlier ones answered' {
        $out = Send @{ Request = {
                @{ Path = 'sobjects/Account'; Body = @{ Name = 'Müller & "Söhne"'; NumberOfEmployees = 7 }; ReferenceId = 'account' }
                @{ Path = 'sobjects/Contact'; Body = @{ LastName = 'of @{account.id}'; AccountId = '@{account.id}' }; ReferenceId = 'contact' }
                @{ Path = 'query'; Query = @{ q = "SELECT Id, Account.Name, LastName FROM Contact WHERE AccountId = '@{account.id}'" }; ReferenceId = 'found' }
                @{ Path = 'sobjects/Contact/@{found.records[0].Id}?fields=LastName' }
                @{ Path = 'sobjects/Contact/@{contact.id}'; Method = 'patch'; Body = '{"FirstName":"Jürgen"}' }
            }
        }

        $told.Calls.path | Should -Be '/services/data/v68.0/composite'
        $told.Failed | Should -BeNullOrEmpty
        $told.Warned | Should -BeNullOrEmpty
        $out | ForEach-Object { $_ | Should -BeOfType SalesforceCC.SfCompositeResponse }
        $out.ReferenceId | Should -Be account, contact, found, request4, request5
        $out.StatusCode | Should -Be 201, 201, 200, 200, 204
        $out.Method | Should -Be POST, POST, GET, GET, PATCH
        $out.Success | Should -Be $true, $true, $true, $true, $true
        $id = $out[0].Body.id
        $out[0].Headers['location'] | Should -Be "/services/data/v68.0/sobjects/Account/$id"
        $out[2].Body.records[0].Account.Name | Should -BeExactly 'Müller & "Söhne"'
        $out[2].Body.records[0].PSObject.TypeNames[0] | Should -Be Salesforce.Contact
        $out[3].Body.LastName | Should -Be "of $id"
        $out[4].Body | Should -Be $null
        (Invoke-SfQuery 'SELECT FirstName FROM Contact WHERE AccountId = :id' @{ id = $id }).FirstName | Should -Be Jürgen
    }

    It 'takes requests as hashtables, objects and rows of a file, by argument and from the pipeline' {
        (Invoke-SfComposite @{ Path = 'limits' }, ([pscustomobject]@{ Url = '/services/data/v67.0/limits'; method = 'GET'; httpHeaders = @{} })).StatusCode | Should -Be 200, 200
        ('limits', 'sobjects' | ForEach-Object { @{ Path = $_ } } | Invoke-SfComposite).Path | Should -Be '/services/data/v68.0/limits', '/services/data/v68.0/sobjects'
        ('[{"url":"/services/data/v68.0/limits","method":"GET","referenceId":"a"}]' | ConvertFrom-Json | Invoke-SfComposite).ReferenceId | Should -Be a
        { @{ Path = 'limits' } } | Invoke-SfComposite -Session $once | ForEach-Object StatusCode | Should -Be 200
        & { } | Invoke-SfComposite | Should -BeNullOrEmpty
    }

    It 'sends dates, numbers and records of a query as Invoke-SfRest does' {
        $row = Invoke-SfQuery 'SELECT Name, Industry FROM Account LIMIT 1'
        $day = [datetime]'2026-03-01'
        $out = Send @{ Request = @{ Path = 'sobjects/Account'; Body = $row }, @{ Path = 'sobjects/Opportunity'; Body = @{ Name = 'x'; StageName = 'Prospecting'; CloseDate = $day; Amount = 1.5 } }, @{ Path = 'sobjects/Opportunity/@{request2.id}' } }
        $out.StatusCode | Should -Be 201, 201, 200
        $out[2].Body.CloseDate, $out[2].Body.Amount | Should -Be '2026-03-01', 1.5
    }

    It 'writes an error for each request that failed, and an object for each' {
        $bad = New-Account bad @{}
        $of = @{ Path = 'sobjects/Contact'; Body = @{ LastName = 'x'; AccountId = '@{bad.id}' }; ReferenceId = 'of' }
        $out = Send @{ Request = @($of.Clone(), (New-Account good), $bad, $of)[1, 2, 3] }

        $out.ReferenceId | Should -Be good, bad, of
        $out.StatusCode | Should -Be 201, 400, 400
        $out.Success | Should -Be $true, $false, $false
        $out.Halted | Should -Be $false, $false, $true
        $told.Failed.Count | Should -Be 2
        $told.Failed[0].FullyQualifiedErrorId | Should -BeLike 'REQUIRED_FIELD_MISSING,*'
        [object]::ReferenceEquals($told.Failed[0].TargetObject, $bad) | Should -BeTrue
        "$($told.Failed[0])" | Should -BeLike '*Name*POST /services/data/v68.0/sobjects/Account (bad)*'
        $told.Failed[0].Exception.Fields | Should -Be Name
        $told.Failed[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $told.Failed[1].FullyQualifiedErrorId | Should -BeLike 'PROCESSING_HALTED,*'
        "$($told.Failed[1])" | Should -BeLike "*The cause is 'bad': REQUIRED_FIELD_MISSING*"
    }

    It 'with -AllOrNone all or none, and the cause comes first' {
        $requests = (New-Account a @{ Name = 'Composite none' }), (New-Account b @{ Name = 'Composite none' }), (New-Account c @{}), (New-Account d)
        $out = Send @{ Request = $requests; AllOrNone = $true }

        $out.Halted | Should -Be $true, $true, $false, $true
        $told.Failed.Count | Should -Be 4
        $told.Failed.ForEach({ $_.FullyQualifiedErrorId -replace ',.*' }) | Should -Be REQUIRED_FIELD_MISSING, PROCESSING_HALTED, PROCESSING_HALTED, PROCESSING_HALTED
        [object]::ReferenceEquals($told.Failed[0].TargetObject, $requests[2]) | Should -BeTrue
        "$($told.Failed[1])" | Should -BeLike "*The cause is 'c'*"
        Invoke-SfQuery "SELECT COUNT() FROM Account WHERE Name = 'Composite none'" | Should -Be 0
    }

    It 'honours -ErrorAction Stop with the cause' {
        { Invoke-SfComposite (New-Account a), (New-Account b @{}) -AllOrNone -ErrorAction Stop } | Should -Throw -ErrorId 'REQUIRED_FIELD_MISSING,*'
    }

    It '<Count> requests that do not refer to each other take <Expected> calls' -ForEach @(
        @{ Count = 25; Expected = 1 }
        @{ Count = 26; Expected = 2 }
        @{ Count = 60; Expected = 3 }
    ) {
        $out = Send @{ Request = 1..$Count | ForEach-Object { @{ Path = "sobjects/Account/00100000000000$($_ % 10)?n=$_"; ReferenceId = "r$_" } } }
        $told.Calls.Count | Should -Be $Expected
        $out.ReferenceId | Should -Be (1..$Count | ForEach-Object { "r$_" })
    }

    It 'keeps together what refers to each other, however it is mixed, and the order of the objects' {
        $requests = @(
            New-Account parent
            1..30 | ForEach-Object { New-Account "free$_" }
            1..10 | ForEach-Object { @{ Path = 'sobjects/Account'; Body = @{ Name = "Child $_"; ParentId = '@{parent.id}' }; ReferenceId = "child$_" } }
        )
        $out = Send @{ Request = $requests }
        $told.Failed | Should -BeNullOrEmpty
        $told.Calls.Count | Should -Be 2
        $out.ReferenceId | Should -Be $requests.ReferenceId
        $out.StatusCode | Sort-Object -Unique | Should -Be 201
    }

    It 'sends no more than 5 queries in a call' {
        $out = Send @{ Request = 1..11 | ForEach-Object { @{ Path = 'query'; Query = @{ q = "SELECT Name FROM Organization LIMIT $_" } } } }
        $told.Calls.Count | Should -Be 3
        $out.ForEach({ $_.Body.totalSize }) | Sort-Object -Unique | Should -Be 1
    }

    It 'makes a graph of what refers to each other, each a transaction' {
        $requests = foreach ($n in 1..80) {
            New-Account "a$n" @{ Name = "Graph $n" }
            @{ Path = 'sobjects/Contact'; Body = if ($n -eq 7) { @{ AccountId = "@{a$n.id}" } } else { @{ LastName = "c$n"; AccountId = "@{a$n.id}" } }; ReferenceId = "c$n" }
        }
        $out = Send @{ Request = $requests; Graph = $true }

        $told.Calls.path | Should -Be '/services/data/v68.0/composite/graph', '/services/data/v68.0/composite/graph'
        $out.ReferenceId | Should -Be $requests.ReferenceId
        $out.Where({ -not $_.Success }).ReferenceId | Should -Be a7, c7
        $told.Failed.ForEach({ $_.FullyQualifiedErrorId -replace ',.*' }) | Should -Be REQUIRED_FIELD_MISSING, PROCESSING_HALTED
        "$($told.Failed[1])" | Should -BeLike "*The cause is 'c7': REQUIRED_FIELD_MISSING*"
        $out[0].Headers['Location'] | Should -BeLike '/services/data/v68.0/sobjects/Account/001*'
        Invoke-SfQuery "SELECT COUNT() FROM Account WHERE Name LIKE 'Graph %'" | Should -Be 79
    }

    It 'sends graphs again that were not begun because too many others had failed' {
        $requests = 1..40 | ForEach-Object { New-Account "g$_" $(if ($_ % 2) { @{} } else { @{ Name = "Begun $_" } }) }
        $out = Send @{ Request = $requests; Graph = $true }
        $told.Calls.Count | Should -Be 2
        $out.Where({ $_.Success }).Count | Should -Be 20
        $told.Failed.ForEach({ $_.FullyQualifiedErrorId -replace ',.*' }) | Sort-Object -Unique | Should -Be REQUIRED_FIELD_MISSING
        $told.Failed.Count | Should -Be 20
    }

    It 'takes 500 requests in one graph' {
        $requests = @(New-Account top; 1..499 | ForEach-Object { @{ Path = 'sobjects/Contact'; Body = @{ LastName = "n$_"; AccountId = '@{top.id}' } } })
        (Send @{ Request = $requests; Graph = $true }).StatusCode | Sort-Object -Unique | Should -Be 201
        $told.Calls.Count | Should -Be 1
    }

    It 'checks before it sends: <What>' -ForEach @(
        @{ What = 'spelling'; Request = @{ Path = 'limits'; ReferenceId = 'x-y' }; Text = "*'x-y' must start with*" }
        @{ What = 'a dot'; Request = @{ Path = 'limits'; ReferenceId = 'x.y' }; Text = "*'x.y' must start with*" }
        @{ What = 'the start'; Request = @{ Path = 'limits'; ReferenceId = '_a' }; Text = "*'_a' must start with*" }
        @{ What = 'twice'; Request = @{ Path = 'limits'; ReferenceId = 'a' }, @{ Path = 'limits'; ReferenceId = 'a' }; Text = "*Two requests have the reference ID 'a'*" }
        @{ What = 'unknown'; Request = @{ Path = 'sobjects/Account/@{nobody.id}' }; Text = "*refers to 'nobody', but no request has*" }
        @{ What = 'case'; Request = @{ Path = 'limits'; ReferenceId = 'Account' }, @{ Path = 'sobjects/Account/@{account.id}' }; Text = "*There is 'Account'*" }
        @{ What = 'later'; Request = @{ Path = 'sobjects/Account/@{a.id}' }, @{ Path = 'limits'; ReferenceId = 'a' }; Text = "*refers to 'a', which comes after it*" }
        @{ What = 'itself'; Request = @{ Path = 'sobjects/Account'; Body = @{ Name = '@{a.id}' }; ReferenceId = 'a' }; Text = '*refers to its own response*' }
        @{ What = 'in a body'; Request = @{ Path = 'sobjects/Account'; Body = @{ a = @(@{ b = '@{deep.id}' }) } }; Text = "*refers to 'deep'*" }
        @{ What = 'another place'; Request = @{ Path = '/services/apexrest/x' }; Text = '*not below /services/data/*' }
        @{ What = 'another host'; Request = @{ Path = 'https://nosuch.invalid/services/data/v68.0/limits' }; Text = '*' }
        @{ What = 'a header'; Request = @{ Path = 'limits'; Headers = @{ Accept = 'x' } }; Text = '*header Accept*' }
        @{ What = 'a header that is none'; Request = @{ Path = 'limits'; Headers = @{ X = "a`nb" } }; Text = "*header 'X'*" }
        @{ What = 'no path'; Request = @{ Method = 'GET' }; Text = '*has no Path*' }
        @{ What = 'a method'; Request = @{ Path = 'limits'; Method = 'FETCH' }; Text = "*Method 'FETCH'*" }
        @{ What = 'a body of GET'; Request = @{ Path = 'limits'; Method = 'GET'; Body = @{} }; Text = '*takes no Body*' }
        @{ What = 'another member'; Request = @{ Path = 'limits'; Boddy = @{} }; Text = "*no 'Boddy'*ReferenceId*" }
        @{ What = 'two paths'; Request = @{ Path = 'limits'; Url = 'limits' }; Text = '*two values for Path*' }
        @{ What = 'a body that is no JSON'; Request = @{ Path = 'sobjects/Account'; Body = '{"Name":' }; Text = '*not JSON*' }
        @{ What = 'a query that is no table'; Request = @{ Path = 'query'; Query = 'q=x' }; Text = '*Query*hashtable*' }
        @{ What = 'a reference id that is a table'; Request = @{ Path = 'limits'; ReferenceId = @{} }; Text = "*''*must start with*" }
        @{ What = 'text'; Request = 'limits'; Text = '*hashtable or an object*' }
        @{ What = 'nothing'; Request = @{ Path = 'limits' }, $null; Text = '*null*' }
        @{ What = 'all or none of 26'; Request = 1..26 | ForEach-Object { @{ Path = 'limits' } }; With = @{ AllOrNone = $true }; Text = '*26 requests of which all or none*Nothing was sent*'; Advice = '*-Graph*' }
        @{ What = '26 that belong together'; Request = @(@{ Path = 'limits'; ReferenceId = 'a' }; 1..25 | ForEach-Object { @{ Path = 'sobjects/Account/@{a.x}' } }); Text = "*26 requests that refer to each other, beginning with 'a'*"; Advice = '*-Graph*' }
        @{ What = '6 queries that belong together'; Request = @(@{ Path = 'limits'; ReferenceId = 'a' }; 1..6 | ForEach-Object { @{ Path = 'query?q=@{a.x}' } }); Text = '*6 queries or collections*' }
        @{ What = '501 in a graph'; Request = @(@{ Path = 'sobjects/Account'; Body = @{}; ReferenceId = 'a' }; 1..500 | ForEach-Object { @{ Path = 'sobjects/Account/@{a.id}' } }); With = @{ Graph = $true }; Text = '*501 requests*A graph takes 500*' }
        @{ What = '16 levels'; Request = 1..16 | ForEach-Object { @{ Path = 'sobjects/Account'; Body = if ($_ -gt 1) { @{ ParentId = "@{l$($_ - 1).id}" } } else { @{} }; ReferenceId = "l$_" } }; With = @{ Graph = $true }; Text = '*16 levels deep*' }
        @{ What = 'a query in a graph'; Request = @{ Path = 'query?q=x' }; With = @{ Graph = $true }; Text = '*cannot be part of a graph*'; Advice = '*-Graph*' }
    ) {
        $with = if ($With) { $With } else { @{} }
        $told.Error = $null
        $calls = Get-OrgCall $org { try { Invoke-SfComposite $Request @with -ErrorAction Stop } catch { $told.Error = $_ } }
        $calls | Should -BeNullOrEmpty
        "$($told.Error)" | Should -BeLike $Text
        $told.Error.FullyQualifiedErrorId | Should -Match '^(INVALID_PARAMETER|FOREIGN_ORIGIN|ParameterArgumentValidation)'
        if ($Advice) { $told.Error.ErrorDetails.RecommendedAction | Should -BeLike $Advice }
    }

    It 'tells all that is wrong at once, each with its request' {
        $wrong = @{ Path = 'limits'; ReferenceId = 'x-y' }, @{ Path = 'sobjects/Account/@{nobody.id}' }
        Send @{ Request = $wrong[0], @{ Path = 'limits' }, $wrong[1] } | Should -BeNullOrEmpty
        $told.Calls | Should -BeNullOrEmpty
        $told.Failed.Count | Should -Be 2
        $told.Failed.TargetObject | Should -Be $wrong
    }

    It 'of too many requests, -ErrorAction holds, too' {
        Invoke-SfComposite (1..26 | ForEach-Object { @{ Path = 'limits' } }) -AllOrNone -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
        $failed.FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
    }

    It 'asks once, and -WhatIf sends nothing' {
        Send @{ Request = (New-Account a), @{ Path = 'limits' }; WhatIf = $true } | Should -BeNullOrEmpty
        $told.Calls | Should -BeNullOrEmpty
        (Send @{ Request = @{ Path = 'limits' }; WhatIf = $true }).StatusCode | Should -Be 200
    }

    It 'warns once of records that a response of 200 did not save' {
        $rows = @{ records = @(@{ attributes = @{ type = 'Account' } }, @{ attributes = @{ type = 'Account' }; Name = 'x' }, @{ attributes = @{ type = 'Account' } }) }
        $out = Send @{ Request = @{ Path = 'composite/sobjects'; Body = $rows }, @{ Path = 'composite/sobjects'; Body = $rows }, @{ Path = 'limits' } }
        $out.StatusCode | Should -Be 200, 200, 200
        $told.Failed | Should -BeNullOrEmpty
        @($told.Warned).Count | Should -Be 1
        "$($told.Warned)" | Should -BeLike '*4 of 6 parts failed*REQUIRED_FIELD_MISSING: *Name*'
    }

    It 'warns of a query that has more rows' {
        $org | Set-OrgFault @{ path = '*/composite'; status = 200; headers = @{ 'Content-Type' = 'application/json' }; body = '{"compositeResponse":[{"body":{"totalSize":3,"done":false,"nextRecordsUrl":"/x","records":[{"attributes":{"type":"Lead"},"Id":"00Q000000000001AAA"}]},"httpHeaders":{},"httpStatusCode":200,"referenceId":"q"}]}' }
        $null = Send @{ Request = @{ Path = 'query'; Query = @{ q = 'SELECT Id FROM Lead' }; ReferenceId = 'q' } }
        "$($told.Warned)" | Should -BeLike "*'q' has more rows than the 1*"
    }

    It 'a failed call is told of each request, and says of those that write that nobody knows' {
        $org | Set-OrgFault @{ path = '*/composite'; status = 500; body = @(@{ errorCode = 'UNKNOWN_EXCEPTION'; message = 'x' }) }
        $out = Send @{ Request = (New-Account a), @{ Path = 'limits'; ReferenceId = 'b' }; Session = $once }
        $out | Should -BeNullOrEmpty
        $told.Calls.Count | Should -Be 1
        $told.Failed.Count | Should -Be 2
        "$($told.Failed[0])" | Should -BeLike '*It is not known whether the request was carried out*'
        $told.Failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*look in the org whether it was carried out*'
        "$($told.Failed[1])" | Should -Not -BeLike '*not known*'
    }

    It 'refuses a response that does not tell of each request: <What>' -ForEach @(
        @{ What = 'fewer'; Body = '{"compositeResponse":[]}' }
        @{ What = 'another'; Body = '{"compositeResponse":[{"body":null,"httpHeaders":{},"httpStatusCode":200,"referenceId":"b"}]}' }
        @{ What = 'no status'; Body = '{"compositeResponse":[{"body":null,"httpHeaders":{},"referenceId":"a"}]}' }
        @{ What = 'another shape'; Body = '{}' }
    ) {
        $org | Set-OrgFault @{ path = '*/composite'; status = 200; headers = @{ 'Content-Type' = 'application/json' }; body = $Body }
        Send @{ Request = @{ Path = 'limits'; ReferenceId = 'a' }; Session = $once } | Should -BeNullOrEmpty
        $told.Failed.FullyQualifiedErrorId | Should -BeLike 'INVALID_RESPONSE,*'
    }

    It 'an error of the script block is the script''s own' {
        { Invoke-SfComposite { throw 'mine' } } | Should -Throw 'mine'
    }
}
