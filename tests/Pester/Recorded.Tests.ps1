# Answers as real orgs gave them, read through the commands that a user would read them with. The recordings are not part
# of the project: where they do not lie beside it, their tests are skipped.
BeforeDiscovery {
    $folder = Get-FixtureFolder
    $cases = & (Join-Path $PSScriptRoot 'Recorded/Cases.ps1')
    $files = @(
        if ($folder) {
            foreach ($kind in 'netcoreforce', 'observed', 'postman-official', 'restforce') {
                Get-ChildItem (Join-Path $folder $kind) -File -Recurse | ForEach-Object {
                    $name = [System.IO.Path]::GetRelativePath($folder, $_.FullName).Replace('\', '/')
                    @{ File = $name; Path = $_.FullName; Case = $(if ($kind -eq 'postman-official') { @{ Recorded = $true } } else { $cases[$name] }) }
                }
            }
        }
    )
}

BeforeAll {
    Import-TestModule
    if (-not ('SalesforceCC.Tests.PlainJson' -as [type])) {
        Add-Type -Path (Get-ChildItem (Join-Path $PSScriptRoot 'Recorded') -Filter *.cs).FullName -CompilerOptions '-nullable:disable'
    }
    $folder = Get-FixtureFolder
    $server = New-ScriptedServer
    $json = 'Content-Type: application/json;charset=UTF-8'
    $secret = ConvertTo-SecureString secret -AsPlainText -Force

    function Set-Answer([string] $Request, [int] $Status = 200, [string[]] $Headers = $json, [byte[]] $Body = @()) {
        $server.Set($Request, $Status, $Headers, $Body)
    }

    function Get-Bytes([string] $Text) { , [System.Text.Encoding]::UTF8.GetBytes($Text) }

    function Connect-Recorded([hashtable] $With = @{}) {
        Connect-SfClientCredentials $server.Url -ClientId id -ClientSecret $secret -SkipSignatureCheck -MaximumRetryCount 0 -Name recorded @With
    }

    function Connect-Usual([hashtable] $With = @{}) {
        $server.Clear()
        Set-Answer 'POST /services/oauth2/token' -Body (Get-Bytes "{`"access_token`":`"00D!x`",`"instance_url`":`"$($server.Url)`",`"token_type`":`"Bearer`"}")
        $null = Connect-Recorded $With
    }

    # The id of the error that an answer means: Salesforce's own code where it has one.
    function Get-Code([string] $Text, [int] $Status) {
        $first = if ([SalesforceCC.Tests.PlainJson]::Is($Text)) { @($Text | ConvertFrom-Json)[0] }
        if ($first.errorCode) { $first.errorCode } elseif ($first.error) { $first.error } else { "HTTP_$Status" }
    }

    function Get-Plain($Object) { [SalesforceCC.Tests.PlainJson]::Of((ConvertTo-Json -InputObject $Object -Depth 100 -Compress)) }

    function Assert-Failure([scriptblock] $Script, [string] $Text, [int] $Status) {
        $failure = Get-Failure $Script
        $failure.FullyQualifiedErrorId.Split(',')[0] | Should -Be (Get-Code $Text $Status)
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        if ([SalesforceCC.Tests.PlainJson]::Is($Text)) {
            $first = @($Text | ConvertFrom-Json)[0]
            $message = if ($first.message) { $first.message } else { $first.error_description }
            if ($message) { "$failure" | Should -BeLike "*$([WildcardPattern]::Escape($message))*" }
        }
    }

    # Invoke-SfRest reads an answer: objects, text, nothing, or its error.
    function Assert-Rest([string] $Method, [string] $Path, [int] $Status, [string[]] $Headers, [byte[]] $Body) {
        $full = if ($Path.StartsWith('/')) { $Path } else { "/services/data/v68.0/$Path" }
        Set-Answer "$Method $full" $Status $Headers $Body
        $call = @{ Path = $Path; Method = $Method }
        if ($Method -in 'POST', 'PATCH', 'PUT') { $call.Body = @{ } }
        $text = [System.Text.Encoding]::UTF8.GetString($Body)
        if ($Status -ge 300) { Assert-Failure { Invoke-SfRest @call } $text $Status; return }

        # As text, and with all its headers.
        $raw = Invoke-SfRest @call -Raw -StatusCodeVariable code -ResponseHeadersVariable got
        "$raw" | Should -BeExactly $text
        $code | Should -Be $Status
        foreach ($header in $Headers) {
            $name, $value = $header -split ': *', 2
            if ($name -in 'Content-Encoding', 'Transfer-Encoding') { continue }
            # .NET writes the parts of a value in an order and with spaces of its own.
            ($got[$name] -join ',') -replace '\s' -split ',' | Sort-Object | Should -Be ($value -replace '\s' -split ',' | Sort-Object) -Because "the answer had the header $name"
        }

        # And as what it means.
        if ($Body.Length -eq 0) { Invoke-SfRest @call | Should -BeNullOrEmpty; return }
        if ("$Headers" -notlike '*/json*') { Invoke-SfRest @call | Should -BeExactly $text; return }
        if (-not [SalesforceCC.Tests.PlainJson]::Is($text)) {
            (Get-Failure { Invoke-SfRest @call }).FullyQualifiedErrorId | Should -BeLike 'INVALID_RESPONSE,*'
            return
        }
        $objects = @(Invoke-SfRest @call | ForEach-Object { Get-Plain $_ })
        $objects | Should -BeExactly ([SalesforceCC.Tests.PlainJson]::Items($text))
    }

    # Invoke-SfQuery reads pages: each row, with each field.
    function Assert-Query([byte[][]] $Pages, $Case, [string[]] $Headers = $json, [string] $Resource = 'query', [string] $Version = '68.0') {
        $texts = @($Pages | ForEach-Object { [System.Text.Encoding]::UTF8.GetString($_) })
        $request = "GET /services/data/v$Version/$Resource"
        for ($i = 0; $i -lt $Pages.Count; $i++) {
            Set-Answer $request $(if ($Case.Status) { $Case.Status } else { 200 }) $Headers $Pages[$i]
            if ($i + 1 -lt $Pages.Count) { $request = "GET $(($texts[$i] | ConvertFrom-Json).nextRecordsUrl)" }
        }
        $query = @{ Query = $Case.Query; Raw = $true; IncludeDeleted = $Resource -eq 'queryAll' }
        if ($Case.Status -ge 300) { Assert-Failure { Invoke-SfQuery @query } $texts[0] $Case.Status; return }

        $rows = @(Invoke-SfQuery @query)
        if ($Case.ContainsKey('Count')) { $rows | Should -Be $Case.Count; return }
        $expected = @($texts | ForEach-Object { [SalesforceCC.Tests.PlainJson]::Items((([System.Text.Json.JsonDocument]::Parse($_)).RootElement.GetProperty('records').GetRawText())) })
        @($rows | ForEach-Object { Get-Plain $_ }) | Should -BeExactly $expected
    }

    # Connect-SfClientCredentials reads a token answer.
    function Assert-Token([byte[]] $Body, [int] $Status) {
        $text = [System.Text.Encoding]::UTF8.GetString($Body)
        Set-Answer 'POST /services/oauth2/token' $Status -Body $Body
        if ($Status -ge 300) { Assert-Failure { Connect-Recorded } $text $Status; return }
        $session = Connect-Recorded
        $answer = $text | ConvertFrom-Json
        $session.InstanceUrl | Should -Be ([uri]$answer.instance_url)
        $session.Scope | Should -Be $answer.scope
        Get-SfToken -AsPlainText | Should -BeExactly $answer.access_token
        if ($answer.issued_at -match '^\d+$') { $session.IssuedAt.ToUnixTimeMilliseconds() | Should -Be $answer.issued_at }
    }
}

AfterAll { $server.Dispose() }

Describe 'Recorded answers' {
    AfterEach { Get-SfSession | Disconnect-SfSession }

    It 'lie beside the project' {
        if (-not $folder) { Set-ItResult -Skipped -Because 'the recorded answers are not beside this repository' }
    }

    It '<File>' -ForEach $files {
        $Case | Should -Not -BeNullOrEmpty -Because 'each file has its line in Recorded/Cases.ps1'
        $bytes = [System.IO.File]::ReadAllBytes($Path)
        Connect-Usual
        if ($Case.Of) { return }
        if ($Case.Get) {
            Assert-Rest $(if ($Case.Method) { $Case.Method } else { 'GET' }) $Case.Get $(if ($Case.Status) { $Case.Status } else { 200 }) $json $bytes
        }
        elseif ($Case.Query) {
            $next = @($Case.Next | Where-Object { $_ } | ForEach-Object { , [System.IO.File]::ReadAllBytes((Join-Path (Split-Path $Path) $_)) })
            Assert-Query (@(, $bytes) + $next) $Case
        }
        elseif ($Case.Token) { Assert-Token $bytes $(if ($Case.Status) { $Case.Status } else { 200 }) }
        elseif ($Case.Versions) {
            Set-Answer 'GET /services/data' -Body $bytes
            $expected = @([System.Text.Encoding]::UTF8.GetString($bytes) | ConvertFrom-Json | ForEach-Object { $_ })
            $versions = @(Get-SfApiVersion)
            $versions.Url | Sort-Object | Should -Be ($expected.url | Sort-Object)
            $versions.Label | Sort-Object | Should -Be ($expected.label | Sort-Object)
        }
        elseif ($Case.Entries) {
            $document = [System.Text.Json.JsonDocument]::Parse([System.IO.File]::ReadAllText($Path))
            foreach ($entry in $document.RootElement.EnumerateArray()) {
                $item = $entry.GetRawText() | ConvertFrom-Json
                # Some entries only say which fields there are.
                if (-not $item.PSObject.Properties['body'] -and -not $item.PSObject.Properties['bodyText']) { continue }
                $status = if ($item.status) { $item.status } else { 200 }
                $body = if ($item.bodyText) { Get-Bytes $item.bodyText } else { Get-Bytes $entry.GetProperty('body').GetRawText() }
                if ($Case.Entries -eq 'Token') { Assert-Token $body $status }
                else { Assert-Rest GET thing $status $(if ($item.bodyText) { 'Content-Type: text/plain' } else { $json }) $body }
            }
        }
        else {
            $recorded = [System.Text.Json.JsonDocument]::Parse([System.IO.File]::ReadAllText($Path)).RootElement
            $request = $recorded.GetProperty('request')
            $response = $recorded.GetProperty('response')
            $status = if ("$($response.GetProperty('status'))" -eq 'default') { 200 } else { [int]"$($response.GetProperty('status'))" }
            $body = $response.GetProperty('body')
            $text = if ($body.ValueKind -eq 'String') { $body.GetString() } else { $body.GetRawText() }
            $fields = $response.GetProperty('headers').EnumerateObject() | ForEach-Object { "$($_.Name): $($_.Value.GetString())" } | Where-Object { $_ -notlike 'Content-Type:*' -and $_ -notlike 'Content-Length:*' -and $_ -notlike 'Connection:*' }
            $headers = @("Content-Type: $($response.GetProperty('contentType').GetString())") + @($fields)
            $template = $request.GetProperty('pathTemplate').GetString() -replace '[{}]'
            $target = if ($template.StartsWith('/data')) { "/services$template" } else { $template }
            $method = $request.GetProperty('method').GetString()
            if ($target -like '*/queryAll') {
                Connect-Usual @{ ApiVersion = '64.0' }
                Assert-Query @(, (Get-Bytes $text)) @{ Query = 'SELECT Name FROM Account' } $headers queryAll '64.0'
                (Get-SfSession).ApiUsage.Allowed | Should -Be 15000
            }
            elseif ($target -like '*/introspect') {
                Set-Answer "$method $target" $status $headers (Get-Bytes $text)
                (Get-Failure { Get-SfToken -Introspect }).FullyQualifiedErrorId | Should -BeLike 'INVALID_RESPONSE,*' -Because 'times are left open in it'
                Set-Answer "$method $target" $status $headers (Get-Bytes $text.Replace('<timestamp>', '1700150082'))
                $token = Get-SfToken -Introspect
                $token.Active | Should -BeTrue
                $token.ExpiresAt.ToUnixTimeSeconds() | Should -Be 1700150082
            }
            else { Assert-Rest $method $target $status $headers (Get-Bytes $text) }
        }
    }

    It 'are there for each case' {
        if (-not $folder) { Set-ItResult -Skipped -Because 'the recorded answers are not beside this repository' }
        (& (Join-Path $PSScriptRoot 'Recorded/Cases.ps1')).Keys | Where-Object { -not (Test-Path (Join-Path $folder $_)) } | Should -BeNullOrEmpty
    }
}
