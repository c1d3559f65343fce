BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $session = Connect-TestOrg $org
    $once = Connect-TestOrg $org @{ Name = 'once'; NoDefault = $true; MaximumRetryCount = 0 }
    $json = @{ 'Content-Type' = 'application/json' }

    # What the scripts of calls have to tell.
    $told = @{}

    function Ask([hashtable] $With) {
        $calls = Get-OrgCall $org {
            $told.Out = Invoke-SfGraphQL @With -ErrorVariable failed -ErrorAction SilentlyContinue -WarningVariable warned -WarningAction SilentlyContinue
            $told.Failed, $told.Warned = $failed, $warned
        }
        $told.Calls = @($calls)
        $told.Out
    }

    $account = New-SfRecord Account @{ Name = 'GraphQL GmbH'; Industry = 'Energy'; AnnualRevenue = 1500; NumberOfEmployees = 12 }
    1..12 | ForEach-Object { @{ LastName = 'Q{0:00}' -f $_; AccountId = $account.Id } } | New-SfRecord Contact | Out-Null
    $paged = 'query ($after: String, $first: Int = 5) { uiapi { query { Contact(first: $first, after: $after, where: { LastName: { like: "Q%" } }, orderBy: { LastName: { order: ASC } }) {
        edges { node { Id LastName { value } } } pageInfo { hasNextPage endCursor } } } } }'
}

AfterAll { Stop-TestOrg $org }

