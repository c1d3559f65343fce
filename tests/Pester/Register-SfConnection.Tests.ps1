BeforeAll {
    Import-TestModule
    $before = $env:SALESFORCECC_CONFIG_HOME
}

AfterAll { $env:SALESFORCECC_CONFIG_HOME = $before }

Describe 'Register-SfConnection' {
    BeforeEach {
        $env:SALESFORCECC_CONFIG_HOME = Join-Path $TestDrive ([guid]::NewGuid().ToString('N'))
        $file = Join-Path $env:SALESFORCECC_CONFIG_HOME connections.json
    }

    It 'writes nothing, and keeps what was given' {
        Register-SfConnection prod acme -ClientId key -SecretName salesforce -VaultName vault -ApiVersion 60 | Should -BeNullOrEmpty

        $connection = Get-SfConnection
        $connection | Should -BeOfType [SalesforceCC.SfConnection]
        $connection.Name | Should -Be 'prod'
        $connection.Flow | Should -Be 'ClientCredentials'
        $connection.Domain | Should -Be 'acme.my.salesforce.com'
        $connection.ClientId | Should -Be 'key'
        $connection.SecretName | Should -Be 'salesforce'
        $connection.VaultName | Should -Be 'vault'
        $connection.ApiVersion | Should -Be '60.0'
        $connection.Username, $connection.PrivateKeyPath, $connection.Audience | Should -Be $null, $null, $null
    }

    It 'has no parameter that takes a secret' {
        (Get-Command Register-SfConnection).Parameters.Values | Where-Object { $_.ParameterType -in [securestring], [pscredential] } | Should -BeNullOrEmpty
        (Get-Command Register-SfConnection).Parameters.Keys -match 'Password|Token|ClientSecret|Credential' | Should -BeNullOrEmpty
    }

    It 'is readable by the owner only' -Skip:$IsWindows {
        Register-SfConnection prod acme -SecretName s
        (Get-Item $env:SALESFORCECC_CONFIG_HOME).UnixFileMode | Should -Be 'UserExecute, UserWrite, UserRead'
        Get-ChildItem $env:SALESFORCECC_CONFIG_HOME | ForEach-Object { $_.UnixFileMode | Should -Be 'UserWrite, UserRead' }
    }

    It 'is written in the folder of XDG_CONFIG_HOME, or of HOME' -Skip:$IsWindows {
        $script = @'
            $env:SALESFORCECC_CONFIG_HOME = $null
            $env:XDG_CONFIG_HOME = $a.xdg
            $env:HOME = $a.home
            Import-Module $module
            Register-SfConnection prod acme -SecretName s
'@
        Invoke-FreshShell $script @{ xdg = "$TestDrive/xdg"; home = "$TestDrive/home" } | Should -BeNullOrEmpty
        Invoke-FreshShell $script @{ xdg = $null; home = "$TestDrive/home" } | Should -BeNullOrEmpty
        (Get-ChildItem $TestDrive/xdg, $TestDrive/home -Recurse -Force -Filter connections.json).FullName |
            Should -Be "$TestDrive/xdg/SalesforceCC/connections.json", "$TestDrive/home/.config/SalesforceCC/connections.json"
    }

    It 'refuses a name that is there, in any case, unless -Force' {
        Register-SfConnection prod acme -SecretName one

        $failure = Get-Failure { Register-SfConnection PROD acme -SecretName two -ErrorAction Stop }

        $failure.FullyQualifiedErrorId | Should -BeLike 'CONNECTION_EXISTS,*'
        $failure.CategoryInfo.Category | Should -Be 'ResourceExists'
        $failure.TargetObject | Should -Be 'PROD'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-Force*'
        (Get-SfConnection prod).SecretName | Should -Be 'one'

        Register-SfConnection prod acme -SecretName two -Force
        (Get-SfConnection).SecretName | Should -Be 'two'
    }

    It 'with -WhatIf changes nothing, and still refuses' {
        Register-SfConnection prod acme -SecretName s -WhatIf
        Test-Path $env:SALESFORCECC_CONFIG_HOME | Should -BeFalse

        Register-SfConnection prod acme -SecretName s
        Register-SfConnection prod other -SecretName s -Force -WhatIf
        (Get-SfConnection prod).Domain | Should -Be 'acme.my.salesforce.com'
        Register-SfConnection prod other -SecretName s -WhatIf -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures.FullyQualifiedErrorId | Should -BeLike 'CONNECTION_EXISTS,*'
    }

    It 'takes the properties of objects: connections, a CSV file, another process' {
        Register-SfConnection prod acme -SecretName s -ApiVersion 60
        Register-SfConnection batch acme--dev -Flow JwtBearer -ClientId k -Username u -PrivateKeyPath "$TestDrive/key.pem"
        Get-SfConnection | Export-Csv "$TestDrive/all.csv"
        Unregister-SfConnection *

        Import-Csv "$TestDrive/all.csv" | Register-SfConnection
        Get-SfConnection | Export-Clixml "$TestDrive/all.clixml"
        Import-Clixml "$TestDrive/all.clixml" | Register-SfConnection -Force

        Get-SfConnection | ConvertTo-Csv | Should -Be (Get-Content "$TestDrive/all.csv")
        (Get-SfConnection).Count | Should -Be 2
    }

    It 'changes one value of a connection, and writes it with -PassThru' {
        Register-SfConnection prod acme -SecretName s -ApiVersion 60
        $changed = Get-SfConnection prod | Register-SfConnection -ApiVersion latest -Force -PassThru
        $changed.ApiVersion, $changed.SecretName | Should -Be 'latest', 's'
    }

    It 'goes on with the others of a pipeline' {
        $rows = @{ Name = 'a'; SecretName = 's' }, @{ Name = 'b' }, @{ Name = 'c'; SecretName = 's' } | ForEach-Object { [pscustomobject]$_ }
        $rows | Register-SfConnection -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures.FullyQualifiedErrorId | Should -BeLike 'INVALID_CONNECTION,*'
        $failures.TargetObject | Should -Be 'b'
        (Get-SfConnection).Name | Should -Be 'a', 'c'
    }

    It 'keeps the full path of a key, and no path of something else' {
        Push-Location $TestDrive
        try { Register-SfConnection batch acme -Flow JwtBearer -ClientId k -Username u -PrivateKeyPath ./key.pem }
        finally { Pop-Location }
        (Get-SfConnection batch).PrivateKeyPath | Should -Be (Join-Path (Get-Item $TestDrive).FullName key.pem)

        (Get-Failure { Register-SfConnection b acme -Flow JwtBearer -ClientId k -Username u -PrivateKeyPath env:key -ErrorAction Stop }).FullyQualifiedErrorId |
            Should -BeLike 'INVALID_PARAMETER,*'
    }

    It 'refuses <What>, before anything is written' -ForEach @(
        @{ What = 'no secret'; With = @{ Domain = 'acme' }; Code = 'INVALID_CONNECTION'; Says = '*requires the name of a secret*'; Action = '*-SecretName*' }
        @{ What = 'an empty variable'; With = @{ Domain = ''; SecretName = 's' }; Code = 'INVALID_CONNECTION'; Says = '*-Domain is empty*' }
        @{ What = 'a key for another flow'; With = @{ SecretName = 's'; PrivateKeyPath = 'x' }; Code = 'INVALID_CONNECTION'; Says = '*does not use a private key file*'; Action = '*-PrivateKeyPath*' }
        @{ What = 'a login host'; With = @{ Domain = 'login.salesforce.com'; SecretName = 's' }; Code = 'LOGIN_DOMAIN_REFUSED'; Says = '*' }
        @{ What = 'a version that is none'; With = @{ SecretName = 's'; ApiVersion = '1' }; Code = 'INVALID_API_VERSION'; Says = '*' }
        @{ What = 'a pattern for a name'; With = @{ Name = 'a*'; SecretName = 's' }; Code = 'INVALID_CONNECTION'; Says = '*a name cannot contain*' }
    ) {
        $all = $With + $(if ($With.Name) { @{} } else { @{ Name = 'x' } })
        $failure = Get-Failure { Register-SfConnection @all -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -BeLike "$Code,*"
        "$failure" | Should -BeLike $Says
        $failure.ErrorDetails.RecommendedAction | Should -BeLike ($Action ?? '?*')
        Test-Path $env:SALESFORCECC_CONFIG_HOME | Should -BeFalse
    }

    It 'leaves a file alone that is <What>' -ForEach @(
        @{ What = 'damaged'; Text = '{ "version": 1, "connections": {' }
        @{ What = 'of a newer version'; Text = '{ "version": 9 }' }
    ) {
        $null = New-Item $env:SALESFORCECC_CONFIG_HOME -ItemType Directory
        Set-Content $file $Text -NoNewline

        foreach ($script in { Register-SfConnection prod acme -SecretName s -Force }, { Get-SfConnection }, { Unregister-SfConnection prod }, { Connect-SfClientCredentials prod }) {
            $failure = Get-Failure $script
            $failure.FullyQualifiedErrorId | Should -BeLike 'CONNECTION_FILE_UNUSABLE,*'
            "$failure" | Should -BeLike "*$file*"
        }
        Get-Content $file -Raw | Should -BeExactly $Text
    }

    It 'refuses a folder that is not a full path' {
        $env:SALESFORCECC_CONFIG_HOME = 'here'
        "$(Get-Failure { Register-SfConnection prod acme -SecretName s })" | Should -BeLike '*SALESFORCECC_CONFIG_HOME*here*'
    }

    It 'of several processes at once loses nothing' {
        $folder, $tools, $module, $emulator = $env:SALESFORCECC_CONFIG_HOME, (Join-Path $PSScriptRoot TestOrg.psm1), (Split-Path (Get-TestModulePath)), (Get-TestEmulatorPath)
        1..3 | ForEach-Object -Parallel {
            Import-Module $using:tools -ArgumentList $using:module, $using:emulator
            Invoke-FreshShell -Arguments @{ folder = $using:folder; me = $_ } @'
                $env:SALESFORCECC_CONFIG_HOME = $a.folder
                Import-Module $module
                1..30 | ForEach-Object { Register-SfConnection "$($a.me)-$_" acme -SecretName s }
'@
        } | Should -BeNullOrEmpty
        (Get-SfConnection).Count | Should -Be 90
    }
}
