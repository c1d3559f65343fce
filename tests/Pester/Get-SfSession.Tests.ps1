BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
}

AfterAll { Stop-TestOrg $org }

Describe 'Get-SfSession' {
    BeforeEach {
        $one = Connect-TestOrg $org @{ Name = 'dev-one' }
        $two = Connect-TestOrg $org @{ Name = 'dev-two'; NoDefault = $true }
        $three = Connect-TestOrg $org @{ Name = 'prod'; NoDefault = $true }
        Clear-OrgRequest $org
    }

    AfterEach { Get-SfSession | Disconnect-SfSession }

    It 'lists all, oldest first, without a request' {
        Get-SfSession | Should -Be $one, $two, $three
        Get-OrgRequest $org | Should -BeNullOrEmpty
    }

    It 'finds by name, in any case, with wildcards, and several' {
        Get-SfSession DEV-one | Should -Be $one
        Get-SfSession dev-* | Should -Be $one, $two
        Get-SfSession -Name prod, dev-one | Should -Be $three, $one
    }

    It 'has an error for a name that is not there, and goes on' {
        $found = Get-SfSession nosuch, prod -ErrorAction SilentlyContinue -ErrorVariable failures

        $found | Should -Be $three
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'NOT_CONNECTED,*'
        $failures[0].TargetObject | Should -Be 'nosuch'
        Get-SfSession nosuch* | Should -BeNullOrEmpty
    }

    It 'gives nothing, and no error, when there is none' {
        Get-SfSession | Disconnect-SfSession
        Get-SfSession -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'marks one default' {
        (Get-SfSession | Where-Object IsDefault) | Should -Be $one
    }

    It 'shows the calls made, and what Salesforce said of the whole org' {
        $null = Invoke-OrgKnob $org api-usage POST @{ used = 100; allowed = 15000 }

        $null = 1..2 | ForEach-Object { Get-SfLimit -Session $two }

        (Get-SfSession dev-two).ApiCalls | Should -Be 2
        (Get-SfSession dev-two).ApiUsage.Used | Should -Be 102
        (Get-SfSession dev-two).ApiUsage.Allowed | Should -Be 15000
        "$((Get-SfSession dev-two).ApiUsage)" | Should -Be '102/15000'
        (Get-SfSession dev-one).ApiCalls | Should -Be 0
    }

    It 'does not count what Salesforce does not count' {
        $null = Get-SfApiVersion -Session $two
        $null = Get-SfToken -Introspect -Session $two

        $two.ApiCalls | Should -Be 0
    }

    It 'is a name as text' {
        "$one" | Should -Be 'dev-one'
    }
}
