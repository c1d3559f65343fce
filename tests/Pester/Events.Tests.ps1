# Events as objects: what records can do, they can, too.
BeforeDiscovery {
    Import-TestModule
    # Streams take gRPC, which the build for Windows PowerShell does not have.
    $isOld = (Get-TestBuild) -ne 'net8.0'
}

Describe 'Events in PowerShell 7' -Skip:$isOld {
    BeforeAll {
        $org = Start-TestOrg -With @{ http2 = $true }
        $null = Connect-TestOrg $org
        $at = @{ PubSubEndpoint = $org.http2Url; From = 'Earliest'; TimeoutSec = 60 }
        $id = (New-SfRecord Account @{ Name = 'Acme'; Industry = 'Energy'; BillingStreet = 'Main 1'; BillingCity = 'Bern' }).Id
        Set-SfRecord Account @{ Id = $id; BillingCity = 'Zug'; Industry = $null; NumberOfEmployees = 7 }
        Remove-SfRecord $id -Confirm:$false
        $events = Receive-SfEvent AccountChangeEvent -First 3 @at
        $update = $events[1]

        function Assert-Same($Copy) {
            $Copy.ChangeType, $Copy.RecordIds[0], $Copy.ReplayId | Should -Be 'UPDATE', $id, $update.ReplayId
            $Copy.ChangedFields -join ',' | Should -Be ($update.ChangedFields -join ',')
            $Copy.NumberOfEmployees, $Copy.BillingAddress.City, $Copy.IsGap | Should -Be 7, 'Zug', $false
        }
    }

    AfterAll { Stop-TestOrg $org }

    It 'tell what was changed, by whom and when' {
        $events.ChangeType | Should -Be CREATE, UPDATE, DELETE
        $update | Should -BeOfType SalesforceCC.SfChangeEvent
        $update.PSObject.TypeNames[0] | Should -Be Salesforce.AccountChangeEvent
        $update.ChangedFields | Should -Contain Industry
        $update.ChangedFields | Should -Contain BillingAddress.City
        $update.ChangedFields | Should -Not -Contain BillingAddress.Street
        $update.NulledFields | Should -Be Industry
        $update.CommitTimestamp | Should -BeOfType DateTimeOffset
        $update.CommitUser | Should -Be (Get-SfSession).UserId
        $events[0].Name, $events[0].BillingAddress.Street | Should -Be Acme, 'Main 1'
        Assert-Same $update
    }

    It 'are a table of what was changed' {
        $lines = $events | Out-String -Width 120 -Stream
        $lines[1] | Should -Match '^ChangeType +EntityName +RecordIds +ChangedFields +Committed'
        "$lines" | Should -Match 'UPDATE +Account'
        $events | Out-String -Width 80 -Stream | Where-Object Length -GT 80 | Should -BeNullOrEmpty
    }

    It 'survive Export-Clixml, ConvertTo-Json, Export-Csv, jobs and other runspaces' {
        $file = Join-Path $TestDrive events
        $events | Export-Clixml "$file.xml"
        $back = (Import-Clixml "$file.xml")[1]
        Assert-Same $back
        $back.PSObject.TypeNames[0] | Should -Be Deserialized.Salesforce.AccountChangeEvent
        Assert-Same ($update | ConvertTo-Json -Depth 4 | ConvertFrom-Json)
        $events | Export-Csv "$file.csv"
        $row = (Import-Csv "$file.csv")[1]
        $row.RecordIds, $row.NulledFields, $row.NumberOfEmployees | Should -Be $id, 'Industry', '7'
        $row.ChangedFields | Should -Be ($update.ChangedFields -join ', ')
        Assert-Same (Start-Job { param($One) $One } -ArgumentList $update | Receive-Job -Wait -AutoRemoveJob)
        Assert-Same ($update | ForEach-Object -Parallel { $_ })
    }

    It 'that were published come as they were sent, and can be sent again' {
        $sent = @{ Order_Number__c = 'A-1'; Amount__c = 12.5; Placed_At__c = [datetimeoffset]'2026-11-27T10:00:00.123+01:00'; Quantity__c = 3; Paid__c = $true }
        $result = Send-SfEvent Order_Placed__e $sent -PubSubEndpoint $org.http2Url
        $got = Receive-SfEvent Order_Placed__e -First 1 @at
        $got | Should -BeOfType SalesforceCC.SfEvent
        $got.EventUuid, $got.ReplayId | Should -Be $result.EventUuid, $result.ReplayId
        foreach ($name in $sent.Keys) { $got.$name | Should -Be $sent[$name] }
        $got.Amount__c | Should -BeOfType decimal
        $got.Placed_At__c | Should -BeOfType DateTimeOffset
        $again = $got | Send-SfEvent Order_Placed__e -PubSubEndpoint $org.http2Url
        $again.EventUuid | Should -Not -Be $result.EventUuid
        (Receive-SfEvent Order_Placed__e -First 2 @at)[1].Order_Number__c | Should -Be A-1
    }
}
