BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $session = Connect-TestOrg $org
}

AfterAll { Stop-TestOrg $org }

Describe 'Get-SfApiVersion' {
    AfterEach { Clear-OrgFault $org }

    It 'lists the versions, oldest first, and the alias of the newest' {
        $versions = Get-SfApiVersion

        $versions[0].Version | Should -Be ([version]'31.0')
        $versions[-1].IsAlias | Should -BeTrue
        $versions[-1].Url | Should -Be '/services/data/latest'
        $versions[-2].Version | Should -Be ([version]'68.0')
        $versions[-2].Label | Should -Be "Winter '27"
        $versions[-2].IsAlias | Should -BeFalse
        "$($versions[0])" | Should -Be '31.0'
    }

    It 'with -Latest is the newest, and no alias' {
        $latest = Get-SfApiVersion -Latest

        $latest | Should -HaveCount 1
        $latest.Version | Should -Be ([version]'68.0')
        $latest.IsAlias | Should -BeFalse
    }

    It 'compares versions as numbers' {
        $org | Set-OrgFault @{
            path = '/services/data'; status = 200
            body = @(@{ label = 'later'; url = '/services/data/v100.0'; version = '100.0' }, @{ label = 'sooner'; url = '/services/data/v99.0'; version = '99.0' })
        }

        (Get-SfApiVersion -Latest).Label | Should -Be 'later'
    }

    It 'is free' {
        $before = $session.ApiCalls
        $null = Get-SfApiVersion
        $session.ApiCalls | Should -Be $before
    }

    It 'is an error where the answer is of another kind' {
        $once = Connect-TestOrg $org @{ Name = 'once'; NoDefault = $true; MaximumRetryCount = 0 }
        $org | Set-OrgFault @{ path = '/services/data'; status = 200; body = @{ hello = 'world' } }

        (Get-Failure { Get-SfApiVersion -Session $once }).FullyQualifiedErrorId | Should -BeLike 'INVALID_RESPONSE,*'
    }
}
