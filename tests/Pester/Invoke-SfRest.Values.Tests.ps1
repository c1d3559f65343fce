# What goes over the wire, and what comes back: looked at on a server that keeps it.
BeforeAll {
    Import-TestModule
    $server = New-ScriptedServer
    $token = ConvertTo-SecureString '00DHs00000000wY!AQ.wire' -AsPlainText -Force
    $session = Connect-SfAccessToken -InstanceUrl $server.Url -AccessToken $token -Name wire

    function Send-Body($Body) {
        Invoke-SfRest sobjects/X__c -Method POST -Body $Body
        $server.Requests[-1].Body
    }

    class PesterContact { [string] $LastName = 'O''Hara'; [object] $Nothing = (. {}); hidden [string] $Secret = 'hidden'; [PesterContact] $Other }
}

AfterAll {
    $session | Disconnect-SfSession
    $server.Dispose()
}

Describe 'Invoke-SfRest, values' {
    BeforeEach { $server.Clear() }

    Context '-Body' {
        It '<What> is <Json>' -ForEach @(
            @{ What = 'the output of nothing'; Value = { . {} }; Json = 'null' }
            @{ What = 'a database''s null'; Value = { [DBNull]::Value }; Json = 'null' }
            @{ What = 'the null of a string'; Value = { [NullString]::Value }; Json = 'null' }
            @{ What = 'a switch that is on'; Value = { [switch] $true }; Json = 'true' }
            @{ What = 'a switch that is off'; Value = { [switch] $false }; Json = 'false' }
            @{ What = 'an enum'; Value = { [System.DayOfWeek]::Friday }; Json = '"Friday"' }
            @{ What = 'a GUID'; Value = { [guid]::Empty }; Json = '"00000000-0000-0000-0000-000000000000"' }
            @{ What = 'a URI'; Value = { [uri] 'https://x.test/a%20b' }; Json = '"https://x.test/a%20b"' }
            @{ What = 'a version'; Value = { [version] '68.0' }; Json = '"68.0"' }
            @{ What = 'a character'; Value = { [char] 'ü' }; Json = '"ü"' }
            @{ What = 'a large integer'; Value = { [bigint]::Pow(10, 30) }; Json = '1000000000000000000000000000000' }
            @{ What = 'a time of day'; Value = { [timespan] '13:05:06' }; Json = '"13:05:06.000Z"' }
            @{ What = 'bytes'; Value = { , [byte[]] (1, 2, 255) }; Json = '"AQL/"' }
            @{ What = 'a list of anything'; Value = { , [System.Collections.Generic.List[object]] @(1, (. {}), [dbnull]::Value, @{ b = 'x' }) }; Json = '[1,null,null,{"b":"x"}]' }
            @{ What = 'a set'; Value = { , [System.Collections.Generic.HashSet[string]] @('x') }; Json = '["x"]' }
            @{ What = 'an expando'; Value = { $e = [System.Dynamic.ExpandoObject]::new(); $e.b = 1; , $e }; Json = '{"b":1}' }
            @{ What = 'text with note properties'; Value = { Add-Member -InputObject 'x' NoteProperty PSPath 'y' -PassThru }; Json = '"x"' }
            @{ What = 'a date with note properties'; Value = { Add-Member -InputObject ([datetime] '2026-01-02') NoteProperty DisplayHint 'y' -PassThru }; Json = '"2026-01-02"' }
            @{ What = 'XML'; Value = { [xml] '<a b="c"/>' }; Json = '"<a b=\"c\" />"' }
            @{ What = 'a number of another culture''s looks'; Value = { 1234.5 }; Json = '1234.5' }
            @{ What = 'the end of the calendar'; Value = { [datetime] '9999-12-31' }; Json = '"9999-12-31"' }
            @{ What = 'its beginning'; Value = { [datetime]::MinValue }; Json = '"0001-01-01"' }
        ) {
            $before = [cultureinfo]::CurrentCulture
            [cultureinfo]::CurrentCulture = 'de-DE'
            try { Send-Body @{ a = & $Value } | Should -BeExactly "{`"a`":$Json}" } finally { [cultureinfo]::CurrentCulture = $before }
        }

        It 'an object of a class is its properties, without the hidden ones' {
            $contact = [PesterContact]::new()
            $contact.Other = [PesterContact] @{ LastName = 'B' }
            Send-Body $contact | Should -BeExactly '{"LastName":"O''Hara","Nothing":null,"Other":{"LastName":"B","Nothing":null,"Other":null}}'
        }

        It 'an object of Add-Type is its properties' {
            if (-not ('PesterPoint' -as [type])) { Add-Type 'public class PesterPoint { public int X { get; set; } = 1; public string Y = "y"; }' }
            Send-Body ([PesterPoint]::new()) | ConvertFrom-Json | ForEach-Object { "$($_.X)$($_.Y)" } | Should -Be '1y'
        }

        It 'a row of a database is its columns' {
            $table = [System.Data.DataTable]::new()
            $null = $table.Columns.Add('Name'), $table.Columns.Add('Size', [int])
            $null = $table.Rows.Add('A', 1)
            $null = $table.Rows.Add([DBNull]::Value, 2)
            Send-Body $table.Rows[0] | Should -BeExactly '{"Name":"A","Size":1}'
            Send-Body @{ records = $table } | Should -BeExactly '{"records":[{"Name":"A","Size":1},{"Name":null,"Size":2}]}'
            Send-Body @{ records = $table.DefaultView } | Should -BeExactly '{"records":[{"Name":"A","Size":1},{"Name":null,"Size":2}]}'
        }

        It 'what came from a job is what it was' {
            $sent = [pscustomobject]@{
                moment = [datetimeoffset] '2026-01-02T03:04:05.678+02:00'; day = [datetime] '2026-01-02'; list = @([datetimeoffset] '2026-01-02T03:04:05Z')
                null = [dbnull]::Value; switch = [switch] $true; enum = [System.DayOfWeek]::Friday; big = [bigint]::Pow(10, 30); deep = [pscustomobject]@{ at = [datetimeoffset] '2026-01-02T03:04:05Z' }
                table = @{ at = [datetimeoffset]::MaxValue }
            }
            $received = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($sent, 5))
            # As Receive-Job and Invoke-Command mark what they hand out.
            $received | Add-Member PSComputerName localhost
            $received | Add-Member RunspaceId ([guid]::Empty)
            $received | Add-Member PSShowComputerName $false
            Send-Body $received | Should -BeExactly ('{"moment":"2026-01-02T03:04:05.678+02:00","day":"2026-01-02","list":["2026-01-02T03:04:05.000Z"],"null":null,"switch":true,' +
                '"enum":"Friday","big":1000000000000000000000000000000,"deep":{"at":"2026-01-02T03:04:05.000Z"},"table":{"at":"9999-12-31T23:59:59.999Z"}}')
            Send-Body @{ at = $received.moment } | Should -BeExactly '{"at":"2026-01-02T03:04:05.678+02:00"}'
        }

        It 'a row of a query goes with what was changed in it and added to it' {
            $server.Answer('{"totalSize":1,"done":true,"records":[{"attributes":{"type":"A"},"Id":"1","CreatedDate":"2026-01-02T03:04:05.000+0000","Owner":{"attributes":{"type":"User"},"Name":"ü"}}]}')
            $row = Invoke-SfQuery 'SELECT Id, CreatedDate, Owner.Name FROM A'
            $row.Id = (. {})
            $row | Add-Member Site 'x'
            Send-Body $row | Should -BeExactly '{"Id":null,"CreatedDate":"2026-01-02T03:04:05.000Z","Owner":{"Name":"ü"},"Site":"x"}'
        }

        It '[datetime]::Today in <_> is today' -ForEach 'Europe/Zurich', 'America/Los_Angeles', 'Asia/Tokyo', 'Pacific/Kiritimati', 'UTC' {
            Use-Place ([cultureinfo]::CurrentCulture) $_ {
                $today = [datetime]::Today
                Send-Body @{ CloseDate = $today } | Should -BeExactly "{`"CloseDate`":`"$($today.ToString('yyyy-MM-dd'))`"}"
                # In the first minutes of a day, UTC may have another one; the day that is written is the right one.
                Send-Body @{ CloseDate = $today.AddMinutes(30) } | Should -BeLike "*`"$($today.ToString('yyyy-MM-dd'))T00:30:00.000*"
            }
        }

        It 'a moment stays the moment in <_>' -ForEach 'Europe/Zurich', 'America/Los_Angeles', 'Asia/Kolkata' {
            Use-Place ([cultureinfo]::CurrentCulture) $_ {
                $moment = [datetime]::SpecifyKind('2026-07-01T12:34:56', 'Local')
                $sent = (Send-Body @{ a = $moment }) -replace '.*:"(2026[^"]+)".*', '$1'
                [datetimeoffset]::Parse($sent, [cultureinfo]::InvariantCulture) | Should -Be ([datetimeoffset] $moment)
            }
        }

        It '<What> is an error before anything is sent' -ForEach @(
            @{ What = 'a SecureString'; Value = { ConvertTo-SecureString 'S3cret!' -AsPlainText -Force }; Text = '*SecureString*' }
            @{ What = 'a credential'; Value = { [pscredential]::new('u', (ConvertTo-SecureString 'S3cret!' -AsPlainText -Force)) }; Text = '*PSCredential*' }
            @{ What = 'a number that is none'; Value = { [double]::NaN }; Text = "*'a' in the body*finite*" }
            @{ What = 'an infinite one'; Value = { [single]::PositiveInfinity }; Text = "*finite*" }
            @{ What = 'a script block'; Value = { { 1 } }; Text = '*ScriptBlock*' }
            @{ What = 'a file'; Value = { Get-Item $PSCommandPath }; Text = '*FileInfo*' }
            @{ What = 'a type'; Value = { [string] }; Text = '*' }
            @{ What = 'a table that contains itself'; Value = { $t = @{}; $t.self = @{ t = $t }; $t }; Text = '*-Body contains itself*' }
            @{ What = 'a list that contains itself'; Value = { $l = [System.Collections.ArrayList]::new(); $null = $l.Add($l); , $l }; Text = '*-Body contains itself*' }
            @{ What = 'an object that contains itself'; Value = { $o = [pscustomobject]@{ a = $null; b = $null }; $o.a = $o; $o.b = @($o); $o }; Text = '*-Body contains itself*' }
            @{ What = 'an object of a class that contains itself'; Value = { $c = [PesterContact]::new(); $c.Other = $c; $c }; Text = '*-Body contains itself*' }
            @{ What = 'a table in 200 tables'; Value = { $t = @{}; foreach ($i in 1..200) { $t = @{ t = $t } }; $t }; Text = '*-Body is nested*' }
        ) {
            $failure = Get-Failure { Send-Body @{ a = & $Value } }

            $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
            "$failure" | Should -BeLike $Text
            "$failure" | Should -Not -Match 'S3cret'
            $server.Requests | Should -BeNullOrEmpty
        }

        It 'the same object twice is no circle' {
            $shared = [pscustomobject]@{ x = 1 }
            Send-Body ([ordered]@{ a = $shared; b = $shared; c = @($shared, $shared) }) | Should -BeExactly '{"a":{"x":1},"b":{"x":1},"c":[{"x":1},{"x":1}]}'
        }

        It 'with the content type of a form, a table is one' {
            Invoke-SfRest /services/x -Method POST -Body ([ordered]@{ 'a b' = 'c&d=ü'; e = 'f', 'g'; h = $true }) -ContentType application/x-www-form-urlencoded
            $server.Requests[-1].Body | Should -BeExactly 'a%20b=c%26d%3D%C3%BC&e=f&e=g&h=true'
        }

        It 'XML is sent as it is' {
            Invoke-SfRest /services/x -Method POST -Body ([xml] '<a>ü</a>')
            $server.Requests[-1].Body | Should -BeExactly '<a>ü</a>'
            $server.Requests[-1].Headers['Content-Type'] | Should -Be 'application/xml'
        }

        It 'nothing is no body' {
            Invoke-SfRest limits -Body (. {})
            $server.Requests[-1].Bytes.Length | Should -Be 0
        }
    }

    Context '-Query and -Headers' {
        It 'the query of a <_> is written as Salesforce reads it' -ForEach 'GET', 'DELETE' {
            $before = [cultureinfo]::CurrentCulture
            [cultureinfo]::CurrentCulture = 'de-DE'
            try {
                Invoke-SfRest composite/sobjects -Method $_ -Query ([ordered]@{
                        start = [datetime]::SpecifyKind('2026-11-01T08:30:00', 'Utc'); zoned = [datetimeoffset] '2026-11-01T08:30:00+01:00'; ids = 'a', 'b'; one = @('x'); numbers = 1.5, 2
                        flag = [switch] $true; nothing = (. {}); day = [System.DayOfWeek]::Friday
                    })
            }
            finally { [cultureinfo]::CurrentCulture = $before }
            [uri]::UnescapeDataString($server.Requests[-1].Target) | Should -BeExactly '/services/data/v68.0/composite/sobjects?start=2026-11-01T08:30:00.000Z&zoned=2026-11-01T08:30:00.000+01:00&ids=a,b&one=x&numbers=1.5,2&flag=true&nothing=&day=Friday'
            $server.Requests[-1].Target | Should -Match '%2B01%3A00'
        }

        It 'headers are written as HTTP has them' {
            Invoke-SfRest limits -Headers @{
                'If-Modified-Since' = [datetimeoffset] '2026-11-01T08:30:00+01:00'; 'X-At' = [datetime]::SpecifyKind('2026-11-01T08:30:00', 'Utc'); 'X-List' = 'a', 'b'; 'X-Flag' = $true; 'X-Number' = 1.5
            }
            $headers = $server.Requests[-1].Headers
            $headers['If-Modified-Since'] | Should -BeExactly 'Sun, 01 Nov 2026 07:30:00 GMT'
            $headers['X-At'] | Should -BeExactly '2026-11-01T08:30:00.000Z'
            $headers['X-List'] | Should -BeExactly 'a, b'
            $headers['X-Flag'], $headers['X-Number'] | Should -BeExactly 'true', '1.5'
        }

        It '-<Parameter> refuses <What>, and sends nothing' -ForEach @(
            foreach ($parameter in 'Query', 'Headers') {
                @{ Parameter = $parameter; What = 'a table'; Value = @{ a = 1 } }
                @{ Parameter = $parameter; What = 'an object'; Value = [pscustomobject]@{ a = 1 } }
                @{ Parameter = $parameter; What = 'a list of lists'; Value = @(, @(1, 2)) }
                @{ Parameter = $parameter; What = 'a SecureString'; Value = (ConvertTo-SecureString 'S3cret!' -AsPlainText -Force) }
                @{ Parameter = $parameter; What = 'a script block'; Value = { 1 } }
            }
            @{ Parameter = 'Headers'; What = 'what is no ASCII'; Value = 'Grüße' }
        ) {
            $with = @{ $Parameter = @{ odd = $Value } }
            $failure = Get-Failure { Invoke-SfRest sobjects/X__c/1 -Method DELETE @with }
            $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
            "$failure" | Should -BeLike "*'odd'*-$Parameter*"
            "$failure" | Should -Not -Match 'S3cret'
            $server.Requests | Should -BeNullOrEmpty
        }
    }

    Context '-Form' {
        It 'the file of a part is named once, whatever it is called: <_>' -ForEach 'x.txt', 'Grüße "und" 漢字😀.txt', 'a;b=c.txt' {
            if ($IsWindows -and $_ -match '"') { Set-ItResult -Skipped -Because 'Windows has no such names'; return }
            $file = Join-Path $TestDrive $_
            Set-Content -LiteralPath $file 'Inhalt' -NoNewline
            Invoke-SfRest sobjects/ContentVersion -Method POST -Form ([ordered]@{ 'entity_content' = @{ Title = 'ü' }; 'Vers"ion' = Get-Item -LiteralPath $file })
            $request = $server.Requests[-1]
            $request.Body | Should -Not -Match 'filename\*'
            $request.Body | Should -BeLike "*form-data; name=`"Vers%22ion`"; filename=`"$($_.Replace('"', '%22').Replace('[', '`['))`"`r`n*"
            $request.Body | Should -BeLike "*{`"Title`":`"ü`"}*"
        }

        It 'has single values as text, bytes and files as files, the rest as JSON' {
            $a = New-Item (Join-Path $TestDrive 'a.bin') -Value 'A'
            $b = New-Item (Join-Path $TestDrive 'b.bin') -Value 'B'
            Invoke-SfRest /services/x -Method POST -Form ([ordered]@{ number = 1.5; flag = [switch] $true; bytes = [byte[]] (65, 66); list = 1, 2; files = $a, $b })
            $body = $server.Requests[-1].Body -replace "`r`n", '|'
            $body | Should -BeLike '*name="number"|*|1.5|*'
            $body | Should -BeLike '*name="flag"|*|true|*'
            $body | Should -BeLike '*name="bytes"; filename="bytes"|*|AB|*'
            $body | Should -Match 'Content-Type: application/json\|Content-Disposition: form-data; name="list"\|\|\[1,2\]\|'
            $body | Should -BeLike '*name="files"; filename="a.bin"|*|A|*name="files"; filename="b.bin"|*|B|*'
        }
    }

    Context 'paths of files' {
        It '-<Parameter> of another provider is refused before anything is sent' -ForEach @{ Parameter = 'OutFile' }, @{ Parameter = 'InFile' } {
            $with = @{ $Parameter = 'x.json' }
            $method = if ($Parameter -eq 'InFile') { 'POST' } else { 'GET' }
            Push-Location Env:
            try { $failure = Get-Failure { Invoke-SfRest limits -Method $method @with } } finally { Pop-Location }
            $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
            "$failure" | Should -BeLike "*-$Parameter 'x.json'*Environment*"
            foreach ($path in 'Env:x', 'nosuchdrive:\x', 'Nosuch::x') {
                $with = @{ $Parameter = $path }
                (Get-Failure { Invoke-SfRest limits -Method $method @with }).FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
            }
            Test-Path Env:x.json | Should -BeFalse
            $server.Requests | Should -BeNullOrEmpty
        }

        It 'may be on a drive of PowerShell, below ~, and hold wildcard characters' {
            $server.Answer('{"a":1}')
            Invoke-SfRest limits -OutFile 'TestDrive:\[x].json'
            $there = Join-Path $TestDrive '[x].json'
            Test-Path -LiteralPath $there | Should -BeTrue
            Invoke-SfRest limits -Method POST -InFile 'TestDrive:\[x].json'
            $server.Requests[-1].Body | Should -BeExactly '{"a":1}'
            Push-Location Env:
            try { Invoke-SfRest limits -Method POST -InFile "FileSystem::$there" } finally { Pop-Location }
            $server.Requests[-1].Body | Should -BeExactly '{"a":1}'
        }
    }

    Context 'the answer' {
        It 'is what the server sent: child rows that are not all, attributes, totals' {
            $server.Answer('{"totalSize":1,"done":true,"records":[{"attributes":{"type":"Account","url":"/x"},"Name":"A","CloseDate":"2026-01-02","Contacts":{"totalSize":5,"done":false,"nextRecordsUrl":"/more","records":[{"attributes":{"type":"Contact"},"Id":"1"}]}}]}')
            $page = Invoke-SfRest query -Query @{ q = 'x' }

            $page | Should -BeOfType [pscustomobject]
            $page.psobject.Properties.Name | Should -Be 'totalSize', 'done', 'records'
            $row = $page.records[0]
            $row.psobject.Properties.Name | Should -Be 'attributes', 'Name', 'CloseDate', 'Contacts'
            $row.psobject.TypeNames[0] | Should -Be 'Salesforce.Account'
            $row.attributes.url | Should -Be '/x'
            $row.CloseDate | Should -BeOfType [string]
            $row.Contacts.done | Should -BeFalse
            $row.Contacts.nextRecordsUrl | Should -Be '/more'
            $row.Contacts.totalSize | Should -Be 5
            , $row.Contacts.records | Should -BeOfType [array]
        }

        It 'leaves no types behind, whatever its shapes' {
            $count = { @([System.AppDomain]::CurrentDomain.GetAssemblies() | Where-Object IsDynamic).Count }
            $server.Answer('{"attributes":{"type":"A"},"a":1}')
            $null = Invoke-SfRest limits
            $before = & $count
            foreach ($i in 1..100) {
                $server.Answer("{`"attributes`":{`"type`":`"A$i`"},`"b$i`":1,`"nested`":{`"attributes`":{`"type`":`"C`"},`"c$i`":2}}")
                $null = Invoke-SfRest limits
            }
            & $count | Should -Be $before
        }

        It 'has <What>: an error that names -Raw, which gives the text' -ForEach @(
            @{ What = 'names that differ only in case'; Json = '{"x":[{"Name":1,"name":2}]}'; Text = "*'Name' and 'name'*-Raw*" }
            @{ What = 'an empty name'; Json = '{"":1}'; Text = "*named ''*-Raw*" }
        ) {
            $server.Answer($Json)
            $failure = Get-Failure { Invoke-SfRest limits }
            $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_RESPONSE,*'
            "$failure" | Should -BeLike $Text
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-Raw*'
            $server.Requests | Should -HaveCount 1
            $server.Answer($Json)
            Invoke-SfRest limits -Raw | Should -BeExactly $Json
            $server.Answer($Json)
            Invoke-SfRest limits -Raw -Paginate | Should -BeExactly $Json
        }

        It 'may be deep' {
            $server.Answer(('[' * 499) + '{"a":1}' + (']' * 499))
            $value = , (Invoke-SfRest limits)
            while ($value -is [array]) { $value = $value[0] }
            $value.a | Should -Be 1
        }

        It 'is enumerated only at the top' {
            $server.Answer('[[1,2],[3]]')
            (Invoke-SfRest limits)[0] | Should -Be 1, 2
        }
    }

    Context '-Paginate' {
        It 'refuses <What>, and asks no more' -ForEach @(
            @{ What = 'a page that names itself'; Pages = @('/services/data/v68.0/query/a', '/services/data/v68.0/query/a'); Rows = 2 }
            @{ What = 'pages that lead back'; Pages = @('/services/data/v68.0/query/a', '/services/data/v68.0/query/b', '/services/data/v68.0/query/a'); Rows = 3 }
            @{ What = 'a page that leads to the first'; Pages = @('/services/data/v68.0/query?q=x'); Rows = 1 }
            @{ What = 'a link to elsewhere'; Pages = @('https://nosuch.invalid/a'); Rows = 1; Code = 'FOREIGN_ORIGIN' }
            @{ What = 'more rows without a link'; Pages = @($null); Rows = 1 }
        ) {
            foreach ($raw in $false, $true) {
                $server.Clear()
                foreach ($page in $Pages) { $server.Answer((@{ done = $false; records = @(@{ a = 1 }); nextRecordsUrl = $page } | ConvertTo-Json)) }
                $written = [System.Collections.Generic.List[object]]::new()
                $failure = Get-Failure { Invoke-SfRest query -Query @{ q = 'x' } -Paginate -Raw:$raw | ForEach-Object { $written.Add($_) } }
                $failure.FullyQualifiedErrorId | Should -BeLike "$($Code ?? 'INVALID_RESPONSE'),*"
                $written | Should -HaveCount $Rows
                $server.Requests | Should -HaveCount $Pages.Count
            }
        }

        It 'sends the headers with every page' {
            $server.Answer('{"done":false,"nextRecordsUrl":"/services/data/v68.0/query/a","records":[{"a":1}]}')
            $server.Answer('{"done":true,"records":[]}')
            Invoke-SfRest query -Query @{ q = 'x' } -Headers @{ 'Sforce-Query-Options' = 'batchSize=200' } -Paginate | Should -HaveCount 1
            $server.Requests.ForEach({ $_.Headers['Sforce-Query-Options'] }) | Should -Be 'batchSize=200', 'batchSize=200'
        }
    }
}

