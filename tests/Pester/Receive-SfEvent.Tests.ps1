BeforeDiscovery {
    Import-TestModule
    $hasGrpc = (Get-TestBuild) -eq 'net8.0'
}

BeforeAll {
    Import-TestModule
    $org = Start-TestOrg -With @{ http2 = $true }
    $session = Connect-TestOrg $org
    $PSDefaultParameterValues['Receive-SfEvent:PubSubEndpoint'] = $org.http2Url
    $topic = '/event/Order_Placed__e'
    $folder = (New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid()))).FullName

    function Publish([string[]] $Number) {
        foreach ($one in $Number) { $null = Invoke-SfRest sobjects/Order_Placed__e -Method POST -Body @{ Order_Number__c = $one; Amount__c = 1.5; Quantity__c = 2; Paid__c = $true; Placed_At__c = '2026-11-27T10:00:00Z' } }
    }

    # An empty bus: places in it from before are lost.
    function Clear-Bus { $null = Invoke-OrgKnob $org events DELETE; $null = Invoke-OrgKnob $org events/calls DELETE }
    function Get-EventCall { @((Invoke-OrgKnob $org events).calls | Where-Object rpc -Like *Subscribe) }
    function New-Place { Join-Path $folder "$([guid]::NewGuid()).place" }
}

AfterAll {
    $PSDefaultParameterValues.Remove('Receive-SfEvent:PubSubEndpoint')
    Stop-TestOrg $org
    Remove-Item $folder -Recurse
}

Describe 'Receive-SfEvent in the build for Windows PowerShell' -Skip:$hasGrpc {
    It 'names PowerShell 7, before anything is sent' {
        Clear-OrgRequest $org
        foreach ($script in { Receive-SfEvent Order_Placed__e }, { Receive-SfEvent -Subscription Orders }) {
            $failure = Get-Failure $script
            $failure.FullyQualifiedErrorId | Should -BeLike 'POWERSHELL_7_REQUIRED,*'
            "$failure" | Should -BeLike '*PowerShell 7*'
        }
        Get-OrgRequest $org | Should -BeNullOrEmpty
    }
}

