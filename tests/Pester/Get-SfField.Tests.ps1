BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $null = Connect-TestOrg $org
}

AfterAll { Stop-TestOrg $org }

Describe 'Get-SfField' {
    It 'gets fields by name and pattern, in the order of the object' {
        (Get-SfField Account Industry, Owner*).Name | Should -Be 'Industry', 'Ownership', 'OwnerId'
        Get-SfField Account | Should -BeOfType ([SalesforceCC.SfField])
        $industry = Get-SfField Account Industry
        $industry.ObjectName, $industry.Type, "$industry" | Should -Be 'Account', 'picklist', 'Industry'
        $industry.PicklistValues.Value | Should -Contain 'Energy'
        $owner = Get-SfField Account OwnerId
        $owner.ReferenceTo, $owner.RelationshipName | Should -Be 'User', 'Owner'
    }

    It 'takes objects from the pipeline' {
        $fields = Get-SfObject Acc*, Contact | Get-SfField -Name Id
        $fields.ObjectName | Should -Be 'Account', 'AccountChangeEvent', 'Contact'
        ('Account', 'Case' | Get-SfField -Name Id).ObjectName | Should -Be 'Account', 'Case'
    }

    It 'writes an error for a field that is not there, and none for a pattern' {
        $found = Get-SfField Account Nosuch__c, Nosuch*, Id -ErrorVariable failures -ErrorAction SilentlyContinue
        $found.Name | Should -Be Id
        $failures | Should -HaveCount 1
        $failures[0].TargetObject | Should -Be 'Nosuch__c'
        "$($failures[0])" | Should -BeLike "*Account has no field 'Nosuch__c'*"
        (Get-Failure { Get-SfField Nosuch }).FullyQualifiedErrorId | Should -BeLike 'NOT_FOUND,*'
    }

    It 'makes dependent picklists readable by the controlling value' {
        $server = New-ScriptedServer
        try {
            $token = ConvertTo-SecureString '00DS7000000oxzo!token' -AsPlainText -Force
            $scripted = Connect-SfAccessToken $server.Url -AccessToken $token -Name dependent -NoDefault
            $server.Set('GET /services/data/v68.0/sobjects/Address__c/describe', 200, @('Content-Type: application/json'), [Text.Encoding]::UTF8.GetBytes('{"name":"Address__c","fields":[
                {"name":"Country__c","type":"picklist","picklistValues":[{"value":"DE","active":true},{"value":"US","active":true}]},
                {"name":"State__c","type":"picklist","controllerName":"Country__c","dependentPicklist":true,"picklistValues":[{"value":"BY","active":true,"validFor":"gAAA"},{"value":"TX","active":true,"validFor":"QAAA"}]}]}'))
            $state = Get-SfField Address__c State__c -Session $scripted
            $state.DependentValues['US'] | Should -Be TX
            $state.DependentValues.DE | Should -Be BY
            $state.DependentValues.Keys | Should -Be 'DE', 'US'
            $state.PicklistValues[0].ValidFor | Should -Be DE
            ($state | Select-Object Name, ControllerName | ConvertTo-Json -Compress) | Should -Be '{"Name":"State__c","ControllerName":"Country__c"}'
        }
        finally {
            Disconnect-SfSession $scripted
            $server.Dispose()
        }
    }
}
