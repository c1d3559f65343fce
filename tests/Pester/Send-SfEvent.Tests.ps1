BeforeDiscovery {
    Import-TestModule
    $isOld = (Get-TestBuild) -ne 'net8.0'
}

BeforeAll {
    Import-TestModule
    $org = Start-TestOrg -With @{ http2 = $true }
    $session = Connect-TestOrg $org @{ MaximumRetryCount = 0 }
    $isNew = (Get-TestBuild) -eq 'net8.0'
    $PSDefaultParameterValues['Send-SfEvent:PubSubEndpoint'] = $org.http2Url
    $told = @{}
}

AfterAll {
    $PSDefaultParameterValues.Remove('Send-SfEvent:PubSubEndpoint')
    Stop-TestOrg $org
}

Describe 'Send-SfEvent' {
    AfterEach { Clear-OrgFault $org }

    It 'publishes an event, and returns what became of it' {
        $order = @{ Order_Number__c = 'A-1'; Amount__c = 12.5; Placed_At__c = Get-Date; Quantity__c = '3'; Paid__c = $true }
        $calls = Get-OrgCall $org { $told.Result = Send-SfEvent Order_Placed__e $order }
        $result = $told.Result
        $result | Should -BeOfType SalesforceCC.SfEventResult
        $result.Success | Should -BeTrue
        $result.Errors | Should -BeNullOrEmpty
        [guid]::Parse($result.EventUuid) | Should -Not -Be ([guid]::Empty)
        $result.InputObject.Order_Number__c | Should -Be A-1
        if ($isNew) {
            $result.ReplayId | Should -Match '^[0-9a-f]{20}$'
            $calls.Count | Should -Be 0
        }
        else {
            $result.ReplayId | Should -BeNullOrEmpty
            $calls.Count | Should -Be 2
        }
    }

    It 'takes objects down the pipeline, 200 to a request, in their order' {
        $rows = 1..450 | ForEach-Object { [pscustomobject]@{ Order_Number__c = "N-$_" } }
        $calls = Get-OrgCall $org { $told.Results = $rows | Send-SfEvent /event/Order_Placed__e }
        $told.Results.Count | Should -Be 450
        for ($i = 0; $i -lt 450; $i++) { if ($told.Results[$i].InputObject -ne $rows[$i]) { throw "Result $i is of another input." } }
        @($told.Results.EventUuid | Sort-Object -Unique).Count | Should -Be 450
        if (-not $isNew) { $calls.Count | Should -Be 4 }
        else { $told.Results.ReplayId | Should -Be ($told.Results.ReplayId | Sort-Object) }
    }

    It 'writes an error for each event that is wrong, by its field, and publishes the others' {
        $rows = @{ Order_Number__c = 'B-1' }, @{ Order_Numbr__c = 'x' }, @{ Order_Number__c = 'x'; Amount__c = '12,5' }, @{ Order_Number__c = 'x'; Placed_At__c = '31.1.2026' }, @{ Order_Number__c = 'B-2' }
        $results = $rows | Send-SfEvent Order_Placed__e -ErrorVariable failed -ErrorAction SilentlyContinue
        $results.InputObject.Order_Number__c | Should -Be B-1, B-2
        $failed | ForEach-Object { [array]::IndexOf($rows, $_.TargetObject) } | Should -Be 1, 2, 3
        $failed.FullyQualifiedErrorId | Should -Match '^INVALID_PARAMETER,'
        "$($failed[0])" | Should -BeLike "*no field 'Order_Numbr__c'. Do you mean Order_Number__c*"
        $failed[1].Exception.Fields | Should -Be Amount__c
    }

    It 'refuses an event of more than 1 MB before it is sent' {
        $failure = Get-Failure { Send-SfEvent Order_Placed__e @{ Order_Number__c = 'x' * 1100000 } }
        $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
        "$failure" | Should -BeLike "*'Order_Number__c'*"
    }

    It 'sends nothing with -WhatIf, and asks nobody' {
        (Get-OrgCall $org { Send-SfEvent Order_Placed__e @{ Order_Number__c = 'x' } -WhatIf }).Count | Should -Be 0
    }

    It 'refuses topics that only Salesforce publishes on, and such as there are not' {
        (Get-Failure { Send-SfEvent AccountChangeEvent @{ x = 1 } }).FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
        $failure = Get-Failure { Send-SfEvent Nothing__e @{ x = 1 }, @{ x = 2 } }
        $failure.FullyQualifiedErrorId | Should -Match $(if ($isNew) { 'topic.not.found,' } else { 'NOT_FOUND,' })
        $failure.TargetObject | Should -Be Nothing__e
    }

    It 'publishes copies of events that were read elsewhere' {
        $copy = [pscustomobject]@{ PSTypeName = 'Deserialized.Salesforce.Order_Placed__e'; ReplayId = '00'; EventUuid = 'x'; CreatedDate = 'never'; CreatedById = 'me'; Order_Number__c = 'C-1'; Paid__c = $false }
        $result = $copy | Send-SfEvent Order_Placed__e -Verbose 4>&1
        ($result | Where-Object { $_ -is [SalesforceCC.SfEventResult] }).EventUuid | Should -Not -Be x
        "$result" | Should -BeLike '*CreatedDate is left out*'
    }

    It 'uses a UUID of the user''s own in PowerShell 7' -Skip:$isOld {
        $uuid = [guid]::NewGuid()
        (Send-SfEvent Order_Placed__e @{ Order_Number__c = 'D-1'; EventUuid = $uuid }).EventUuid | Should -Be "$uuid"
        (Get-Failure { Send-SfEvent Order_Placed__e @{ Order_Number__c = 'D-2'; EventUuid = 'mine' } }).FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
    }

    It 'tells what Salesforce refused, by its code' {
        if ($isNew) { $null = Invoke-OrgKnob $org events/publish-errors POST @{ count = 1; skip = 1; code = 'Publish'; message = 'You have exceeded the event publishing limit for your org.' } }
        else { $null = Invoke-OrgKnob $org events POST @{ publishedPerHour = 1 } }
        $results = @{ Order_Number__c = 'E-1' }, @{ Order_Number__c = 'E-2' } | Send-SfEvent Order_Placed__e -ErrorVariable failed -ErrorAction SilentlyContinue
        if ($isNew) { $results.InputObject.Order_Number__c | Should -Be E-1 }
        $failed[-1].TargetObject.Order_Number__c | Should -Be E-2
        $failed[-1].FullyQualifiedErrorId | Should -Match $(if ($isNew) { '^PUBLISH,' } else { '^LIMIT_EXCEEDED,' })
        $failed[-1].ErrorDetails.RecommendedAction | Should -BeLike '*HourlyPublishedPlatformEvents*'
        $null = Invoke-OrgKnob $org events POST @{ publishedPerHour = 50000 }
    }

    It 'sends nothing again of which nobody knows what became, and says so' {
        if ($isNew) { $null = Invoke-OrgKnob $org events/errors POST @{ rpc = 'Publish'; status = 'UNAVAILABLE'; message = 'upstream connect error' } }
        else { $org | Set-OrgFault @{ path = '*/composite/sobjects'; drop = 'headers' } }
        $rows = 1..3 | ForEach-Object { @{ Order_Number__c = "F-$_" } }
        $results = $rows | Send-SfEvent Order_Placed__e -BatchSize 2 -ErrorVariable failed -ErrorAction SilentlyContinue
        $results.InputObject.Order_Number__c | Should -Be F-3
        $failed.TargetObject.Order_Number__c | Should -Be F-1, F-2
        "$($failed[0])" | Should -BeLike '*It is not known whether the event was published*not sent again*'
        if ($isNew) { "$($failed[0])" | Should -Match 'EventUuid [0-9a-f-]{36}' }
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*EventUuid*'
    }

    It 'asks for the schema once more when it was refused, and sends the same events, in PowerShell 7' -Skip:$isOld {
        $null = Invoke-OrgKnob $org events/errors POST @{ rpc = 'Publish'; status = 'INVALID_ARGUMENT'; code = 'schema.validation.failed'; message = 'The schema is another.' }
        $result = Send-SfEvent Order_Placed__e @{ Order_Number__c = 'H-1' }
        $result.Success | Should -BeTrue
        # Refused twice, it is an error.
        $null = Invoke-OrgKnob $org events/errors POST @{ rpc = 'Publish'; status = 'INVALID_ARGUMENT'; code = 'schema.validation.failed'; message = 'The schema is another.'; count = 2 }
        $failure = Get-Failure { Send-SfEvent Order_Placed__e @{ Order_Number__c = 'H-2' } }
        $failure.FullyQualifiedErrorId | Should -Match 'schema.validation.failed,'
        "$failure" | Should -Not -BeLike '*not known*'
    }

    It 'says how much was sent when Ctrl+C ends it' {
        $state = [initialsessionstate]::CreateDefault2()
        $state.ImportPSModule(@(Get-TestModulePath))
        $shell = [powershell]::Create($state)
        $null = $shell.AddScript({
                param($Session, $Endpoint)
                & { 1..450 | ForEach-Object { @{ Order_Number__c = "G-$_" } }; while ($true) { Start-Sleep -Milliseconds 20 } } |
                    Send-SfEvent Order_Placed__e -Session $Session -PubSubEndpoint $Endpoint
            }).AddArgument($session).AddArgument($org.http2Url)
        $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
        $null = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
        try {
            Wait-Until { $output.Count -ge 200 }
            $shell.Stop()
            "$($shell.Streams.Warning)" | Should -Match 'Stopped after [24]00 events were published on /event/Order_Placed__e'
        }
        finally { $shell.Dispose() }
    }
}
