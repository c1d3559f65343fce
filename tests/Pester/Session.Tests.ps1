# -Session of all commands: what is no session never means the default one.
BeforeDiscovery {
    $commands = @(
        @{ Name = 'Invoke-SfRest'; With = @{ Path = 'sobjects/Account/001000000000001AAA'; Method = 'DELETE' } }
        @{ Name = 'Invoke-SfQuery'; With = @{ Query = 'SELECT Id FROM Account' } }
        @{ Name = 'Get-SfLimit'; With = @{} }
        @{ Name = 'Get-SfIdentity'; With = @{} }
        @{ Name = 'Get-SfApiVersion'; With = @{} }
        @{ Name = 'Get-SfToken'; With = @{ ForceRefresh = $true } }
        @{ Name = 'Disconnect-SfSession'; With = @{ Revoke = $true } }
        @{ Name = 'Select-SfSession'; With = @{} }
        @{ Name = 'Test-SfClientCredentials'; With = @{} }
        @{ Name = 'Update-SfClientSecret'; With = @{ SecretName = 'nosuch' } }
        @{ Name = 'New-SfIntegrationSetup'; With = @{ System = 'SAP'; ContactEmail = 'it@acme.example' } }
    )
    $nothings = @(
        @{ What = '$null'; Value = $null; Says = '*empty*default session*' }
        @{ What = 'an empty text'; Value = ''; Says = '*empty*' }
        @{ What = 'a blank'; Value = ' '; Says = '*empty*' }
        @{ What = 'an empty list'; Value = @(); Says = '*empty list*' }
        @{ What = 'a list with $null'; Value = @($null); Says = '*empty*' }
        @{ What = 'a number'; Value = 5; Says = '*not System.Int32*' }
        @{ What = 'a table'; Value = @{ Name = 'main' }; Says = '*not System.Collections.Hashtable*' }
        @{ What = 'an unknown name'; Value = 'nosuch'; Says = "*no session 'nosuch'*Get-SfSession*" }
    )
}

BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $main = Connect-TestOrg $org @{ Name = 'main' }
    $other = Connect-TestOrg $org @{ Name = 'other'; NoDefault = $true }
    $before = $env:SALESFORCECC_CONFIG_HOME
    $env:SALESFORCECC_CONFIG_HOME = Join-Path $TestDrive config
    function Get-Copy($Of) { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($Of)) }
}

AfterAll {
    $env:SALESFORCECC_CONFIG_HOME = $before
    Stop-TestOrg $org
}

Describe '<Name> -Session' -ForEach $commands {
    BeforeEach { Clear-OrgRequest $org }

    It 'refuses <What>, and sends nothing' -ForEach $nothings {
        $with = $With.Clone()
        $with.Session = $Value

        $failure = Get-Failure { & $Name @with }

        $failure.FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
        "$failure" | Should -BeLike "*'Session'*"
        "$failure" | Should -BeLike $Says
        Get-OrgRequest $org | Should -BeNullOrEmpty
        (Get-SfSession).Name | Should -Be 'main', 'other'
        (Get-SfSession main).IsDefault | Should -BeTrue
    }

    It 'says of a session from another process to connect there' {
        $with = $With.Clone()
        $with.Session = Get-Copy $main

        "$(Get-Failure { & $Name @with })" | Should -BeLike "*'main'*Connect there*`$using:session*"
        Get-OrgRequest $org | Should -BeNullOrEmpty
    }
}

