BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $null = Connect-TestOrg $org @{ Name = 'dev-one' }
    $null = Connect-TestOrg $org @{ Name = 'dev two' }
    $null = Connect-TestOrg $org @{ Name = "o'hara" }
    Clear-OrgRequest $org
    $before = $env:SALESFORCECC_CONFIG_HOME
    $env:SALESFORCECC_CONFIG_HOME = Join-Path $TestDrive config
    Register-SfConnection prod acme -SecretName salesforce
    Register-SfConnection 'the batch' acme -Flow JwtBearer -ClientId key -Username user -SecretName key

    function Get-Completion([string] $Text) { (TabExpansion2 $Text $Text.Length).CompletionMatches }
}

AfterAll {
    $env:SALESFORCECC_CONFIG_HOME = $before
    Stop-TestOrg $org
}

Describe 'Completion' {
    AfterAll { Get-OrgRequest $org | Should -BeNullOrEmpty -Because 'completion asks no network' }

    It 'of <_> knows the sessions' -ForEach 'Invoke-SfQuery -Session ', 'Invoke-SfRest -Session ', 'Get-SfSession -Name ', 'Get-SfSession ', 'Select-SfSession ', 'Disconnect-SfSession -Session ', 'Get-SfToken -Session ', 'Connect-SfClientCredentials -Name ' {
        (Get-Completion $_).ListItemText | Should -Be 'dev-one', 'dev two', "o'hara"
    }

    It 'of <_> knows the connections of its flow, and nothing else' -ForEach 'Connect-SfClientCredentials ', 'Connect-SfClientCredentials p', 'Connect-SfClientCredentials -Connection ', 'Connect-SfClientCredentials -ApiVersion 60 ', 'Connect-SfPassword -Connection nosuch; Connect-SfClientCredentials ', 'Test-SfClientCredentials ', 'Test-SfClientCredentials -Connection ' {
        (Get-Completion $_).CompletionText | Should -Be 'prod'
    }

    It 'of the first argument of Connect-SfJwtBearer is of its own flow, and of Connect-SfPassword nothing' {
        (Get-Completion 'Connect-SfJwtBearer ').CompletionText | Should -Be "'the batch'"
        Get-Completion 'Connect-SfPassword ' | Should -BeNullOrEmpty
    }

    It 'of the first argument is an org where something else says how to connect' {
        (Get-Completion 'Connect-SfClientCredentials -SecretName x ').CompletionText | Should -Be 'acme.my.salesforce.com', "'$($org.url)'"
        (Get-Completion 'Connect-SfAccessToken ac').CompletionText | Should -Be 'acme.my.salesforce.com'
    }

    It 'has nothing to offer, and no error, where the file of connections is of no use' {
        $env:SALESFORCECC_CONFIG_HOME = Join-Path $TestDrive broken
        $null = New-Item -ItemType Directory $env:SALESFORCECC_CONFIG_HOME
        Set-Content (Join-Path $env:SALESFORCECC_CONFIG_HOME connections.json) '{ broken'
        try { Get-Completion 'Connect-SfClientCredentials -Connection ' | Should -BeNullOrEmpty }
        finally { $env:SALESFORCECC_CONFIG_HOME = Join-Path $TestDrive config }
    }

    It 'goes on with what was typed, in any case and quoted' {
        (Get-Completion 'Invoke-SfQuery -Session DEV').ListItemText | Should -Be 'dev-one', 'dev two'
        (Get-Completion "Invoke-SfQuery -Session 'dev t").CompletionText | Should -Be "'dev two'"
        Get-Completion 'Invoke-SfQuery -Session nosuch' | Should -BeNullOrEmpty
    }

    It 'quotes what must be quoted' {
        (Get-Completion 'Get-SfSession ').CompletionText | Should -Be 'dev-one', "'dev two'", "'o''hara'"
    }

    It 'tells the org in the tool tip' {
        (Get-Completion 'Get-SfSession dev-').ToolTip | Should -BeLike 'dev-one: *127.0.0.1*'
    }

    It 'of -ApiVersion is newest first' {
        $versions = (Get-Completion 'Connect-SfClientCredentials -ApiVersion ').CompletionText
        $versions[0] | Should -Be '68.0'
        $versions | Should -Contain '31.0'
        $versions | Should -Contain 'latest'
        (Get-Completion 'Connect-SfClientCredentials -ApiVersion 6').CompletionText | Should -Be '68.0', '67.0', '66.0', '65.0', '64.0', '63.0', '62.0', '61.0', '60.0'
    }

    It 'of limits' {
        (Get-Completion 'Get-SfLimit DailyApi').CompletionText | Should -Be 'DailyApiRequests'
    }

    It 'of values that are fixed' {
        (Get-Completion 'Connect-SfClientCredentials -ClientAuthentication ').CompletionText | Should -Be 'Basic', 'Body'
        (Get-Completion 'Invoke-SfRest x -Method P').CompletionText | Should -Be 'PATCH', 'POST', 'PUT'
    }

    It 'of the properties of a session, before there is one' {
        (Get-Completion '(Get-SfSession).Inst').CompletionText | Should -Be 'InstanceUrl'
        (Get-Completion '(Get-SfLimit).UsedP').CompletionText | Should -Be 'UsedPercent'
        (Get-Completion 'Get-SfSession | Where-Object ApiC').CompletionText | Should -Be 'ApiCalls'
    }
}
