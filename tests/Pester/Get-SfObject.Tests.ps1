BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $session = Connect-TestOrg $org

    # What the session knows is the session's: another one knows nothing.
    function New-Session { Connect-TestOrg $org @{ Name = "$([guid]::NewGuid())"; NoDefault = $true } }
}

AfterAll { Stop-TestOrg $org }

Describe 'Get-SfObject' {
    It 'lists the objects with one call, and once a session' {
        $other = New-Session
        $calls = Get-OrgCall $org {
            $script:all = Get-SfObject -Session $other
            $script:some = Get-SfObject Acc*, *__c -Session $other
        }
        $calls.path | Should -Be '/services/data/v68.0/sobjects'
        $all | Should -BeOfType ([SalesforceCC.SfObject])
        $all.Name | Should -Contain 'Contact'
        $some.Name | Should -Contain 'Account'
        $some.Where({ $_.Name -notlike 'Account*' }) | ForEach-Object { $_.Custom | Should -BeTrue }
        $account = $all.Where({ $_.Name -eq 'Account' })[0]
        $account.KeyPrefix, $account.LabelPlural, $account.Createable | Should -Be '001', 'Accounts', $true
        "$account" | Should -Be 'Account'
    }

    It 'describes what is named exactly, once a session, in any case' {
        $other = New-Session
        $calls = Get-OrgCall $org {
            $script:one = Get-SfObject account -Session $other
            $script:again = 'Account', 'Contact' | Get-SfObject -Session $other
            $null = Get-SfField Account -Session $other
        }
        $calls.path | Should -Be '/services/data/v68.0/sobjects/account/describe', '/services/data/v68.0/sobjects/Contact/describe'
        $one | Should -BeOfType ([SalesforceCC.SfObjectDescription])
        $one.Name | Should -Be 'Account'
        $one.Fields.Name | Should -Contain 'Industry'
        $one.ChildRelationships.Where({ $_.Name -eq 'Contacts' }).ChildObject | Should -Be 'Contact'
        $one.RecordTypes.Master | Should -Contain $true
        [object]::ReferenceEquals($one, $again[0]) | Should -BeTrue
    }

    It 'shares its describe with queries and writers, whoever asks first' {
        $other = New-Session
        $calls = Get-OrgCall $org {
            $null = Get-SfObject Opportunity -Session $other
            $null = Invoke-SfQuery 'SELECT Id, CloseDate FROM Opportunity LIMIT 1' -Session $other
            $null = Invoke-SfQuery 'SELECT Id, CloseDate, Amount FROM Opportunity LIMIT 1' -Session $other | Set-SfRecord -Session $other
            $null = Invoke-SfQuery 'SELECT Id, CreatedById, LastViewedDate, Birthdate FROM Contact WHERE Birthdate != null LIMIT 1' -Session $other
            $null = Get-SfField Contact -Session $other
        }
        $calls.Where({ $_.path -like '*/describe' }).path | Should -Be '/services/data/v68.0/sobjects/Opportunity/describe', '/services/data/v68.0/sobjects/Contact/describe'
    }

    It 'asks again with -Force, and by itself when five minutes are over' {
        Import-TestClock
        $clock = [SalesforceCC.Testing.SkippingClock]::new([timespan]::FromMinutes(4))
        Set-TestClock $clock
        try { $other = Connect-TestOrg $org @{ Name = 'later'; NoDefault = $true; TimeoutSec = 240 } } finally { Set-TestClock }
        $calls = Get-OrgCall $org {
            $null = Get-SfObject Account, Account -Session $other -Force
            $null = Get-SfObject Account -Session $other
            $null = Get-SfObject Account, Account -Session $other -Force
            $clock.PassTimeout()
            $null = Get-SfObject Account -Session $other
            $clock.PassTimeout()
            $script:late = Get-SfObject Account -Session $other
            $null = Get-SfField Account -Session $other
        }
        $calls | Should -HaveCount 3
        $late.Fields.Count | Should -BeGreaterThan 10
    }

    It 'writes an error for each name that means no object, and goes on' {
        $found = Get-SfObject Nosuch, Contact, '..', 'a/b', Nosuch* -ErrorVariable failures -ErrorAction SilentlyContinue
        $found.Name | Should -Be Contact
        $failures.TargetObject | Should -Be 'Nosuch', '..', 'a/b'
        $failures.FullyQualifiedErrorId | Should -Be 'NOT_FOUND,SalesforceCC.Cmdlets.Commands.GetSfObjectCommand', 'INVALID_PARAMETER,SalesforceCC.Cmdlets.Commands.GetSfObjectCommand', 'INVALID_PARAMETER,SalesforceCC.Cmdlets.Commands.GetSfObjectCommand'
        "$($failures[0])" | Should -BeLike "*no object 'Nosuch'*"
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*Get-SfObject*'
    }

    It 'knows the objects of the Tooling API' {
        $calls = Get-OrgCall $org { $script:class = Get-SfObject ApexClass -Tooling }
        $calls.path | Should -Be '/services/data/v68.0/tooling/sobjects/ApexClass/describe'
        $class.Fields.Name | Should -Contain 'Body'
    }

    It 'forgets what INVALID_FIELD shows to be out of date, and keeps it on 304' {
        $server = New-ScriptedServer
        try {
            $token = ConvertTo-SecureString '00DS7000000oxzo!token' -AsPlainText -Force
            $scripted = Connect-SfAccessToken $server.Url -AccessToken $token -Name scripted -NoDefault
            $json = @('Content-Type: application/json')
            $describe = 'GET /services/data/v68.0/sobjects/Thing__c/describe'
            $server.Set($describe, 200, $json + 'Last-Modified: Wed, 01 Jul 2026 10:00:00 GMT' + 'Date: Thu, 02 Jul 2026 10:00:00 GMT', [Text.Encoding]::UTF8.GetBytes('{"name":"Thing__c","fields":[{"name":"Old__c","type":"string"}]}'))
            $null = Get-SfField Thing__c -Session $scripted
            $server.Set($describe, 304, @(), [byte[]]@())
            $server.Set('GET /services/data/v68.0/query', 400, $json, [Text.Encoding]::UTF8.GetBytes('[{"errorCode":"INVALID_FIELD","message":"No such column ''New__c'' on entity ''Thing__c''."}]'))
            (Get-Failure { Invoke-SfQuery 'SELECT New__c FROM Thing__c' -Session $scripted }).FullyQualifiedErrorId | Should -BeLike 'INVALID_FIELD,*'
            (Get-SfField Thing__c -Session $scripted).Name | Should -Be Old__c
            (Get-SfField Thing__c -Session $scripted).Name | Should -Be Old__c
            $asked = $server.Requests.Where({ $_.Target -like '*/describe' })
            $asked | Should -HaveCount 2
            $asked[1].Headers['If-Modified-Since'] | Should -Be 'Wed, 01 Jul 2026 10:00:00 GMT'
        }
        finally {
            Disconnect-SfSession $scripted
            $server.Dispose()
        }
    }
}

Describe 'The view of' {
    BeforeAll { function Show($Value) { $Value | Out-String -Width 80 -Stream | Where-Object { $_.Trim() } } }

    It 'objects and fields fits 80 columns' {
        foreach ($shown in (Show (Get-SfObject)), (Show (Get-SfObject Account)), (Show (Get-SfField Account)), (Show (Get-SfObject Account).ChildRelationships), (Show (Get-SfField Account Industry).PicklistValues), (Show (Get-SfObject Account).RecordTypes)) {
            $shown | Should -Not -BeNullOrEmpty
            $shown | Where-Object { $_.TrimEnd().Length -gt 80 } | Should -BeNullOrEmpty
        }
        (Show (Get-SfField Account OwnerId))[2] | Should -Match '^OwnerId\s+reference \(User\)\s'
        (Show (Get-SfField Account Name))[2] | Should -Match '^Name\s+string \(255\)\s+\*\s+Account Name'
        (Show (Get-SfField Account Industry))[2] | Should -Match 'picklist \(32 values\)'
        (Show (Get-SfObject Account)) -match '^Allows' | Should -Match 'Createable, Updateable'
    }
}