Describe 'Receive-SfEvent in PowerShell 7' -Skip:(-not $hasGrpc) {
    BeforeEach { Clear-Bus }

    It 'gives typed events in their order, and asks for no more than it should' {
        Publish (1..5)
        $events = Receive-SfEvent Order_Placed__e -From Earliest -First 4
        $events | ForEach-Object Order_Number__c | Should -Be 1, 2, 3, 4
        $events[0] | Should -BeOfType SalesforceCC.SfEvent
        $events[0].ReplayId | Should -Match '^[0-9a-f]{20}$'
        $events[0].EventUuid | Should -Match '^[0-9a-f-]{36}$'
        $events[0].Amount__c | Should -BeOfType decimal
        $events[0].Placed_At__c | Should -BeOfType datetimeoffset
        $events[0].Quantity__c | Should -Be 2
        (Get-EventCall).requested | Should -Be 4
        # After an event, by its place.
        (Receive-SfEvent $topic -From $events[1].ReplayId -First 3).Order_Number__c | Should -Be 3, 4, 5
    }

    It 'gives changes, and says what changed' {
        $id = (New-SfRecord Account @{ Name = 'New'; BillingCity = 'Ulm' }).Id
        $null = Set-SfRecord Account @{ Id = $id; Name = 'Newer'; BillingCity = $null }
        $null = Invoke-SfRest sobjects/Account/$id -Method DELETE
        $changes = Receive-SfEvent AccountChangeEvent -From Earliest -First 3
        $changes | ForEach-Object { "$($_.ChangeType)" } | Should -Be CREATE, UPDATE, DELETE
        $changes[0] | Should -BeOfType SalesforceCC.SfChangeEvent
        $changes[1].RecordIds | Should -Be $id
        $changes[1].ChangedFields | Should -Contain Name
        $changes[1].Name | Should -Be Newer
        (Receive-SfEvent ChangeEvents -From Earliest -First 3).EntityName | Should -Be Account, Account, Account
    }

    It 'follows a schema that changes while it receives' {
        Publish 1
        $numbers = foreach ($event in Receive-SfEvent Order_Placed__e -From Earliest -First 2 | ForEach-Object {
                if ($_.Order_Number__c -eq '1') {
                    $null = Invoke-OrgKnob $org schema POST @{ Order_Placed__e = @{ label = 'Order Placed'; labelPlural = 'Orders Placed'; fields = @{ Note__c = 'string(80)' } } }
                    $null = Invoke-SfRest sobjects/Order_Placed__e -Method POST -Body @{ Order_Number__c = '2'; Note__c = 'new' }
                }
                $_
            }) {
            "$($event.Order_Number__c) $($event.PSObject.Properties['Note__c'].Value)"
        }
        $numbers | Should -Be '1 ', '2 new'
    }

    It 'passes gaps and overflows on, which say that there is more to read' {
        $id = (New-SfRecord Account @{ Name = 'Gap' }).Id
        Clear-Bus
        $null = Invoke-OrgKnob $org events POST @{ changesAsGaps = $true }
        try { $null = Set-SfRecord Account @{ Id = $id; Name = 'Gone' } } finally { $null = Invoke-OrgKnob $org events POST @{ changesAsGaps = $false } }
        $null = Invoke-OrgKnob $org events POST @{ changesPerTransaction = 1 }
        try { $null = 1..3 | ForEach-Object { @{ Name = "Many $_" } } | New-SfRecord Account } finally { $null = Invoke-OrgKnob $org events POST @{ changesPerTransaction = 100000 } }
        $gap, $first, $overflow = Receive-SfEvent AccountChangeEvent -From Earliest -First 3
        "$($gap.ChangeType)", $gap.IsGap, $gap.IsOverflow, $gap.Name | Should -Be 'GAP_UPDATE', $true, $false, $null
        $gap.RecordIds | Should -Be $id
        "$($first.ChangeType)", $first.IsGap, $first.Name | Should -Be 'CREATE', $false, 'Many 1'
        "$($overflow.ChangeType)", $overflow.IsOverflow, "$($overflow.RecordIds)" | Should -Be 'GAP_OVERFLOW', $true, '000000000000000AAA'
    }

    It 'ends when the pipeline has enough, and has asked for little more' {
        Publish (1..5)
        Receive-SfEvent Order_Placed__e -From Earliest | Select-Object -First 1 | ForEach-Object Order_Number__c | Should -Be 1
        (Get-EventCall).requested | Should -Be 1
        Wait-Until { (Get-EventCall).ended }
    }

    It 'ends when no event comes, or at a time' {
        # A busy machine may take longer for the first event than is allowed here: what comes first ends it either way.
        Publish 1
        $ended = @(Receive-SfEvent Order_Placed__e -From Earliest -TimeoutSec 1) + @(Receive-SfEvent Order_Placed__e -From Earliest -Until ([datetimeoffset]::Now.AddSeconds(1)))
        $ended | Where-Object Order_Number__c -NE 1 | Should -BeNullOrEmpty
        (Get-Failure { Receive-SfEvent Order_Placed__e -Until ([datetimeoffset]::Now.AddDays(-1)) }).FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
    }

    It 'ends at once with Ctrl+C' {
        $shell = [powershell]::Create().AddScript({
                param($Module, $Session, $Endpoint)
                Import-Module $Module
                Receive-SfEvent Order_Placed__e -PubSubEndpoint $Endpoint -Session $Session
            }).AddArgument((Get-TestModulePath)).AddArgument($session).AddArgument($org.http2Url)
        $run = $shell.BeginInvoke()
        Wait-Until { Get-EventCall }
        $stop = $shell.BeginStop($null, $null)
        $stop.AsyncWaitHandle.WaitOne(60000) | Should -BeTrue
        $shell.InvocationStateInfo.State | Should -Be Stopped
        $shell.Dispose()
        Wait-Until { (Get-EventCall).ended }
    }

    Context 'with -ResumePath' {
        It 'goes on where it was' {
            $place = New-Place
            Publish (1..4)
            (Receive-SfEvent Order_Placed__e -From Earliest -ResumePath $place -First 2).Order_Number__c | Should -Be 1, 2
            (Receive-SfEvent $topic -From Earliest -ResumePath $place -First 2).Order_Number__c | Should -Be 3, 4
            Receive-SfEvent Order_Placed__e -From Earliest -ResumePath $place -TimeoutSec 1 | Should -BeNullOrEmpty
            Publish 5
            (Receive-SfEvent Order_Placed__e -ResumePath $place -First 1).Order_Number__c | Should -Be 5
        }

        It '-Delivery <Delivery>: an event whose handling fails comes <Times>' -ForEach @(
            @{ Delivery = 'AtLeastOnce'; Times = 'again'; Next = 2, 3, 4 }
            @{ Delivery = 'AtMostOnce'; Times = 'never again'; Next = 3, 4 }
        ) {
            $place = New-Place
            Publish (1..3)
            { Receive-SfEvent Order_Placed__e -From Earliest -ResumePath $place -Delivery $Delivery | ForEach-Object { if ($_.Order_Number__c -eq 2) { throw 'no' } } } | Should -Throw no
            Publish 4
            (Receive-SfEvent Order_Placed__e -ResumePath $place -Delivery $Delivery -First $Next.Count).Order_Number__c | Should -Be $Next
        }

        It 'tells of a place that is lost, and goes on where it is told to' {
            $place = New-Place
            Publish 1, 2
            $null = Receive-SfEvent Order_Placed__e -From Earliest -ResumePath $place -First 1
            Clear-Bus
            Publish 3
            $failure = Get-Failure { Receive-SfEvent Order_Placed__e -ResumePath $place }
            $failure.FullyQualifiedErrorId | Should -BeLike 'sfdc.platform.eventbus.grpc.subscription.fetch.replayid.corrupted,*'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-OnLostPlace Earliest*-OnLostPlace Latest*'
            (Receive-SfEvent Order_Placed__e -ResumePath $place -OnLostPlace Earliest -First 1 -WarningVariable warned -WarningAction SilentlyContinue).Order_Number__c | Should -Be 3
            "$warned" | Should -BeLike '*is lost*'
            Receive-SfEvent Order_Placed__e -ResumePath $place -TimeoutSec 1 | Should -BeNullOrEmpty
        }

        It 'refuses a file of another topic, another file, and one that is damaged' {
            $place = New-Place
            Publish 1
            $null = Receive-SfEvent Order_Placed__e -From Earliest -ResumePath $place -First 1
            (Get-Failure { Receive-SfEvent ChangeEvents -ResumePath $place -OnLostPlace Latest }).FullyQualifiedErrorId | Should -BeLike 'RESUME_FILE_UNUSABLE,*'
            'Id,Name' | Set-Content "$place.csv"
            (Get-Failure { Receive-SfEvent ChangeEvents -ResumePath "$place.csv" -OnLostPlace Latest }).FullyQualifiedErrorId | Should -BeLike 'RESUME_FILE_UNUSABLE,*'
            Get-Content "$place.csv" | Should -Be 'Id,Name'
            (Get-Content $place)[0] | Set-Content $place
            (Get-Failure { Receive-SfEvent Order_Placed__e -ResumePath $place }).FullyQualifiedErrorId | Should -BeLike 'RESUME_FILE_DAMAGED,*'
            (Receive-SfEvent Order_Placed__e -ResumePath $place -From Earliest -OnLostPlace Earliest -First 1).Order_Number__c | Should -Be 1
        }

        It 'is for one at a time' {
            $place = New-Place
            Publish 1
            Receive-SfEvent Order_Placed__e -From Earliest -ResumePath $place -First 1 | ForEach-Object {
                (Get-Failure { Receive-SfEvent Order_Placed__e -ResumePath $place }).FullyQualifiedErrorId | Should -BeLike 'RESUME_FILE_IN_USE,*'
            }
        }

        It 'takes -Delivery only with a file' {
            (Get-Failure { Receive-SfEvent Order_Placed__e -Delivery AtMostOnce }).FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
        }
    }

    It 'goes on after <What>, without a gap' -ForEach @(
        @{ What = 'an error of the service'; Break = { $null = Invoke-OrgKnob $org events/errors POST @{ rpc = 'Subscribe'; code = 'service.unavailable'; status = 'UNAVAILABLE'; afterEvents = 3 } } }
        @{ What = 'a connection that was cut in a message'; Break = { $org | Set-OrgFault @{ path = '*/Subscribe'; drop = 'mid-body'; messages = 2; connection = $true } } }
        @{ What = 'a stream that was reset'; Break = { $org | Set-OrgFault @{ path = '*/Subscribe'; drop = 'mid-body'; messages = 2 } } }
        @{ What = 'a call that was dropped before it began'; Break = { $org | Set-OrgFault @{ path = '*/Subscribe'; drop = 'before'; connection = $true } } }
        @{ What = 'a proxy''s error'; Break = { $org | Set-OrgFault @{ path = '*/Subscribe'; status = 503; body = 'busy' } } }
        @{ What = 'the end of the token'; Break = { Stop-OrgToken $org; $null = Invoke-OrgKnob $org events/errors POST @{ rpc = 'Subscribe'; status = 'UNAVAILABLE'; afterEvents = 3; skip = 1 } } }
    ) {
        Publish (1..8)
        & $Break
        try { $lines = Receive-SfEvent Order_Placed__e -From Earliest -First 8 -Verbose 4>&1 }
        finally { Clear-OrgFault $org; $null = Invoke-OrgKnob $org events/errors DELETE }
        $lines.Where({ $_ -is [SalesforceCC.SfEvent] }).Order_Number__c | Should -Be (1..8)
        $lines.Where({ $_ -is [System.Management.Automation.VerboseRecord] }) -match 'attempt 1 of 10|once more with a new token' | Should -Not -BeNullOrEmpty
    }

    It 'gives up after as many attempts as it is told' {
        $null = Invoke-OrgKnob $org events/errors POST @{ rpc = 'Subscribe'; code = 'service.unavailable'; status = 'UNAVAILABLE'; count = -1 }
        try { $failure = Get-Failure { Receive-SfEvent Order_Placed__e -MaximumRetryCount 1 -WarningAction SilentlyContinue } }
        finally { $null = Invoke-OrgKnob $org events/errors DELETE }
        $failure.FullyQualifiedErrorId | Should -BeLike 'sfdc.platform.eventbus.grpc.service.unavailable,*'
        $failure.CategoryInfo.Category | Should -Be ResourceUnavailable
        @(Get-EventCall).Count | Should -Be 2
    }

    It 'ends the pipeline if it fails after events, and only says so before' {
        Publish (1..3)
        $null = Invoke-OrgKnob $org events/errors POST @{ rpc = 'Subscribe'; code = 'subscription.limit.exceeded'; status = 'RESOURCE_EXHAUSTED'; afterEvents = 2 }
        $got = [System.Collections.Generic.List[string]]::new()
        { Receive-SfEvent Order_Placed__e -From Earliest -ErrorAction Continue | ForEach-Object { $got.Add($_.Order_Number__c) } } | Should -Throw -ErrorId 'sfdc.platform.eventbus.grpc.subscription.limit.exceeded,*'
        $got | Should -Be 1, 2
        Receive-SfEvent /event/Nosuch__e -ErrorAction SilentlyContinue -ErrorVariable failure | Should -BeNullOrEmpty
        $failure.TargetObject | Should -Be /event/Nosuch__e
    }

    It 'names the right spelling of a topic' {
        "$(Get-Failure { Receive-SfEvent /event/order_placed__e })" | Should -BeLike '*case-sensitive*/event/Order_Placed__e*'
        "$(Get-Failure { Receive-SfEvent Account })" | Should -BeLike '*/data/AccountChangeEvent*'
        "$(Get-Failure { Receive-SfEvent Order_Place__e })" | Should -BeLike '*similar name*/event/Order_Placed__e*'
    }

    It 'sends the token to no other host' {
        (Get-Failure { Receive-SfEvent Order_Placed__e -PubSubEndpoint https://example.invalid }).FullyQualifiedErrorId | Should -BeLike 'FOREIGN_ORIGIN,*'
        (Get-Failure { Receive-SfEvent Order_Placed__e -PubSubEndpoint http://api.pubsub.salesforce.com }).FullyQualifiedErrorId | Should -BeLike 'PLAIN_HTTP_REFUSED,*'
        $PSDefaultParameterValues.Remove('Receive-SfEvent:PubSubEndpoint')
        try { (Get-Failure { Receive-SfEvent Order_Placed__e }).ErrorDetails.RecommendedAction | Should -BeLike '*-PubSubEndpoint*' }
        finally { $PSDefaultParameterValues['Receive-SfEvent:PubSubEndpoint'] = $org.http2Url }
    }

    It 'completes topics from the org, and where to begin' {
        (TabExpansion2 'Receive-SfEvent Ord' 19).CompletionMatches.CompletionText | Should -Be Order_Placed__e
        (TabExpansion2 'Receive-SfEvent /data/Acc' 25).CompletionMatches.CompletionText | Should -Be /data/AccountChangeEvent
        (TabExpansion2 'Receive-SfEvent x -From E' 25).CompletionMatches.CompletionText | Should -Be Earliest
    }

    It 'keeps the place of a managed subscription at Salesforce' {
        $null = Invoke-SfRest tooling/sobjects/ManagedEventSubscription -Method POST -Body @{ FullName = 'Orders'; Metadata = @{ label = 'Orders'; topicName = $topic; defaultReplay = 'EARLIEST'; errorRecoveryReplay = 'EARLIEST'; state = 'RUN' } }
        Publish (1..4)
        (Receive-SfEvent -Subscription Orders -First 2).Order_Number__c | Should -Be 1, 2
        (Receive-SfEvent -Subscription Orders -First 2).Order_Number__c | Should -Be 3, 4
        (Get-Failure { Receive-SfEvent -Subscription Nosuch }).FullyQualifiedErrorId | Should -BeLike 'sfdc.platform.eventbus.grpc.managed.subscription.*'
    }
}

Describe 'Assemblies of gRPC in PowerShell 7' -Skip:(-not $hasGrpc) {
    It 'are loaded with the first event, and not with the module, a session or a query' {
        Invoke-FreshShell @'
            function Get-Grpc { @([System.AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -match '^(Grpc\.|Google\.Protobuf)').Count }
            Import-Module $module
            $null = Connect-SfClientCredentials $a.url -ClientId $a.consumerKey -ClientSecret (ConvertTo-SecureString $a.consumerSecret -AsPlainText -Force)
            $null = Invoke-SfQuery 'SELECT Id FROM Account LIMIT 1'
            $null = Get-Command Receive-SfEvent -Syntax
            $null = Get-Help Receive-SfEvent
            Get-Grpc
            $null = Receive-SfEvent ChangeEvents -PubSubEndpoint $a.http2Url -TimeoutSec 1
            (Get-Grpc) -gt 2
'@ @{ url = $org.url; http2Url = $org.http2Url; consumerKey = $org.consumerKey; consumerSecret = $org.consumerSecret } | Should -Be 0, $true
    }

    It 'of another version, which another module has loaded, do no harm' {
        Clear-Bus
        Publish 1
        Invoke-FreshShell @'
            # As old as the assembly of another module might be, and as little of use.
            $old = Join-Path ([System.IO.Path]::GetTempPath()) "old-$([guid]::NewGuid().ToString('N'))"
            $null = New-Item -ItemType Directory $old
            Add-Type -OutputAssembly "$old/Google.Protobuf.dll" -TypeDefinition '[assembly: System.Reflection.AssemblyVersion("3.0.0.0")] namespace Google.Protobuf { public class ByteString { } }'
            $null = [System.Reflection.Assembly]::LoadFrom("$old/Google.Protobuf.dll")
            Import-Module $module
            $null = Connect-SfClientCredentials $a.url -ClientId $a.consumerKey -ClientSecret (ConvertTo-SecureString $a.consumerSecret -AsPlainText -Force)
            (Receive-SfEvent Order_Placed__e -PubSubEndpoint $a.http2Url -From Earliest -First 1).Order_Number__c
            [Google.Protobuf.ByteString].Assembly.GetName().Version.Major
'@ @{ url = $org.url; http2Url = $org.http2Url; consumerKey = $org.consumerKey; consumerSecret = $org.consumerSecret } | Should -Be 1, 3
    }
}
