BeforeAll {
    Import-TestModule
    $org = Start-TestOrg -With @{ tokenLifetime = '3600' }
    $null = Connect-TestOrg $org

    function ConvertTo-Text([securestring] $Secure) { [System.Net.NetworkCredential]::new('', $Secure).Password }
}

AfterAll { Stop-TestOrg $org }

Describe 'Get-SfToken' {
    BeforeEach { Clear-OrgRequest $org }

    It 'gives the token as SecureString, without a request' {
        $token = Get-SfToken

        $token | Should -BeOfType [SalesforceCC.SfToken]
        $token.AccessToken | Should -BeOfType [securestring]
        $token.TokenType | Should -Be 'Bearer'
        $token.InstanceUrl | Should -Be "$($org.url)/"
        $token.Scope -split ' ' | Should -Contain 'api'
        $token.Active | Should -BeNullOrEmpty
        Get-OrgRequest $org | Should -BeNullOrEmpty
    }

    It 'works with Invoke-RestMethod as it is' {
        $token = Get-SfToken
        (Invoke-RestMethod "$($token.InstanceUrl)services/oauth2/userinfo" -Authentication Bearer -Token $token.AccessToken -AllowUnencryptedAuthentication -NoProxy).user_id | Should -BeLike '005*'
    }

    It 'with -AsPlainText is that text and nothing else' {
        $text = Get-SfToken -AsPlainText

        $text | Should -BeOfType [string]
        $text | Should -BeExactly (ConvertTo-Text (Get-SfToken).AccessToken)
        $text | Should -Match '^00D.{12}!'
    }

    It 'with -ForceRefresh is another one, fetched once, and used from then on' {
        $before = Get-SfToken -AsPlainText

        $after = Get-SfToken -ForceRefresh -AsPlainText

        $after | Should -Not -Be $before
        Get-SfToken -AsPlainText | Should -BeExactly $after
        Get-OrgRequest $org | Should -HaveCount 1
    }

    It 'with -Introspect says how long it lives, and for whom' {
        $token = Get-SfToken -ForceRefresh -Introspect

        $token.Active | Should -BeTrue
        $token.Username | Should -Be $org.runAsUsername
        $token.ExpiresAt | Should -BeOfType [datetimeoffset]
        ($token.ExpiresAt - $token.IssuedAt).TotalMinutes | Should -BeGreaterThan 58
        ($token.ExpiresAt - $token.IssuedAt).TotalMinutes | Should -BeLessThan 62
        $request = Get-OrgRequest $org -Path '*introspect'
        $request.query | Should -BeNullOrEmpty
    }

    It 'with -Introspect says when it is dead' {
        Stop-OrgToken $org
        try { (Get-SfToken -Introspect).Active | Should -BeFalse }
        finally { $null = Get-SfToken -ForceRefresh }
    }

    It 'with -Introspect works for HTTP Basic too' {
        $basic = Connect-TestOrg $org @{ Name = 'basic'; NoDefault = $true; ClientAuthentication = 'Basic' }
        (Get-SfToken -Introspect -Session $basic).Active | Should -BeTrue
    }

    It 'does not go together: -AsPlainText and -Introspect' {
        (Get-Failure { Get-SfToken -AsPlainText -Introspect }).FullyQualifiedErrorId | Should -BeLike 'AmbiguousParameterSet,*'
    }

    It 'does not show the token' {
        $text = Get-SfToken -AsPlainText
        $token = Get-SfToken

        "$token" | Should -Not -Match ([regex]::Escape($text))
        ($token | Format-List * -Force | Out-String -Width 1000) | Should -Not -Match ([regex]::Escape($text))
        ($token | ConvertTo-Json) | Should -Not -Match ([regex]::Escape($text))
    }
}
