BeforeAll {
    Import-TestModule
    $before = $env:SALESFORCECC_CONFIG_HOME
}

AfterAll { $env:SALESFORCECC_CONFIG_HOME = $before }

Describe 'Unregister-SfConnection' {
    BeforeEach {
        $env:SALESFORCECC_CONFIG_HOME = Join-Path $TestDrive ([guid]::NewGuid().ToString('N'))
        'a1', 'a2', 'b' | ForEach-Object { Register-SfConnection $_ acme -SecretName s }
    }

    It 'removes one by name, in any case, and writes nothing' {
        Unregister-SfConnection A1 | Should -BeNullOrEmpty
        (Get-SfConnection).Name | Should -Be 'a2', 'b'
    }

    It 'takes patterns, and connections from the pipeline' {
        Unregister-SfConnection a*
        (Get-SfConnection).Name | Should -Be 'b'
        Get-SfConnection | Unregister-SfConnection
        Get-SfConnection | Should -BeNullOrEmpty
    }

    It 'with -WhatIf removes nothing' {
        Unregister-SfConnection * -WhatIf
        Get-SfConnection | Should -HaveCount 3
    }

    It 'says of a name that is not there which may be meant, and goes on' {
        Unregister-SfConnection a11, b -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures.FullyQualifiedErrorId | Should -BeLike 'CONNECTION_NOT_FOUND,*'
        "$failures" | Should -BeLike '*There is: a1.*'
        (Get-SfConnection).Name | Should -Be 'a1', 'a2'
    }

    It 'of a pattern that matches none does nothing' { Unregister-SfConnection x* -ErrorAction Stop }
}
