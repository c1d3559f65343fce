BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $session = Connect-TestOrg $org

    # What the scripts of calls have to tell.
    $told = @{}

    1..30 | ForEach-Object { @{ Name = "View $('{0:d2}' -f $_)"; Industry = $(if ($_ % 2) { 'Energy' } else { 'Banking' }); AnnualRevenue = $_ * 1.5; NumberOfEmployees = $_ } } | New-SfRecord Account | Out-Null
    $null = Invoke-OrgKnob $org list-views POST @{ sobjectType = 'Account'; developerName = 'Energy_Only'; label = 'Energy Only'; columns = @('Name', 'Industry', 'AnnualRevenue', 'Owner.Alias'); where = "Industry = 'Energy'"; orderBy = 'Name' }

    # A row is recently viewed by being read.
    $viewed = (Invoke-SfQuery "SELECT Id FROM Account WHERE Name LIKE 'View 0%' ORDER BY Name").Id
    $viewed | ForEach-Object { $null = Invoke-SfRest "sobjects/Account/$_" }
}

AfterAll { Stop-TestOrg $org }

Describe 'Invoke-SfListView' {
    AfterEach { Clear-OrgFault $org }

    It 'runs the query of a view: typed rows, all of them, in its order' {
        $rows = Invoke-SfListView Account 'Energy Only'
        $rows.Count | Should -BeGreaterOrEqual 15
        $mine = $rows | Where-Object Name -Like 'View *'
        $mine.Name | Should -Be (1..30 | Where-Object { $_ % 2 } | ForEach-Object { "View $('{0:d2}' -f $_)" })
        $mine[0].pstypenames[0] | Should -Be Salesforce.Account
        $mine[0].AnnualRevenue | Should -Be 2
        $mine[0].AnnualRevenue | Should -BeOfType decimal
        $mine[0].CreatedDate | Should -BeOfType datetimeoffset
        $mine[0].Owner.Alias | Should -Not -BeNullOrEmpty
        $flat = Invoke-SfListView Account Energy_Only -Flatten | Select-Object -First 1
        $flat.psobject.Properties.Name | Should -Be Name, Industry, AnnualRevenue, Owner.Alias, Id, CreatedDate, LastModifiedDate, SystemModstamp
    }

    It 'takes views from the pipeline, names, and IDs' {
        $view = Get-SfListView Account 'Energy Only'
        $count = @(Invoke-SfListView Account Energy_Only).Count
        @($view | Invoke-SfListView).Count | Should -Be $count
        @(Invoke-SfListView Account $view.Id.Substring(0, 15)).Count | Should -Be $count
        @('Energy Only', 'Energy_Only' | Invoke-SfListView Account).Count | Should -Be (2 * $count)
    }

    It 'reads a view without query through its results, as the same typed rows' {
        $rows = Invoke-SfListView Account 'Recently Viewed Accounts'
        $rows.Count | Should -Be $viewed.Count
        $row = $rows | Where-Object Name -EQ 'View 05'
        $row.pstypenames[0] | Should -Be Salesforce.Account
        $query = Invoke-SfQuery 'SELECT Id, CreatedDate, Owner.Alias FROM Account WHERE Id = :id' @{ id = $row.Id }
        $row.CreatedDate | Should -BeOfType datetimeoffset
        $row.CreatedDate.UtcDateTime.ToString('s') | Should -Be $query.CreatedDate.UtcDateTime.ToString('s')
        $row.Owner.Alias | Should -Be $query.Owner.Alias
        $row.Phone = '123'
        Get-OrgCall $org { $row | Set-SfRecord } | Should -HaveCount 1
        (Get-SfRecord Account $row.Id -Field Phone).Phone | Should -Be 123
        (Invoke-SfListView Account 'Recently Viewed Accounts' -Flatten)[0].'Owner.Alias' | Should -Not -BeNullOrEmpty
    }

    It 'reads the results of a view whose query is refused' {
        $org | Set-OrgFault @{ path = '*/query'; count = 1; status = 400; body = @(@{ errorCode = 'MALFORMED_QUERY'; message = 'no' }) }
        $rows = Invoke-SfListView Account 'Energy Only'
        ($rows | Where-Object Name -Like 'View *').Count | Should -Be 15
        $rows[0].AnnualRevenue | Should -BeOfType decimal
    }

    It 'reads pages of results, and says where Salesforce ends' {
        $page = { param($from, $done) @{
                columns = @(@{ fieldNameOrPath = 'Id'; type = 'id' }, @{ fieldNameOrPath = 'Name'; type = 'string' }); done = $done; size = 1
                records = @(@{ columns = @(@{ fieldNameOrPath = 'Id'; value = "00100000000000$from" }, @{ fieldNameOrPath = 'Name'; value = "Row $from" }) })
            } }
        foreach ($i in 1..2) { $org | Set-OrgFault @{ path = '*/results'; count = 1; status = 200; headers = @{ 'Content-Type' = 'application/json' }; body = (& $page $i $false) } }
        $calls = Get-OrgCall $org { $told.Rows = Invoke-SfListView Account 'Recently Viewed Accounts' -WarningVariable warned -WarningAction SilentlyContinue; $told.Warned = $warned }
        $told.Rows.Name | Should -Be 'Row 1', 'Row 2'
        "$($told.Warned)" | Should -BeLike '*more records*'
        @($calls | Where-Object path -Like '*/results*').Count | Should -Be 2
    }

    It 'says what views there are where it has none of the name' {
        $failure = Get-Failure { Invoke-SfListView Account 'All Acounts' }
        $failure.FullyQualifiedErrorId | Should -BeLike 'NOT_FOUND,*'
        $failure.TargetObject | Should -Be 'All Acounts'
        "$failure" | Should -BeLike '*All Accounts*'
        $null = Invoke-OrgKnob $org list-views POST @{ sobjectType = 'Account'; developerName = 'Energy_2'; label = 'Energy Only'; columns = @('Name') }
        "$(Get-Failure { Invoke-SfListView Account 'Energy Only' })" | Should -BeLike '*Energy_2*'
    }
}
