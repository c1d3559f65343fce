BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $session = Connect-TestOrg $org

    # What the scripts of calls have to tell.
    $told = @{}

    $null = Invoke-OrgKnob $org list-views POST @{ sobjectType = 'Account'; developerName = 'Energy_Only'; label = 'Energy Only'; columns = @('Name', 'Industry', 'AnnualRevenue', 'Owner.Alias'); where = "Industry = 'Energy'"; orderBy = 'Name' }
}

AfterAll { Stop-TestOrg $org }

Describe 'Get-SfListView' {
    AfterEach { Clear-OrgFault $org }

    It 'lists the views of an object, with one call' {
        $calls = Get-OrgCall $org { $told.Views = Get-SfListView Account }
        $calls.Count | Should -Be 1
        $told.Views.Label | Should -Be 'All Accounts', 'Energy Only', 'My Accounts', 'Recently Viewed Accounts'
        $told.Views.Type | Sort-Object -Unique | Should -Be Account
        $told.Views[1].DeveloperName | Should -Be Energy_Only
        $told.Views[0].Id.Length | Should -Be 18
        $told.Views.IsSoqlCompatible | Should -Be $true, $true, $true, $false
        "$($told.Views[0])" | Should -Be 'Account All Accounts'
    }

    It 'lists the views of all objects, with one call' {
        $calls = Get-OrgCall $org { $told.Views = Get-SfListView }
        $calls.Count | Should -Be 1
        ($told.Views | Where-Object Type -EQ Account).Label | Should -Be (Get-SfListView Account).Label
        $told.Views.Type | Should -Contain Contact
    }

    It 'takes names in any form, and patterns' {
        $id = (Get-SfListView Account Energy_Only).Id
        (Get-SfListView Account 'energy only', $id, $id.Substring(0, 15), All*).Label | Should -Be 'Energy Only', 'All Accounts'
        Get-SfListView Account Nothing* | Should -BeNullOrEmpty
        (Get-Failure { Get-SfListView Account Nothing }).TargetObject | Should -Be Nothing
        (Get-Failure { Get-SfListView Nosuch__c }).FullyQualifiedErrorId | Should -BeLike 'NOT_FOUND,*'
    }

    It 'follows further pages' {
        $view = { param($n) @{ id = "00B00000000000$n"; developerName = "V$n"; label = "V $n"; soqlCompatible = $true } }
        $org | Set-OrgFault @{ path = '*/listviews'; count = 1; status = 200; headers = @{ 'Content-Type' = 'application/json' }; body = @{ done = $false; listviews = @(& $view 1); nextRecordsUrl = '/services/data/v68.0/sobjects/Account/listviews?offset=1'; size = 1; sobjectType = 'Account' } }
        (Get-SfListView Account).Label | Should -Be 'V 1', 'All Accounts', 'Energy Only', 'My Accounts', 'Recently Viewed Accounts'
    }
}
