BeforeAll {
    Import-TestModule
    $org = Start-TestOrg -With @{ http2 = $true }
    $session = Connect-TestOrg $org
    $isNew = (Get-TestBuild) -eq 'net8.0'
    $PSDefaultParameterValues['Get-SfEventTopic:PubSubEndpoint'] = $org.http2Url
    $told = @{}
}

AfterAll {
    $PSDefaultParameterValues.Remove('Get-SfEventTopic:PubSubEndpoint')
    Stop-TestOrg $org
}

Describe 'Get-SfEventTopic' {
    AfterEach { Clear-OrgFault $org }

    It 'gets a topic with its fields, typed by the schema alone' {
        $calls = Get-OrgCall $org { $told.Topic = Get-SfEventTopic Order_Placed__e }
        $topic = $told.Topic
        $topic | Should -BeOfType SalesforceCC.SfEventTopic
        $topic.Topic, $topic.Name, $topic.Kind | Should -Be '/event/Order_Placed__e', 'Order_Placed__e', 'PlatformEvent'
        $topic.SchemaId | Should -Not -BeNullOrEmpty
        "$topic" | Should -Be /event/Order_Placed__e
        $fields = @{}
        foreach ($field in $topic.Fields) { $fields[$field.Name] = $field }
        $fields.Amount__c.Type, $fields.Placed_At__c.Type, $fields.Paid__c.Type | Should -Be Currency, DateTime, Boolean
        $fields.Amount__c.Nullable, $fields.CreatedDate.Nullable | Should -Be $true, $false
        if ($isNew) {
            $topic.CanPublish, $topic.CanSubscribe | Should -Be $true, $true
            # The Pub/Sub API costs no API calls.
            $calls.Count | Should -Be 0
        }
        else {
            $topic.CanPublish, $topic.CanSubscribe | Should -Be $null, $null
            $calls.path | Should -Be '/services/data/v68.0/sobjects/Order_Placed__e/eventSchema'
        }
    }

    It 'gets the fields of change events, with the parts of compound ones' {
        $topic = Get-SfEventTopic AccountChangeEvent
        $topic.Topic, $topic.Kind | Should -Be /data/AccountChangeEvent, ChangeEvent
        ($topic.Fields | Where-Object Name -EQ BillingAddress).Fields.Name | Should -Contain Street
        (($topic.Fields | Where-Object Name -EQ ChangeEventHeader).Fields | Where-Object Name -EQ changeType).Values | Should -Contain GAP_OVERFLOW
    }

    It 'lists events and channels for two calls, and one while the list of objects is known' {
        $null = Invoke-SfRest tooling/sobjects/PlatformEventChannel -Method POST -Body @{ FullName = 'Sales__chn'; Metadata = @{ channelType = 'data'; label = 'Sales' } }
        $calls = Get-OrgCall $org { $told.All = Get-SfEventTopic }
        $calls.Count | Should -Be 2
        $told.All.Topic | Should -Contain /event/Order_Placed__e
        $told.All.Topic | Should -Contain /data/ChangeEvents
        ($told.All | Where-Object Topic -EQ /data/Sales__chn).Label | Should -Be Sales
        @($told.All.Topic | Sort-Object -Unique).Count | Should -Be $told.All.Count
        (Get-OrgCall $org { $told.Some = Get-SfEventTopic *order* }).Count | Should -Be 1
        $told.Some.Topic | Should -Be /event/Order_Placed__e
        Get-SfEventTopic nothing* | Should -BeNullOrEmpty
    }

    It 'lists what it can where channels are for others, and says so' {
        $org | Set-OrgFault @{ path = '*/tooling/query*'; status = 400; body = @(@{ errorCode = 'INVALID_TYPE'; message = "sObject type 'PlatformEventChannel' is not supported." }) }
        $all = Get-SfEventTopic -WarningVariable warnings -WarningAction SilentlyContinue
        $all.Topic | Should -Contain /event/Order_Placed__e
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike '*channels are not listed*PlatformEventChannel*'
    }

    It 'names what it does not find, and goes on' {
        $found = 'Nothing__e', 'Order_Placed__e', 'Order' | Get-SfEventTopic -ErrorVariable failed -ErrorAction SilentlyContinue
        $found.Name | Should -Be Order_Placed__e
        $failed.TargetObject | Should -Be Nothing__e, Order
        $failed[0].FullyQualifiedErrorId | Should -Match $(if ($isNew) { 'topic.not.found,' } else { 'NOT_FOUND,' })
        $failed[1].FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
    }

    It 'gets channels where there is gRPC, and names PowerShell 7 where there is none' {
        if ($isNew) {
            $topic = Get-SfEventTopic ChangeEvents
            $topic.Kind, $topic.CanSubscribe, $topic.CanPublish | Should -Be Channel, $true, $false
            $topic.SchemaId, $topic.Fields.Count | Should -Be $null, 0
        }
        else {
            $failure = Get-Failure { Get-SfEventTopic ChangeEvents }
            $failure.FullyQualifiedErrorId | Should -BeLike 'POWERSHELL_7_REQUIRED,*'
            "$failure" | Should -BeLike '*PowerShell 7*'
        }
    }
}
