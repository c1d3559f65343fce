BeforeAll {
    Import-TestModule
    $org = Start-TestOrg -Arguments '--api-usage', '7500/15000'
    $session = Connect-TestOrg $org @{ Name = 'acme-dev' }
    $null = Get-SfLimit

    # As a terminal of 120 columns shows it, without colours.
    function Show($Value) {
        $before = $PSStyle.OutputRendering
        $PSStyle.OutputRendering = 'PlainText'
        try { ($Value | Out-String -Width 120) -split '\r?\n' | Where-Object { $_.Trim() } }
        finally { $PSStyle.OutputRendering = $before }
    }
}

AfterAll { Stop-TestOrg $org }

Describe 'The view of' {
    It 'a session is a table that fits' {
        $null = Connect-TestOrg $org @{ Name = 'other'; NoDefault = $true }
        $lines = Show (Get-SfSession)

        ($lines[0] -split '\s+').Where({ $_ }) | Should -Be 'Name', 'Default', 'Instance', 'Version', 'Flow', 'Secret', 'Calls', 'OrgUsage'
        $lines | Should -HaveCount 4
        $lines | ForEach-Object { $_.Length | Should -BeLessOrEqual 120 }
        $lines[2] | Should -Match "^acme-dev\s+\*\s+127\.0\.0\.1:\d+\s+68\.0\s+ClientCredentials\s+Parameter\s+1\s+7501/15000$"
        $lines[3] | Should -Match '^other\s+127'
        $lines -join '' | Should -Not -Match '…|\.\.\.'
    }

    It 'a session of a real org fits too' {
        $long = [pscustomobject]@{
            PSTypeName = 'SalesforceCC.SfSession'; Name = 'acme-holding--integration.sandbox.my.salesforce.com'; IsDefault = $true
            InstanceUrl = [uri]'https://acme-holding--integration.sandbox.my.salesforce.com/'; ApiVersion = '68.0'; Flow = 'ClientCredentials'
            SecretSource = "Vault 'CompanyVault', secret 'salesforce-integration'"; ApiCalls = 12345; ApiUsage = '1234567/5000000'
        }
        $lines = Show $long
        $lines | ForEach-Object { $_.Length | Should -BeLessOrEqual 120 }
        $lines[2] | Should -Match '^acme-holding--integra…\s+\*\s+acme-holding--integration…\s+68\.0\s+ClientCredentials\s+Vault ''Compa…\s+12345\s+1234567/5000000$'
    }

    It 'a token is a list without the token' {
        $lines = Show (Get-SfToken)

        ($lines -replace '\s*:.*').Where({ $_ -match '^\w' }) | Should -Be 'AccessToken', 'TokenType', 'InstanceUrl', 'IssuedAt', 'Scope'
        $lines[0] | Should -Match 'System\.Security\.SecureString'
        ((Show (Get-SfToken -Introspect)) -replace '\s*:.*').Where({ $_ -match '^\w' })[-3..-1] | Should -Be 'Active', 'ExpiresAt', 'Username'
    }

    It 'an identity is a list, most important first' {
        $lines = Show (Get-SfIdentity)

        $lines[0] | Should -Match "^Username\s+: $([regex]::Escape($org.runAsUsername))$"
        ($lines -match '^OrganizationName\s+: Alpenglow Instruments$') | Should -HaveCount 1
        $lines | ForEach-Object { $_.Length | Should -BeLessOrEqual 120 }
    }

    It 'limits is a table with bars' {
        $lines = Show (Get-SfLimit DailyApiRequests, DataStorageMB)

        ($lines[0] -split '\s+').Where({ $_ }) | Should -Be 'Name', 'Used', 'Remaining', 'Max', 'Usage'
        $usage = $lines -match '^DailyApiRequests'
        $usage | Should -Match '7.50\d\s+7.49\d\s+15.000'
        ([regex]::Matches($usage, '█')).Count | Should -BeIn 10, 11
        ([regex]::Matches($usage, '[█░]')).Count | Should -Be 20
        $usage | Should -Match '50[.,]0%$'
    }

    It 'a bar shows the least use, and never more than there is' {
        function Get-Bar($Percent) {
            $limit = [pscustomobject]@{ PSTypeName = 'SalesforceCC.SfLimit'; Name = 'x'; Used = 1; Remaining = 1; Max = 2; UsedPercent = [decimal]$Percent }
            [regex]::Matches((Show $limit) -join '', '█').Count
        }
        Get-Bar 0 | Should -Be 0
        Get-Bar 0.1 | Should -Be 1
        Get-Bar 100 | Should -Be 20
        Get-Bar 250 | Should -Be 20
        Get-Bar -5 | Should -Be 0
    }

    It 'all limits fits' {
        Show (Get-SfLimit) | ForEach-Object { $_.Length | Should -BeLessOrEqual 120 }
    }

    It 'versions is a table' {
        $lines = Show (Get-SfApiVersion | Select-Object -Last 2)
        ($lines[0] -split '\s+').Where({ $_ }) | Should -Be 'Version', 'Label', 'Url'
        $lines[2] | Should -Match "^68\.0\s+Winter '27\s+/services/data/v68\.0$"
        $lines[3] | Should -Match '/services/data/latest$'
    }

    It 'a setup is a table that has room for the place in Setup' {
        $lines = Show (New-SfIntegrationSetup SAP it@acme.example -Username sap@acme.example -OutputDirectory (Join-Path $TestDrive sap) | Select-Object -Last 2)
        ($lines[0] -split '\s+').Where({ $_ }) | Should -Be 'Status', 'Kind', 'Name', 'Detail'
        $lines -join ' ' -replace '\s+', ' ' | Should -Match 'ByHand ConsumerKeyAndSecret SAP_Integration Setup,'
        $lines | ForEach-Object { $_.Length | Should -BeLessOrEqual 120 }
    }

    It 'works when the output is formatted by the user' {
        (Show (Get-SfSession acme-dev | Format-List Name, ApiUsage)) -join ' ' | Should -Match 'Name\s+: acme-dev.*ApiUsage\s+: \d+/15000'
        (Show (Get-SfSession | Format-Table Name, IsDefault)).Count | Should -BeGreaterThan 2
    }
}