Describe '-Session' {
    BeforeEach { Clear-OrgRequest $org }

    It 'that is misspelled deletes nothing in the default org' {
        $id = (Invoke-SfRest sobjects/Account -Method POST -Body @{ Name = 'stays' }).id
        Get-Failure { Invoke-SfRest "sobjects/Account/$id" -Method DELETE -Session $mian }
        (Invoke-SfQuery 'SELECT Id FROM Account WHERE Id = :id' @{ id = $id }).Id | Should -Be $id
    }

    It 'of a finally block whose Connect failed ends no other session' {
        $failures = & {
            try { $s = Connect-SfClientCredentials nosuch.invalid -ClientId a -ClientSecret $org.Secret -MaximumRetryCount 0 }
            catch { $_.FullyQualifiedErrorId }
            finally { try { Disconnect-SfSession $s } catch { $_.FullyQualifiedErrorId } }
        }
        $failures[0] | Should -BeLike '*,*ConnectSfClientCredentialsCommand'
        $failures[1] | Should -BeLike 'ParameterArgumentTransformationError,*DisconnectSfSessionCommand'
        (Get-SfSession).Name | Should -Be 'main', 'other'
    }

    It 'in $PSDefaultParameterValues that is <What> does not mean the default session' -ForEach @(
        @{ What = '$null'; Value = $null }
        @{ What = 'misspelled'; Value = 'nosuch' }
    ) {
        & {
            $PSDefaultParameterValues = @{ '*-Sf*:Session' = $Value }
            foreach ($script in { Invoke-SfRest limits -WarningAction Ignore }, { Get-SfLimit -WarningAction Ignore }, { Disconnect-SfSession -WarningAction Ignore }) {
                $failure = Get-Failure $script 3> $null
                $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
                "$failure" | Should -BeLike "*PSDefaultParameterValues*Session*"
            }
        }
        Get-OrgRequest $org | Should -BeNullOrEmpty
        (Get-SfSession).Name | Should -Be 'main', 'other'
    }

    It 'in $PSDefaultParameterValues is used' {
        & {
            $PSDefaultParameterValues = @{ 'Get-SfLimit:Session' = 'other' }
            $before = $other.ApiCalls
            $null = Get-SfLimit
            $other.ApiCalls - $before | Should -Be 1
        }
    }

    It 'says which connection of that name is registered' {
        Register-SfConnection 'O''Hara' acme -SecretName salesforce
        "$(Get-Failure { Get-SfLimit -Session "o'hara" })" | Should -BeLike "*Connect-SfClientCredentials -Connection 'O''Hara'*"
    }

    It 'takes the one element of a list, and of several says to pipe them' {
        (Get-SfToken -Session @($other)).InstanceUrl | Should -Be "$($org.url)/"
        "$(Get-Failure { Get-SfToken -Session $main, $other })" | Should -BeLike '*list of 2*pipe*'
    }
}

Describe '<_> and the pipeline' -ForEach 'Get-SfLimit', 'Get-SfIdentity', 'Get-SfToken', 'Get-SfApiVersion' {
    It 'runs once for each session, by object or name' {
        $one = @(& $_).Count
        @(Get-SfSession | & $_).Count | Should -Be (2 * $one)
        @('main', $other | & $_).Count | Should -Be (2 * $one)
        @(@() | & $_).Count | Should -Be 0
        @(Get-SfSession nosuch* | & $_).Count | Should -Be 0
    }

    It 'leaves out what is no session, with an error, and goes on' {
        $one = @(& $_).Count
        $found = @($null, 'nosuch', $other | & $_ -ErrorVariable failures -ErrorAction SilentlyContinue)
        $found.Count | Should -Be $one
        $failures.FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
        $failures | Should -HaveCount 2
    }

    It 'works with -Session by argument in the middle of a pipeline' {
        $name = $_
        @(1, 2 | ForEach-Object { & $name -Session other }).Count | Should -Be (2 * @(& $name).Count)
    }
}

Describe 'Disconnect-SfSession and the pipeline' {
    It 'ends what is piped, and nothing else' {
        $third = Connect-TestOrg $org @{ Name = 'third'; NoDefault = $true }
        $null, $third | Disconnect-SfSession -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures | Should -HaveCount 1
        (Get-SfSession).Name | Should -Be 'main', 'other'
        @() | Disconnect-SfSession
        Get-SfSession nosuch* | Disconnect-SfSession
        (Get-SfSession).Name | Should -Be 'main', 'other'
    }
}