Describe 'Invoke-SfGraphQL' {
    AfterEach { Clear-OrgFault $org; $null = Invoke-OrgKnob $org graphql POST @{ pageRows = $null } }

    It 'returns records with plain values, parents and children' {
        $out = Ask @{ Query = 'query ($id: ID) { uiapi { query { Account(where: { Id: { eq: $id } }) { edges { node {
            Id Name { value displayValue } money: AnnualRevenue { value displayValue } shown: AnnualRevenue { displayValue } NumberOfEmployees { value } CreatedDate { value } Fax { value }
            Owner { Id ... on User { Username { value } } } Parent { Name { value } } Contacts(first: 3, orderBy: { LastName: { order: ASC } }) { edges { node { LastName { value } Account { Name { value } } } } }
            all: Contacts { totalCount } } } } } } }'; Variables = @{ id = $account.Id } }

        $told.Failed | Should -BeNullOrEmpty
        $told.Calls.path | Should -Be '/services/data/v68.0/graphql'
        $out | Should -HaveCount 1
        $out.PSObject.TypeNames[0] | Should -Be Salesforce.Account
        $out.PSObject.Properties.Name | Should -Be Id, Name, money, shown, NumberOfEmployees, CreatedDate, Fax, Owner, Parent, Contacts, all
        $out.Id, $out.Name, $out.shown | Should -Be $account.Id, 'GraphQL GmbH', '$1,500'
        $out.NumberOfEmployees | Should -BeOfType [int]
        $out.money | Should -Be 1500
        $out.CreatedDate | Should -BeOfType [datetimeoffset]
        $out.Fax, $out.Parent | Should -Be $null, $null
        $out.Owner.Username | Should -Be $org.runAsUsername
        $out.Contacts.LastName | Should -Be Q01, Q02, Q03
        $out.Contacts[0].Account.Name | Should -Be 'GraphQL GmbH'
        $out.all.totalCount | Should -Be 12
        $out | ConvertTo-Json -Depth 4 | Should -Match '"Name":\s*"GraphQL GmbH"'
    }

    It 'reads all pages, by hasNextPage alone' {
        $null = Invoke-OrgKnob $org graphql POST @{ pageRows = 3 }
        $out = Ask @{ Query = $paged }
        $out.LastName | Should -Be (1..12 | ForEach-Object { 'Q{0:00}' -f $_ })
        $told.Calls.Count | Should -Be 4
        $told.Warned | Should -BeNullOrEmpty
        (Ask @{ Query = $paged; Variables = @{ first = 12 } }).Count | Should -Be 12
        $told.Calls.Count | Should -Be 4
        Invoke-SfGraphQL $paged | Select-Object -First 2 | ForEach-Object LastName | Should -Be Q01, Q02
    }

    It 'goes on from a cursor that was given' {
        $first = Invoke-SfGraphQL ($paged -replace 'after: \$after, ' -replace '\$after: String, ') -Raw
        $cursor = $first.uiapi.query.Contact.pageInfo.endCursor
        (Ask @{ Query = $paged; Variables = @{ after = $cursor; first = 4 } }).LastName | Should -Be (6..12 | ForEach-Object { 'Q{0:00}' -f $_ })
    }

    It 'returns one object with an array for each where several are asked for' {
        $out = Ask @{ Query = "query (`$after: String) { uiapi { query { a: Account(where: { Name: { eq: `"GraphQL GmbH`" } }) { edges { node { Name { value } } } }
            Contact(first: 5, after: `$after, where: { LastName: { like: `"Q%`" } }) { edges { node { LastName { value } } } pageInfo { hasNextPage endCursor } } none: Lead(where: { LastName: { eq: `"nobody`" } }) { edges { node { Id } } } } } }" }
        $out | Should -HaveCount 1
        $out.PSObject.Properties.Name | Should -Be a, Contact, none
        , $out.a | Should -BeOfType [array]
        $out.a.Name | Should -Be 'GraphQL GmbH'
        $out.Contact.Count | Should -Be 12
        $out.none.Count | Should -Be 0
        $told.Calls.Count | Should -Be 3
    }

    It 'returns groups' {
        $out = Ask @{ Query = '{ uiapi { aggregate { Contact(groupBy: { AccountId: { group: true } }, where: { LastName: { like: "Q%" } }) { edges { node { aggregate { AccountId { value } Id { count { value } } } } } } } } }' }
        $out.AccountId, $out.Id.count | Should -Be $account.Id, 12
    }

    It 'saves with mutations, which -WhatIf leaves out' {
        $mutation = 'mutation ($input: AccountCreateInput!) { uiapi { AccountCreate(input: $input) { Record { Id Name { value } } } } }'
        $with = @{ Query = $mutation; Variables = @{ input = @{ Account = @{ Name = 'Mutant "ä"'; AnnualRevenue = 2.5 } } } }
        Ask ($with + @{ WhatIf = $true }) | Should -BeNullOrEmpty
        $told.Calls | Should -BeNullOrEmpty
        $out = Ask $with
        $out.Name | Should -BeExactly 'Mutant "ä"'
        $out.PSObject.TypeNames[0] | Should -Be Salesforce.Account
        $both = Invoke-SfGraphQL "mutation { uiapi { u: AccountUpdate(input: { Id: `"$($out.Id)`", Account: { Fax: `"1`" } }) { success } d: AccountDelete(input: { Id: `"$($out.Id)`" }) { Id } } }"
        $both.u.success, $both.d.Id | Should -Be $true, $out.Id
    }

    It 'with -Raw returns data as it came, an object for each page' {
        $out = Ask @{ Query = $paged; Raw = $true }
        $out.Count | Should -Be 3
        $out[0].uiapi.query.Contact.edges[0].node.LastName.value | Should -Be Q01
        $out[2].uiapi.query.Contact.pageInfo.hasNextPage | Should -BeFalse
    }

    It 'takes queries from files and from the pipeline' {
        Set-Content "$TestDrive/q.graphql" $paged
        (Invoke-SfGraphQL -Path "$TestDrive/q.graphql" -Variables @{ first = 2000 }).Count | Should -Be 12
        ($paged, $paged | Invoke-SfGraphQL -Session $once).Count | Should -Be 24
        $failure = Get-Failure { Invoke-SfGraphQL -Path "$TestDrive/none.graphql" }
        $failure.FullyQualifiedErrorId | Should -BeLike 'BODY_NOT_READ,*'
        $failure.TargetObject | Should -Be "$TestDrive/none.graphql"
        (Get-Failure { Invoke-SfGraphQL -Path $TestDrive }).Exception.Message | Should -BeLike '*It is a folder.'
    }

    It 'writes errors beside the data' {
        $out = Ask @{ Query = '{ uiapi { query { bad: Account(where: { Id: { eq: "nonsense" } }) { totalCount } Contact(where: { LastName: { eq: "Q01" } }) { edges { node { LastName { value } } } } } } }' }
        $out.bad, $out.Contact.LastName | Should -Be $null, Q01
        $told.Failed.Count | Should -Be 1
        $told.Failed[0].FullyQualifiedErrorId | Should -BeLike 'DataFetchingException,*'
        "$($told.Failed[0])" | Should -BeLike '*invalid ID field*uiapi/query/Account, line 1, column *graphql*'
        $told.Failed[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $told.Failed[0].TargetObject | Should -BeLike '*bad: Account*'
    }

    It '<What> is an error of its own type' -ForEach @(
        @{ What = 'syntax'; Query = '{ uiapi { query {'; Code = 'InvalidSyntax' }
        @{ What = 'a field'; Query = '{ uiapi { query { Account { edges { node { Nope { value } } } } } } }'; Code = 'ValidationError' }
        @{ What = 'a subscription'; Query = 'subscription { uiapi { query { Account { totalCount } } } }'; Code = 'OperationNotSupported' }
    ) {
        Ask @{ Query = $Query } | Should -BeNullOrEmpty
        $told.Failed.FullyQualifiedErrorId | Should -BeLike "$Code,*"
        { Invoke-SfGraphQL $Query -ErrorAction Stop } | Should -Throw -ErrorId "$Code,*"
    }

    It 'a later page that is missing ends the command, and nobody takes the rest for the whole' {
        $org | Set-OrgFault @{ path = '*/graphql'; skip = 1; status = 200; headers = $json; body = '{"data":{"uiapi":{"query":{"Contact":null}}},"errors":[{"message":"gone","extensions":{"ErrorType":"DataFetchingException"}}]}' }
        $told.Rows = 0
        { Invoke-SfGraphQL $paged | ForEach-Object { $told.Rows++ } } | Should -Throw -ErrorId 'DataFetchingException,*'
        $told.Rows | Should -Be 5
    }

    It 'refuses pages that <What>' -ForEach @(
        @{ What = 'lead nowhere'; Info = '{"hasNextPage":true,"endCursor":null}'; Text = '*not say where*' }
        @{ What = 'lead back'; Info = '{"hasNextPage":true,"endCursor":"x"}'; Text = '*lead back*' }
        @{ What = 'do not say whether there are more'; Info = '{"endCursor":"x"}'; Text = '*does not say whether*' }
    ) {
        $org | Set-OrgFault @{ path = '*/graphql'; count = 5; status = 200; headers = $json; body = "{`"data`":{`"uiapi`":{`"query`":{`"Contact`":{`"edges`":[],`"pageInfo`":$Info}}}},`"errors`":[]}" }
        $failure = Get-Failure { Invoke-SfGraphQL $paged -Session $once }
        $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_RESPONSE,*'
        "$failure" | Should -BeLike $Text
    }

    It 'refuses before it sends: <What>' -ForEach @(
        @{ What = 'two connections with a variable'; Query = 'query ($a: String, $b: String) { uiapi { query { Account(after: $a) { edges { node { Id } } } Contact(after: $b) { edges { node { Id } } } } } }'; Text = '*2 connections*Account, Contact*' }
        @{ What = 'no pageInfo'; Query = 'query ($a: String) { uiapi { query { Account(after: $a) { edges { node { Id } } } } } }'; Text = '*pageInfo { hasNextPage endCursor } is not selected*' }
        @{ What = 'half a pageInfo'; Query = 'query ($a: String) { uiapi { query { Account(after: $a) { edges { node { Id } } pageInfo { hasNextPage } } } } }'; Text = '*pageInfo*' }
        @{ What = 'a variable that is none'; Query = '{ uiapi { query { Account { totalCount } } } }'; Variables = @{ x = [double]::NaN }; Text = '*not a finite number*' }
    ) {
        $null = Ask @{ Query = $Query; Variables = $Variables }
        $told.Calls | Should -BeNullOrEmpty
        $told.Failed.FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
        "$($told.Failed)" | Should -BeLike $Text
    }

    It 'warns of rows that did not come: <What>' -ForEach @(
        @{ What = 'ten without first'; Arguments = ''; Rest = ''; Warned = $true }
        @{ What = 'as pageInfo says'; Arguments = '(first: 5)'; Rest = 'pageInfo { hasNextPage }'; Warned = $true }
        @{ What = 'as totalCount says'; Arguments = '(first: 11)'; Rest = 'totalCount'; Warned = $true }
        @{ What = 'not where all came'; Arguments = '(first: 2000)'; Rest = 'totalCount pageInfo { hasNextPage }'; Warned = $false }
        @{ What = 'not where as many were asked for'; Arguments = '(first: 10)'; Rest = ''; Warned = $false }
    ) {
        $null = Ask @{ Query = "{ uiapi { query { Account(where: { Name: { eq: `"GraphQL GmbH`" } }) { edges { node { Contacts$Arguments { edges { node { Id } } $Rest } } } } } } }" }
        if ($Warned) { "$($told.Warned)" | Should -BeLike '*more rows*Contacts*' } else { $told.Warned | Should -BeNullOrEmpty }
        $null = Ask @{ Query = "{ uiapi { query { Contact$Arguments { edges { node { Id } } $Rest } } } }" }
        if ($Warned) { "$($told.Warned)" | Should -BeLike '*more rows*Contact*' }
    }

    It 'warns at 4,000 rows without upperBound<With>' -ForEach @(
        @{ Bound = ''; With = ''; Warned = $true }
        @{ Bound = ', upperBound: 50000'; With = ', and not with it'; Warned = $false }
    ) {
        $edges = @('{"node":{"Id":"001000000000001AAA"}}') * 4000 -join ','
        $org | Set-OrgFault @{ path = '*/graphql'; status = 200; headers = $json; body = "{`"data`":{`"uiapi`":{`"query`":{`"Account`":{`"edges`":[$edges],`"pageInfo`":{`"hasNextPage`":false,`"endCursor`":`"x`"}}}}},`"errors`":[]}" }
        $out = Ask @{ Query = "query (`$a: String) { uiapi { query { Account(first: 2000, after: `$a$Bound) { edges { node { Id } } pageInfo { hasNextPage endCursor } } } } }" }
        $out.Count | Should -Be 4000
        if ($Warned) { "$($told.Warned)" | Should -BeLike '*4,000 rows*upperBound*' } else { $told.Warned | Should -BeNullOrEmpty }
    }

    It 'types dates of objects that are described already, and describes none' {
        $id = (New-SfRecord Opportunity @{ Name = 'GraphQL'; StageName = 'Prospecting'; CloseDate = '2026-03-01'; Amount = 5 }).Id
        $fresh = Connect-TestOrg $org @{ Name = 'fresh'; NoDefault = $true }
        $query = "{ uiapi { query { Opportunity(where: { Id: { eq: `"$id`" } }) { edges { node { CloseDate { value } CreatedDate { value } Amount { value } } } } } } }"
        $before = Invoke-SfGraphQL $query -Session $fresh
        $null = Get-SfField Opportunity -Session $fresh
        $after = Invoke-SfGraphQL $query -Session $fresh
        $before.CloseDate | Should -Be '2026-03-01'
        $before.CreatedDate | Should -BeOfType [datetimeoffset]
        $after.CloseDate | Should -BeOfType [datetime]
        $after.Amount | Should -BeOfType [decimal]
        $fresh.ApiCalls | Should -Be 3
    }

    It 'a response that is none of GraphQL is an error: <Body>' -ForEach @(
        @{ Body = '[]' }, @{ Body = '{}' }, @{ Body = '{"data":null,"errors":[]}' }, @{ Body = '{"data":[]}' }, @{ Body = '{"data":{},"errors":{}}' }
    ) {
        $org | Set-OrgFault @{ path = '*/graphql'; status = 200; headers = $json; body = $Body }
        (Get-Failure { Invoke-SfGraphQL $paged -Session $once }).FullyQualifiedErrorId | Should -BeLike 'INVALID_RESPONSE,*'
    }
}
