BeforeAll {
    Import-TestModule
    $before = $env:SALESFORCECC_CONFIG_HOME
    $env:SALESFORCECC_CONFIG_HOME = Join-Path $TestDrive config
    Register-SfConnection prod acme -SecretName salesforce -VaultName CompanyVault -ApiVersion 60
    Register-SfConnection prod-eu acme-eu -SecretName eu
    Register-SfConnection "o'hara" acme--dev -Flow JwtBearer -ClientId k -Username integration@acme.com.dev -PrivateKeyPath "$TestDrive/keys/acme-development.pem"

    function Get-Completion([string] $Text) { (TabExpansion2 $Text $Text.Length).CompletionMatches }
}

AfterAll { $env:SALESFORCECC_CONFIG_HOME = $before }

Describe 'Get-SfConnection' {
    It 'lists all, by name' { (Get-SfConnection).Name | Should -Be "o'hara", 'prod', 'prod-eu' }

    It 'takes names in any case, patterns, and both from the pipeline' {
        (Get-SfConnection PROD).Name | Should -Be 'prod'
        (Get-SfConnection prod*).Name | Should -Be 'prod', 'prod-eu'
        (Get-SfConnection prod, o*).Name | Should -Be 'prod', "o'hara"
        ('prod', 'prod-*' | Get-SfConnection).Name | Should -Be 'prod', 'prod-eu'
        (Get-SfConnection | Get-SfConnection).Count | Should -Be 3
        Get-SfConnection nosuch* | Should -BeNullOrEmpty
    }

    It 'says of a name that is not there which may be meant' {
        $found = Get-SfConnection prdo, prod -ErrorVariable failures -ErrorAction SilentlyContinue
        $found.Name | Should -Be 'prod'
        $failures.FullyQualifiedErrorId | Should -BeLike 'CONNECTION_NOT_FOUND,*'
        $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        "$failures" | Should -BeLike "*'prdo'*There is: prod.*"
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*Register-SfConnection*'
    }

    It 'makes no file' {
        $env:SALESFORCECC_CONFIG_HOME = Join-Path $TestDrive nosuch
        try {
            Get-SfConnection | Should -BeNullOrEmpty
            "$(Get-Failure { Get-SfConnection x -ErrorAction Stop })" | Should -BeLike '*None is registered*'
            Test-Path $env:SALESFORCECC_CONFIG_HOME | Should -BeFalse
        }
        finally { $env:SALESFORCECC_CONFIG_HOME = Join-Path $TestDrive config }
    }

    It 'is a table that fits' {
        $rendering = $PSStyle.OutputRendering
        $PSStyle.OutputRendering = 'PlainText'
        try { $lines = (Get-SfConnection | Out-String -Width 120) -split '\r?\n' | Where-Object { $_.Trim() } }
        finally { $PSStyle.OutputRendering = $rendering }

        $lines[0] | Should -Match '^Name\s+Flow\s+Domain \(User\)\s+Secret\s*$'
        # Long paths go on in the next line, and nothing is cut.
        "$lines" | Should -Not -Match '…'
        "$lines" | Should -Match "o'hara\s+JwtBearer\s+acme--dev\.sandbox"
        "$lines" | Should -Match '\(integration@acme\.com'
        $lines -match '^prod\s+ClientCredentials\s+acme\s+.*Vault: salesforce\s*$' | Should -HaveCount 1
        $lines -match '^prod-eu\s+ClientCredentials\s+acme-eu\s+eu\s*$' | Should -HaveCount 1
        $lines | ForEach-Object { $_.Length | Should -BeLessOrEqual 120 }
    }

    It 'is completed, as is <_>' -ForEach 'Get-SfConnection ', 'Unregister-SfConnection -Name ', 'Register-SfConnection ' {
        (Get-Completion $_).CompletionText | Should -Be "'o''hara'", 'prod', 'prod-eu'
        (Get-Completion "${_}PROD-").ToolTip | Should -Be 'prod-eu: ClientCredentials acme-eu.my.salesforce.com'
    }

    It 'is completed for a Connect command with those of its flow, and with sessions' {
        $token = ConvertTo-SecureString '00Dxx0000001gPL!AQ' -AsPlainText -Force
        $null = Connect-SfAccessToken acme -AccessToken $token -Name session
        try {
            (Get-Completion 'Connect-SfClientCredentials -Connection ').ListItemText | Should -Be 'prod', 'prod-eu'
            (Get-Completion 'Connect-SfJwtBearer -Connection ').ListItemText | Should -Be "o'hara"
            (Get-Completion 'Connect-SfPassword -Name ').ListItemText | Should -Be 'session'
        }
        finally { Get-SfSession | Disconnect-SfSession }
    }

    It 'is completed without waiting for a writer, and without an error if the file is of no use' {
        $lock = [IO.File]::Open("$env:SALESFORCECC_CONFIG_HOME/connections.json.lock", 'OpenOrCreate', 'ReadWrite', 'None')
        try { Get-Completion 'Get-SfConnection ' | Should -HaveCount 3 }
        finally { $lock.Dispose() }

        $env:SALESFORCECC_CONFIG_HOME = Join-Path $TestDrive broken
        $null = New-Item $env:SALESFORCECC_CONFIG_HOME -ItemType Directory
        try {
            Set-Content "$env:SALESFORCECC_CONFIG_HOME/connections.json" '{'
            $Error.Clear()
            (Get-Completion 'Get-SfConnection -Name ').CompletionText | Should -Not -Contain 'prod'
            $Error | Should -BeNullOrEmpty
        }
        finally { $env:SALESFORCECC_CONFIG_HOME = Join-Path $TestDrive config }
    }
}
