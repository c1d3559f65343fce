BeforeAll {
    Import-TestModule
    $first = Start-TestOrg
    $second = Start-TestOrg -With @{ apiUsage = '1/999' }
}

AfterAll { Stop-TestOrg $first; Stop-TestOrg $second }

Describe 'Select-SfSession' {
    BeforeEach {
        $one = Connect-TestOrg $first @{ Name = 'one' }
        $two = Connect-TestOrg $second @{ Name = 'two' }
        Clear-OrgRequest $first
        Clear-OrgRequest $second
    }

    AfterEach { Get-SfSession | Disconnect-SfSession }

    It 'changes which org is asked, by name' {
        $null = Get-SfLimit
        Get-OrgRequest $second | Should -HaveCount 1

        Select-SfSession one
        $null = Get-SfLimit

        Get-OrgRequest $first | Should -HaveCount 1
        Get-OrgRequest $second | Should -HaveCount 1
        $one.IsDefault, $two.IsDefault | Should -Be $true, $false
    }

    It 'takes the object, also from the pipeline' {
        Select-SfSession $one
        $one.IsDefault | Should -BeTrue
        $two | Select-SfSession
        $one.IsDefault, $two.IsDefault | Should -Be $false, $true
    }

    It 'writes the session with -PassThru only' {
        Select-SfSession one | Should -BeNullOrEmpty
        Select-SfSession one -PassThru | Should -Be $one
    }

    It 'changes nothing with -WhatIf' {
        Select-SfSession one -WhatIf
        $two.IsDefault | Should -BeTrue
    }

    It 'does not know a name that is not there' {
        $failure = Get-Failure { Select-SfSession nosuch }

        "$failure" | Should -BeLike "*'nosuch'*Get-SfSession*"
        $two.IsDefault | Should -BeTrue
    }

    It 'refuses a session that was disconnected' {
        Disconnect-SfSession $one

        (Get-Failure { Select-SfSession $one }).FullyQualifiedErrorId | Should -BeLike 'SESSION_CLOSED,*'
        $two.IsDefault | Should -BeTrue
    }

    It 'leaves each command its own -Session, by name and object' {
        $null = Get-SfLimit -Session one
        $null = Invoke-SfRest limits -Session $one
        $null = Invoke-SfQuery 'SELECT Id FROM User LIMIT 1' -Session ONE

        Get-OrgRequest $first | Should -HaveCount 3
        Get-OrgRequest $second | Should -BeNullOrEmpty
    }

    It 'works through $PSDefaultParameterValues too' {
        & {
            $PSDefaultParameterValues = @{ '*-Sf*:Session' = 'one' }
            $null = Get-SfLimit
        }

        Get-OrgRequest $first | Should -HaveCount 1
    }
}
