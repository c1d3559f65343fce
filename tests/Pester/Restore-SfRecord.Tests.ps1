BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $session = Connect-TestOrg $org

    # What the scripts of calls have to tell.
    $told = @{}

    function New-Deleted([int] $Count) {
        $ids = (1..$Count | ForEach-Object { @{ Name = "Restore $_" } } | New-SfRecord Account).Id
        $ids | Remove-SfRecord -Confirm:$false
        $ids
    }

    function Get-Living([string[]] $Id) { Invoke-SfQuery 'SELECT COUNT() FROM Account WHERE Id IN :ids' @{ ids = $Id } }
}

AfterAll { Stop-TestOrg $org }

Describe 'Restore-SfRecord' {
    It 'takes IDs, objects with an ID and rows, 200 to a call' {
        $ids = New-Deleted 402
        $row = Invoke-SfQuery 'SELECT Name FROM Account WHERE Id = :id' @{ id = $ids[0] } -IncludeDeleted
        $calls = Get-OrgCall $org {
            $told.Output = @($row; [pscustomobject]@{ Id = $ids[1] }; @{ Id = $ids[2] }; $ids[3..401]) | Restore-SfRecord
        }
        $told.Output | Should -BeNullOrEmpty
        $calls.Count | Should -Be 3
        $calls.path | Sort-Object -Unique | Should -Be /services/Soap/u/68.0
        Get-Living $ids | Should -Be 402
    }

    It 'returns results with -PassThru, in the order of the input' {
        $ids = New-Deleted 250
        $results = $ids | Restore-SfRecord -PassThru
        $results.Id | Should -Be $ids
        $results.Success | Sort-Object -Unique | Should -BeTrue
        $results.Created | Sort-Object -Unique | Should -BeFalse
    }

    It 'restores records of several objects, and children with their parent' {
        $account = (New-SfRecord Account @{ Name = 'Parent' }).Id
        $contact = (New-SfRecord Contact @{ LastName = 'Child'; AccountId = $account }).Id
        $lead = (New-SfRecord Lead @{ LastName = 'Lead'; Company = 'Other' }).Id
        $account, $lead | Remove-SfRecord -Confirm:$false
        $account, $lead | Restore-SfRecord -ErrorAction Stop
        (Invoke-SfQuery 'SELECT AccountId FROM Contact WHERE Id = :id' @{ id = $contact }).AccountId | Should -Be $account
        Invoke-SfQuery 'SELECT COUNT() FROM Lead WHERE Id = :id' @{ id = $lead } | Should -Be 1
    }

    It 'says of a record that is not in the recycle bin that it is not, and restores the others' {
        $ids = New-Deleted 2
        Restore-SfRecord $ids[0]
        $results = $ids | Restore-SfRecord -PassThru -ErrorVariable failed -ErrorAction SilentlyContinue
        $results.Id | Should -Be $ids[1]
        $failed.FullyQualifiedErrorId | Should -BeLike 'UNDELETE_FAILED,*'
        $failed[0].TargetObject | Should -Be $ids[0]
        $failed[0].ErrorDetails.RecommendedAction | Should -Match 'IncludeDeleted'
    }

    It 'refuses what is no ID before it is sent' {
        $calls = Get-OrgCall $org { 'nonsense', '001', [pscustomobject]@{ Name = 'x' } | Restore-SfRecord -ErrorVariable failed -ErrorAction SilentlyContinue; $told.Failed = $failed }
        $calls | Should -BeNullOrEmpty
        $told.Failed.Count | Should -Be 3
    }

    It 'restores all or none' {
        $ids = New-Deleted 2
        $null = @($ids; '001000000000999AAA') | Restore-SfRecord -AllOrNone -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.Count | Should -Be 3
        $failed[0].TargetObject | Should -Be '001000000000999AAA'
        Get-Living $ids | Should -Be 0
    }

    It 'refuses more than one transaction can have with -AllOrNone' {
        $calls = Get-OrgCall $org { $told.Failure = Get-Failure { 1..201 | ForEach-Object { '001{0:d12}' -f $_ } | Restore-SfRecord -AllOrNone } }
        $calls | Should -BeNullOrEmpty
        $told.Failure.Exception.Message | Should -Be 'Salesforce saves all or none of at most 200 records. Nothing was sent.'
    }

    It 'restores nothing with -WhatIf' {
        $ids = New-Deleted 1
        Restore-SfRecord $ids -WhatIf
        Get-Living $ids | Should -Be 0
    }

    It 'goes on with a new token when the first has ended' {
        $ids = New-Deleted 1
        Stop-OrgToken $org
        Restore-SfRecord $ids
        Get-Living $ids | Should -Be 1
    }
}