Describe 'Invoke-SfRest -Anonymous' {
    BeforeEach { $server.Clear() }

    It 'sends no token: <Method> <Path>' -ForEach @(
        @{ Method = 'GET'; Path = '/services/data' }
        @{ Method = 'GET'; Path = '/id/keys' }
        @{ Method = 'GET'; Path = '/.well-known/openid-configuration' }
        @{ Method = 'POST'; Path = '/services/oauth2/token'; With = @{ Body = [ordered]@{ grant_type = 'client_credentials'; client_id = 'a+b' }; ContentType = 'application/x-www-form-urlencoded' } }
        @{ Method = 'GET'; Path = 'limits' }
    ) {
        $more = if ($With) { $With } else { @{} }
        $server.Answer('{"a":1}')
        (Invoke-SfRest $Path -Method $Method -Anonymous @more).a | Should -Be 1
        $server.Requests | Should -HaveCount 1
        $server.Requests[0].Headers['Authorization'] | Should -BeNullOrEmpty
        "$($server.Requests[0].Headers)$($server.Requests[0].Target)$($server.Requests[0].Body)" | Should -Not -Match 'AQ\.wire'
        if ($With) { $server.Requests[0].Body | Should -BeExactly 'grant_type=client_credentials&client_id=a%2Bb' }

        Invoke-SfRest $Path
        $server.Requests[1].Headers['Authorization'] | Should -BeLike 'Bearer 00D*'
    }

    It 'sends no token with the pages that follow, nor for a file' {
        $server.Answer('{"done":false,"nextRecordsUrl":"/a","records":[{"a":1}]}')
        $server.Answer('{"done":true,"records":[]}')
        $null = Invoke-SfRest query -Paginate -Anonymous
        $server.Answer('{}')
        Invoke-SfRest limits -Anonymous -OutFile (Join-Path $TestDrive anonymous.json)
        $server.Requests.ForEach({ "$($_.Headers['Authorization'])" }) | Should -Be '', '', ''
    }

    It 'takes an Authorization of the user''s own' {
        Invoke-SfRest /services/oauth2/introspect -Method POST -Anonymous -Headers @{ Authorization = 'Basic abc' } -Body '{}'
        $server.Requests[0].Headers['Authorization'] | Should -BeExactly 'Basic abc'
        (Get-Failure { Invoke-SfRest limits -Anonymous -Headers @{ Host = 'nosuch.invalid' } }).FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
    }

    It '<Path> leads elsewhere: refused before anything is sent' -ForEach @{ Path = 'https://nosuch.invalid/id/keys' }, @{ Path = '//nosuch.invalid/id/keys' } {
        (Get-Failure { Invoke-SfRest $Path -Anonymous }).FullyQualifiedErrorId | Should -Match '^(FOREIGN_ORIGIN|INVALID_PATH),'
        $server.Requests | Should -BeNullOrEmpty
    }

    Context 'an org' {
        BeforeAll { $org = Start-TestOrg; $own = Connect-TestOrg $org @{ Name = 'own'; NoDefault = $true; MaximumRetryCount = 0 } }
        AfterAll { Stop-TestOrg $org }
        BeforeEach { Clear-OrgRequest $org }
        AfterEach { Clear-OrgFault $org }

        It 'answers what takes no token' {
            (Invoke-SfRest /id/keys -Anonymous -Session $own).keys | Should -Not -BeNullOrEmpty
            (Invoke-SfRest /services/data -Anonymous -Session $own)[0].version | Should -Be '31.0'
        }

        It 'refuses what takes one; the session''s token is not renewed for that' {
            $failure = Get-Failure { Invoke-SfRest limits -Anonymous -Session $own }
            $failure.Exception.StatusCode | Should -Be 401
            Get-OrgRequest $org | Should -HaveCount 1
        }

        It 'redirects: not followed' {
            $org | Set-OrgFault @{ path = '/id/keys'; status = 302; headers = @{ Location = "$($org.url)/services/data" } }
            (Get-Failure { Invoke-SfRest /id/keys -Anonymous -Session $own }).FullyQualifiedErrorId | Should -BeLike 'UNEXPECTED_REDIRECT,*'
            Get-OrgRequest $org | Should -HaveCount 1
        }

        It 'hangs: -TimeoutSec ends this call' {
            $org | Set-OrgFault @{ path = '*/limits'; hang = $true }
            $failure = Get-Failure { Invoke-SfRest limits -TimeoutSec 1 -Session $own }
            $failure.FullyQualifiedErrorId | Should -BeLike 'TIMEOUT,*'
            "$failure" | Should -Match '\b1\b'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-TimeoutSec*'
        }
    }
}

