BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $session = Connect-TestOrg $org
    $told = @{}

    function Get-Member([string] $Channel = 'ChangeEvents') {
        @(Invoke-SfQuery "SELECT SelectedEntity FROM PlatformEventChannelMember WHERE EventChannel = '$Channel'" -Tooling).SelectedEntity
    }
}

AfterAll { Stop-TestOrg $org }

Describe 'Enable-SfChangeDataCapture' {
    AfterEach { Clear-OrgFault $org }

    It 'turns on what is off, leaves what is on, and says which' {
        $calls = Get-OrgCall $org { $told.Results = Enable-SfChangeDataCapture Account, Invoice__c }
        $results = $told.Results
        $results | Should -BeOfType SalesforceCC.SfChangeDataCapture
        $results.Type | Should -Be Account, Invoice__c
        $results.ChangeEvent | Should -Be AccountChangeEvent, Invoice__ChangeEvent
        $results.Enabled | Should -Be $false, $true
        $results.Topic | Should -Be /data/AccountChangeEvent, /data/Invoice__ChangeEvent
        $results.Channel | Should -Be ChangeEvents, ChangeEvents
        # One for the list, and one for what was off.
        $calls.Count | Should -Be 2
        Get-Member | Should -Contain Invoice__ChangeEvent

        $again = 'Invoice__c', 'InvoiceX__ChangeEvent' | Enable-SfChangeDataCapture -ErrorVariable failed -ErrorAction SilentlyContinue
        $again.Enabled, $again.Id | Should -Be $false, $results[1].Id
        $failed.TargetObject | Should -Be InvoiceX__ChangeEvent
    }

    It 'changes nothing with -WhatIf' {
        $before = Get-Member
        Enable-SfChangeDataCapture Lead -WhatIf | Should -BeNullOrEmpty
        Get-Member | Should -Be $before
    }

    It 'turns it on for a channel of its own' {
        $null = Invoke-SfRest tooling/sobjects/PlatformEventChannel -Method POST -Body @{ FullName = 'Sales__chn'; Metadata = @{ channelType = 'data'; label = 'Sales' } }
        $result = Enable-SfChangeDataCapture Account, Invoice__c -Channel /data/Sales__chn
        $result.Enabled | Should -Be $true, $true
        $result.Topic | Should -Be /data/Sales__chn, /data/Sales__chn
        (Enable-SfChangeDataCapture Invoice__c -Channel Sales__chn).Enabled | Should -Be $false
        Get-Member Sales__chn | Sort-Object | Should -Be AccountChangeEvent, Invoice__ChangeEvent
    }

    It 'explains the limit of five objects, with each object that is too much' {
        $results = Enable-SfChangeDataCapture Lead, Case, Opportunity, Task -ErrorVariable failed -ErrorAction SilentlyContinue
        $results.Count | Should -BeGreaterThan 0
        $failed.Count | Should -Be (4 - $results.Count)
        $failed[-1].TargetObject | Should -Be Task
        $failed[-1].FullyQualifiedErrorId | Should -BeLike 'LIMIT_EXCEEDED,*'
        $failed[-1].ErrorDetails.RecommendedAction | Should -BeLike '*five*'
        $failed[-1].CategoryInfo.Category | Should -Be LimitsExceeded
    }

    It 'refuses what is no object or channel before anything is sent' {
        (Get-OrgCall $org {
                $told.Channel = Get-Failure { Enable-SfChangeDataCapture Account -Channel Sales }
                $told.Type = Get-Failure { Enable-SfChangeDataCapture 'Acc ount' }
            }).Count | Should -Be 0
        $told.Channel.FullyQualifiedErrorId, $told.Type.FullyQualifiedErrorId | Should -Match '^INVALID_PARAMETER,'
        "$($told.Channel)" | Should -BeLike '*-Channel*__chn*'
        (Get-Failure { Enable-SfChangeDataCapture Nosuch__c }).ErrorDetails.RecommendedAction | Should -BeLike '*Get-SfObject*'
    }
}
