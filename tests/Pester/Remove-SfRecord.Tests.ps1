BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $session = Connect-TestOrg $org

    # What the scripts of calls have to tell.
    $told = @{}

    function New-Account([int] $Count) { (1..$Count | ForEach-Object { @{ Name = "Remove $_" } } | New-SfRecord Account).Id }
}

AfterAll { Stop-TestOrg $org }

Describe 'Remove-SfRecord' {
    It 'takes IDs, objects with an ID and rows, 200 to a call' {
        $ids = New-Account 402
        $row = Invoke-SfQuery 'SELECT Name FROM Account WHERE Id = :id' @{ id = $ids[0] }
        $calls = Get-OrgCall $org {
            $told.Output = @($row; [pscustomobject]@{ Id = $ids[1] }; @{ Id = $ids[2] }; $ids[3..401]) | Remove-SfRecord -Confirm:$false
        }
        $told.Output | Should -BeNullOrEmpty
        $calls.Count | Should -Be 3
        $calls.method | Sort-Object -Unique | Should -Be DELETE
        Invoke-SfQuery 'SELECT COUNT() FROM Account WHERE Id IN :ids' @{ ids = $ids } | Should -Be 0
    }

    It 'returns results with -PassThru' {
        $id = New-Account 1
        $result = Remove-SfRecord -Id $id -Confirm:$false -PassThru
        $result.Id, $result.Success | Should -Be $id, $true
    }

    It 'does not take a child that went with its parent for an error' {
        $account = New-Account 1
        $contact = (New-SfRecord Contact @{ LastName = 'Child'; AccountId = $account }).Id
        $results = $account, $contact | Remove-SfRecord -Confirm:$false -PassThru -ErrorAction Stop
        $results.Id | Should -Be $account, $contact
    }

    It 'says of a record that is gone that it is' {
        $id = New-Account 1
        Remove-SfRecord $id -Confirm:$false
        $failure = Get-Failure { Remove-SfRecord $id -Confirm:$false }
        $failure.FullyQualifiedErrorId | Should -BeLike 'ENTITY_IS_DELETED,*'
        $failure.TargetObject | Should -Be $id
    }

    It 'refuses what is no ID before it is sent' {
        $calls = Get-OrgCall $org { 'nonsense', '001', [pscustomobject]@{ Name = 'x' } | Remove-SfRecord -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue; $told.Failed = $failed }
        $calls | Should -BeNullOrEmpty
        $told.Failed.Count | Should -Be 3
    }

    It 'deletes all or none' {
        $ids = New-Account 2
        $null = @($ids; '001000000000999AAA') | Remove-SfRecord -AllOrNone -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.Count | Should -Be 3
        $failed[0].TargetObject | Should -Be '001000000000999AAA'
        Invoke-SfQuery 'SELECT COUNT() FROM Account WHERE Id IN :ids' @{ ids = $ids } | Should -Be 2
    }

    It 'asks first: its impact is high' {
        (Get-Command Remove-SfRecord).ImplementingType.GetCustomAttributes($true).Where({ $_ -is [System.Management.Automation.CmdletAttribute] }).ConfirmImpact | Should -Be High
        $id = New-Account 1
        Remove-SfRecord $id -WhatIf
        Invoke-SfQuery 'SELECT COUNT() FROM Account WHERE Id = :id' @{ id = $id } | Should -Be 1
    }

    It 'calls <Name> <Kind>' -ForEach @(
        @{ Name = 'acme.my.salesforce.com'; Kind = 'a production org'; Is = $true }
        @{ Name = 'acme--dev.sandbox.my.salesforce.com'; Kind = 'none'; Is = $false }
        @{ Name = 'acme-dev-ed.develop.my.salesforce.com'; Kind = 'none'; Is = $false }
        @{ Name = 'x.scratch.my.salesforce.com'; Kind = 'none'; Is = $false }
        @{ Name = '127.0.0.1'; Kind = 'none'; Is = $false }
    ) {
        $token = Get-SfToken -AsPlainText
        $there = Connect-SfAccessToken "https://$Name" -AccessToken (ConvertTo-SecureString $token -AsPlainText -Force) -Name there -NoDefault
        $type = (Get-Command Remove-SfRecord).ImplementingType.Assembly.GetType('SalesforceCC.Cmdlets.Shell.OrgLabel')
        $label = $type.GetMethod('Of').Invoke($null, @($there.psobject.BaseObject))
        if ($Is) { $label | Should -Be "the production org $Name" } else { $label | Should -Be $Name }
        Disconnect-SfSession $there
    }
}