Describe 'Invoke-SfQuery, values' {
    BeforeAll {
        function Send-Query([string] $Where, $Value, [hashtable] $With = @{}) {
            $server.Answer('{"totalSize":0,"done":true,"records":[]}')
            $null = Invoke-SfQuery "SELECT Id FROM A WHERE $Where" @{ v = $Value } @With
            [uri]::UnescapeDataString($server.Requests[-1].Target) -replace '.*WHERE '
        }
    }

    BeforeEach { $server.Clear() }

    It '<Where> with <What> is <Soql>' -ForEach @(
        @{ What = 'one value'; Where = 'Id IN :v'; Value = '1'; Soql = "Id IN ('1')" }
        @{ What = 'a list'; Where = 'Id IN :v'; Value = '1', '2'; Soql = "Id IN ('1','2')" }
        @{ What = 'a list in parentheses'; Where = 'Id NOT IN (:v)'; Value = '1', '2'; Soql = "Id NOT IN ('1','2')" }
        @{ What = 'a generic list'; Where = 'Id IN :v'; Value = [System.Collections.Generic.HashSet[string]] @('1'); Soql = "Id IN ('1')" }
        @{ What = 'several picks'; Where = 'P INCLUDES :v'; Value = 'a;b', 'c'; Soql = "P INCLUDES ('a;b','c')" }
        @{ What = 'a count'; Where = 'D = LAST_N_DAYS : v'; Value = 5; Soql = 'D = LAST_N_DAYS:5' }
        @{ What = 'a database''s null'; Where = 'D = :v'; Value = [DBNull]::Value; Soql = 'D = null' }
        @{ What = 'a switch'; Where = 'D = :v'; Value = [switch] $true; Soql = 'D = TRUE' }
        @{ What = 'an enum'; Where = 'D = :v'; Value = [System.DayOfWeek]::Friday; Soql = "D = 'Friday'" }
        @{ What = 'the end of the calendar'; Where = 'D = :v'; Value = [datetimeoffset]::MaxValue; Soql = 'D = 9999-12-31T23:59:59.999Z' }
    ) {
        Send-Query $Where $Value | Should -BeExactly $Soql
    }

    It 'the ids of one row are a list' {
        $rows = @([pscustomobject]@{ Id = '001' })
        Send-Query 'Id IN :v' $rows.Id | Should -BeExactly "Id IN ('001')"
    }

    It 'the ids of no row are an error that says what to do' {
        $rows = @()
        $failure = Get-Failure { Send-Query 'Id IN :v' $rows.Id }
        $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
        "$failure" | Should -BeLike '*leave the query out*'
        $server.Requests | Should -BeNullOrEmpty
    }

    It 'a moment that came from a job is the moment' {
        $received = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize([datetimeoffset] '2026-01-02T03:04:05+02:00'))
        Send-Query 'D > :v' $received | Should -BeExactly 'D > 2026-01-02T03:04:05.000+02:00'
    }

    It 'a table that contains itself is an error' {
        $t = @{}; $t.self = $t
        "$(Get-Failure { Send-Query 'D = :v' $t })" | Should -BeLike '*-Parameters contains itself*'
    }

    It 'at midnight the type of the field decides, for which the object is described once' {
        Use-Place ([cultureinfo]::CurrentCulture) 'America/New_York' {
            $midnight = [datetime]::SpecifyKind('2026-01-02', 'Local')
            Send-Query 'CreatedDate > :v' $midnight | Should -BeExactly 'CreatedDate > 2026-01-02T00:00:00.000-05:00'
            $server.Requests | Should -HaveCount 1
            $server.Answer('{"fields":[{"name":"Day__c","type":"date"},{"name":"At__c","type":"datetime"}]}')
            Send-Query 'At__c > :v' $midnight | Should -BeExactly 'At__c > 2026-01-02T00:00:00.000-05:00'
            Send-Query 'Day__c > :v' $midnight | Should -BeExactly 'Day__c > 2026-01-02'
            $server.Requests.Target | Should -HaveCount 4
            Send-Query 'Day__c > :v' $midnight @{ Raw = $true } | Should -BeExactly 'Day__c > 2026-01-02'
        }
    }
}
