BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $session = Connect-TestOrg $org
    $once = Connect-TestOrg $org @{ Name = 'once'; NoDefault = $true; MaximumRetryCount = 0 }

    # Where an answer does not matter, only what was sent.
    function New-Account([string] $Name) { (Invoke-SfRest sobjects/Account -Method POST -Body @{ Name = $Name }).id }
}

AfterAll { Stop-TestOrg $org }

Describe 'Invoke-SfRest' {
    BeforeEach { Clear-OrgRequest $org }
    AfterEach { Clear-OrgFault $org }

    Context 'the path' {
        It '<Path> goes to <Url>' -ForEach @(
            @{ Path = 'limits'; Url = '/services/data/v68.0/limits' }
            @{ Path = '/services/data'; Url = '/services/data' }
            @{ Path = '/services/data/v67.0/limits'; Url = '/services/data/v67.0/limits' }
            @{ Path = 'sobjects/Account/describe'; Url = '/services/data/v68.0/sobjects/Account/describe' }
        ) {
            $null = Invoke-SfRest $Path

            (Get-OrgRequest $org).path | Should -Be $Url
            (Get-OrgRequest $org).method | Should -Be 'GET'
        }

        It 'may be a URL on the instance' {
            Invoke-SfRest "$($org.url)/services/data/v68.0/limits" | Should -Not -BeNullOrEmpty
        }

        It 'may hold a query already' {
            (Invoke-SfRest 'query?q=SELECT+Id+FROM+Organization').totalSize | Should -Be 1
            (Invoke-SfRest 'sobjects/Organization?a=1' -Query @{ b = 2 }) | Should -Not -BeNullOrEmpty
            (Get-OrgRequest $org)[-1].query | Should -Be '?a=1&b=2'
        }

        It 'comes down the pipeline' {
            ('limits', '/services/data' | Invoke-SfRest) | Should -Not -BeNullOrEmpty
            Get-OrgRequest $org | Should -HaveCount 2
        }

        It '<Path> leads elsewhere: refused before anything is sent' -ForEach @(
            @{ Path = 'https://nosuch.invalid/services/data'; Code = 'FOREIGN_ORIGIN' }
            @{ Path = 'http://127.0.0.1:1/services/data'; Code = 'FOREIGN_ORIGIN' }
            @{ Path = 'https://127.0.0.1/services/data'; Code = 'FOREIGN_ORIGIN' }
            @{ Path = '//nosuch.invalid/services/data'; Code = 'INVALID_PATH' }
            @{ Path = '/\nosuch.invalid/services/data'; Code = 'INVALID_PATH' }
        ) {
            $failure = Get-Failure { Invoke-SfRest $Path }

            $failure.FullyQualifiedErrorId | Should -BeLike "$Code,*"
            $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            Get-OrgRequest $org | Should -BeNullOrEmpty
        }

        It 'on the instance with a user name leads elsewhere' {
            (Get-Failure { Invoke-SfRest ($org.url -replace '://', '://user@') }).FullyQualifiedErrorId | Should -BeLike 'FOREIGN_ORIGIN,*'
        }

        It 'leads to a redirect, which is not followed' {
            $org | Set-OrgFault @{ path = '*/limits'; status = 302; headers = @{ Location = "$($org.url)/services/data" } }

            (Get-Failure { Invoke-SfRest limits }).FullyQualifiedErrorId | Should -BeLike 'UNEXPECTED_REDIRECT,*'

            Get-OrgRequest $org | Should -HaveCount 1
        }
    }

    Context 'the answer' {
        It 'is an object' {
            $limits = Invoke-SfRest limits

            $limits | Should -HaveCount 1
            $limits.DailyApiRequests.Max | Should -BeOfType [int]
        }

        It 'is an array, item by item' {
            $versions = Invoke-SfRest /services/data

            $versions.Count | Should -BeGreaterThan 30
            $versions[0].version | Should -Be '31.0'
            Invoke-SfRest /services/data | Select-Object -First 1 | ForEach-Object version | Should -Be '31.0'
        }

        It 'is nothing where there is none' {
            $id = New-Account 'Pester nothing'
            Invoke-SfRest "sobjects/Account/$id" -Method PATCH -Body @{ Site = 'x' } | Should -BeNullOrEmpty
        }

        It 'leaves texts that look like dates text' {
            (Invoke-SfRest "sobjects/Account/$(New-Account 'Pester date')").CreatedDate | Should -BeOfType [string]
        }

        It 'has numbers of their size' {
            $org | Set-OrgFault @{ path = '*/limits'; status = 200; headers = @{ 'Content-Type' = 'application/json' }; body = '{"int":1,"long":5000000000,"decimal":0.1,"big":1e3,"null":null,"yes":true,"list":[1,[2]],"none":[],"object":{}}' }

            $answer = Invoke-SfRest limits

            $answer.int | Should -BeOfType [int]
            $answer.long | Should -BeOfType [long]
            $answer.decimal | Should -BeOfType [decimal]
            $answer.decimal | Should -Be 0.1
            $answer.big | Should -Be 1000
            $answer.null | Should -Be $null
            $answer.yes | Should -BeTrue
            $answer.list[1][0] | Should -Be 2
            , $answer.none | Should -BeOfType [array]
        }

        It 'warns of what a status of success does not tell: <What>' -ForEach @(
            @{ What = 'collection'; Path = 'composite/sobjects'; Body = @{ records = @(@{ attributes = @{ type = 'Account' } }, @{ attributes = @{ type = 'Account' }; Name = 'x' }) }; Text = '*1 of 2 parts failed*REQUIRED_FIELD_MISSING*' }
            @{ What = 'composite'; Path = 'composite'; Body = '{"compositeRequest":[{"method":"GET","url":"/services/data/v68.0/nosuch","referenceId":"a"},{"method":"GET","url":"/services/data/v68.0/limits","referenceId":"b"}]}'; Text = '*1 of 2 parts failed*NOT_FOUND*' }
            @{ What = 'batch'; Path = 'composite/batch'; Body = '{"batchRequests":[{"method":"GET","url":"v68.0/nosuch"},{"method":"GET","url":"v68.0/limits"}]}'; Text = '*1 of 2 parts failed*NOT_FOUND*' }
            @{ What = 'graph'; Path = 'composite/graph'; Body = '{"graphs":[{"graphId":"1","compositeRequest":[{"method":"POST","url":"/services/data/v68.0/sobjects/Account","referenceId":"a","body":{"Name":"x"}},{"method":"POST","url":"/services/data/v68.0/sobjects/Account","referenceId":"b","body":{}}]}]}'; Text = '*2 of 2 parts failed*REQUIRED_FIELD_MISSING*' }
        ) {
            foreach ($raw in $false, $true) {
                $answer = Invoke-SfRest $Path -Method POST -Body $Body -Raw:$raw -WarningVariable warned -WarningAction SilentlyContinue
                $answer | Should -Not -BeNullOrEmpty
                @($warned).Count | Should -Be 1
                "$warned" | Should -BeLike $Text
            }
        }

        It 'does not warn where nothing failed' {
            $body = @{ records = @(@{ attributes = @{ type = 'Account' }; Name = 'x' }) }
            $null = Invoke-SfRest composite/sobjects -Method POST -Body $body -WarningVariable warned
            $null = Invoke-SfRest nosuch -SkipHttpErrorCheck -WarningVariable +warned
            $null = Invoke-SfRest composite -Method POST -Body '{"compositeRequest":[{"method":"GET","url":"/services/data/v68.0/limits","referenceId":"b"}]}' -WarningVariable +warned
            $warned | Should -BeNullOrEmpty
        }

        It 'is text with -Raw, untouched' {
            $text = Invoke-SfRest /services/data -Raw

            $text | Should -BeOfType [string]
            ($text | ConvertFrom-Json)[0].version | Should -Be '31.0'
        }

        It 'is text where it is not JSON' {
            $org | Set-OrgFault @{ path = '*/x'; status = 200; headers = @{ 'Content-Type' = 'text/plain;charset=UTF-8' }; body = 'Grüße' }
            Invoke-SfRest /services/apexrest/x | Should -BeExactly 'Grüße'
        }

        It 'is bytes where it is no text' {
            $org | Set-OrgFault @{ path = '*/x'; status = 200; headers = @{ 'Content-Type' = 'image/png' }; bodyBase64 = 'iVBORwAB/w==' }
            $bytes = Invoke-SfRest /services/apexrest/x
            , $bytes | Should -BeOfType [byte[]]
            $bytes | Should -Be (137, 80, 78, 71, 0, 1, 255)
        }

        It 'is half: an error, and no half result' {
            $org | Set-OrgFault @{ path = '*/limits'; truncateBody = $true }
            $output = [System.Collections.Generic.List[object]]::new()
            (Get-Failure { Invoke-SfRest limits -Session $once | ForEach-Object { $output.Add($_) } }).FullyQualifiedErrorId | Should -BeLike 'INVALID_RESPONSE,*'
            $output | Should -BeNullOrEmpty
        }

        It 'is a page of a proxy that says 200: text, and no object' {
            $org | Set-OrgFault @{ path = '*/limits'; status = 200; headers = @{ 'Content-Type' = 'application/json' }; body = '<html>Sign in</html>' }
            (Get-Failure { Invoke-SfRest limits -Session $once }).FullyQualifiedErrorId | Should -BeLike 'INVALID_RESPONSE,*'
        }

        It 'tells status and headers on demand' {
            $null = Invoke-SfRest sobjects/Account -Method POST -Body @{ Name = 'Pester status' } -StatusCodeVariable status -ResponseHeadersVariable headers

            $status | Should -Be 201
            $headers['Location'] | Should -BeLike '/services/data/v68.0/sobjects/Account/001*'
            $headers['sforce-limit-info'] | Should -BeLike 'api-usage=*'
        }

        It 'with -Paginate is the records of all pages' {
            1..250 | ForEach-Object { "Page $_" } | ForEach-Object -Begin { $all = @() } -Process { $all += @{ method = 'POST'; url = '/services/data/v68.0/sobjects/Contact'; referenceId = "r$($all.Count)"; body = @{ LastName = $_ } } }
            for ($i = 0; $i -lt 250; $i += 25) { $null = Invoke-SfRest composite -Method POST -Body @{ compositeRequest = $all[$i..($i + 24)] } }
            Clear-OrgRequest $org

            $rows = Invoke-SfRest query -Query @{ q = "SELECT LastName FROM Contact WHERE LastName LIKE 'Page %'" } -Headers @{ 'Sforce-Query-Options' = 'batchSize=200' } -Paginate

            $rows | Should -HaveCount 250
            ($rows.LastName | Select-Object -Unique) | Should -HaveCount 250
            Get-OrgRequest $org | Should -HaveCount 2
        }

        It 'with -Paginate and -Raw is the text of each page' {
            $first = '{"done":false,"nextRecordsUrl":"/services/data/v68.0/query/second","records":[{"a":1}]}'
            $org | Set-OrgFault @{ path = '*/query'; status = 200; body = $first; headers = @{ 'Content-Type' = 'application/json' } }
            $org | Set-OrgFault @{ path = '*/query/second'; status = 200; body = '{"done":true,"records":[]}'; headers = @{ 'Content-Type' = 'application/json' } }

            Invoke-SfRest query -Query @{ q = 'x' } -Paginate -Raw | Should -Be $first, '{"done":true,"records":[]}'
        }

        It 'with -Paginate does not follow a link to elsewhere' {
            $org | Set-OrgFault @{ path = '*/query'; status = 200; body = @{ done = $false; nextRecordsUrl = 'https://nosuch.invalid/x'; records = @() } }
            (Get-Failure { Invoke-SfRest query -Query @{ q = 'x' } -Paginate }).FullyQualifiedErrorId | Should -BeLike 'FOREIGN_ORIGIN,*'
        }

        It 'with -Paginate and Select-Object -First stops in time' {
            $org | Set-OrgFault @{ path = '*/query'; status = 200; body = @{ done = $false; nextRecordsUrl = '/services/data/v68.0/query/1'; records = @(@{ a = 1 }) } }
            foreach ($i in 1..5) { $org | Set-OrgFault @{ path = "*/query/$i"; status = 200; body = @{ done = $false; nextRecordsUrl = "/services/data/v68.0/query/$($i + 1)"; records = @(@{ a = 1 }) } } }
            Invoke-SfRest query -Query @{ q = 'x' } -Paginate | Select-Object -First 3 | Should -HaveCount 3
            Get-OrgRequest $org | Should -HaveCount 3
        }
    }

    Context 'the body' {
        BeforeAll {
            function Get-Name([string] $Id) { (Invoke-SfRest "sobjects/Account/$Id").Name }
        }

        It 'may be <What>' -ForEach @(
            @{ What = 'a table'; Body = @{ Name = 'Pester Grüße' } }
            @{ What = 'an ordered table'; Body = [ordered]@{ Name = 'Pester Grüße' } }
            @{ What = 'an object'; Body = [pscustomobject]@{ Name = 'Pester Grüße' } }
            @{ What = 'JSON text'; Body = '{"Name":"Pester Grüße"}' }
            @{ What = 'bytes'; Body = [System.Text.Encoding]::UTF8.GetBytes('{"Name":"Pester Grüße"}') }
        ) {
            Get-Name (Invoke-SfRest sobjects/Account -Method POST -Body $Body).id | Should -BeExactly 'Pester Grüße'
        }

        It 'writes dates, numbers, booleans and $null as JSON has them, in any culture' {
            $before = [cultureinfo]::CurrentCulture
            [cultureinfo]::CurrentCulture = 'de-DE'
            try {
                $account = New-Account 'Pester values'
                $id = (Invoke-SfRest sobjects/Invoice__c -Method POST -Body @{
                        Account__c = $account; Issued__c = [datetime]'2026-03-04'; Sent_At__c = [datetimeoffset]'2026-03-04T05:06:07+01:00'
                        Total__c = 12.5; Paid__c = $true; Positions__c = 7; Remarks__c = $null
                    }).id
                $row = Invoke-SfQuery 'SELECT Issued__c, Sent_At__c, Total__c, Paid__c, Positions__c, Remarks__c FROM Invoice__c WHERE Id = :id' @{ id = $id }
                $row.Issued__c | Should -Be ([datetime]'2026-03-04')
                $row.Sent_At__c | Should -Be ([datetimeoffset]'2026-03-04T04:06:07Z')
                $row.Total__c, $row.Paid__c, $row.Positions__c | Should -Be 12.5, $true, 7
                $row.Remarks__c | Should -Be $null
            }
            finally { [cultureinfo]::CurrentCulture = $before }
        }

        It 'may be a row of a query, changed' {
            $id = New-Account 'Pester before'
            $row = Invoke-SfQuery 'SELECT Name, Site FROM Account WHERE Id = :id' @{ id = $id }
            $row.Name = 'Pester after'

            Invoke-SfRest "sobjects/Account/$id" -Method PATCH -Body $row

            Get-Name $id | Should -Be 'Pester after'
        }

        It 'may be a list of one' {
            $org | Set-OrgFault @{ path = '*/echo'; status = 204 }
            Invoke-SfRest /services/apexrest/echo -Method POST -Body @(@{ a = 1 }) | Should -BeNullOrEmpty
        }

        It 'does not go with GET' {
            $failure = Get-Failure { Invoke-SfRest limits -Body @{ a = 1 } }

            $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
            $failure.ErrorDetails.RecommendedAction | Should -Not -Match ':name'
            (Get-Failure { Invoke-SfRest limits -Method get -Body @{ a = 1 } }).FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
            Get-OrgRequest $org | Should -BeNullOrEmpty
        }

        It 'is one of -Body, -Form and -InFile' {
            (Get-Failure { Invoke-SfRest sobjects/Account -Method POST -Body '{}' -Form @{ a = 1 } }).FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
        }

        It 'has the -ContentType that is given' {
            (Get-Failure { Invoke-SfRest sobjects/Account -Method POST -Body 'Name=x' -ContentType 'text/csv' }).FullyQualifiedErrorId | Should -BeLike 'UNSUPPORTED_MEDIA_TYPE,*'
            (Get-Failure { Invoke-SfRest sobjects/Account -Method POST -Body 'x' -ContentType 'no type' }).FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
        }

        It 'may be a file' {
            $file = Join-Path $TestDrive 'account [1].json'
            Set-Content -LiteralPath $file '{"Name":"Pester file"}'
            Push-Location $TestDrive
            try {
                # Brackets in the name are no wildcard, and the path is PowerShell's, not the process's.
                Get-Name (Invoke-SfRest sobjects/Account -Method POST -InFile '.\account [1].json' -ContentType 'application/json').id | Should -Be 'Pester file'
            }
            finally { Pop-Location }
        }

        It 'may be a file that is not there: an error before anything is sent' {
            (Get-Failure { Invoke-SfRest sobjects/Account -Method POST -InFile nosuch.json }).FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
            (Get-Failure { Invoke-SfRest sobjects/Account -Method POST -InFile $TestDrive }).Exception.Message | Should -BeLike '*of -InFile is a folder*'
            Get-OrgRequest $org | Should -BeNullOrEmpty
        }

        It 'may be a form with a file that is not there: an error before anything is sent' {
            $form = @{ Title = 'x'; VersionData = [System.IO.FileInfo]::new((Join-Path $TestDrive 'nosuch.pdf')) }
            $failure = Get-Failure { Invoke-SfRest sobjects/ContentVersion -Method POST -Form $form }

            $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
            "$failure" | Should -BeLike '*nosuch.pdf*-Form*'
            Get-OrgRequest $org | Should -BeNullOrEmpty
        }

        It 'may be a form: texts, JSON and files, as Salesforce wants them' {
            $file = Join-Path $TestDrive 'Grüße.txt'
            Set-Content $file "Inhalt`r`n" -NoNewline
            # The org does not tell what a body was: for once, somebody who does is the instance.
            $listener = [System.Net.HttpListener]::new()
            $instance = "http://127.0.0.1:$(Get-FreePort)"
            $listener.Prefixes.Add("$instance/")
            $listener.Start()
            try {
                $org | Set-OrgFault @{ path = '*token'; status = 200; body = @{ access_token = 'x'; instance_url = $instance } }
                $form = Connect-TestOrg $org @{ Name = 'form'; NoDefault = $true; MaximumRetryCount = 0 }
                $pending = $listener.GetContextAsync()
                $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
                $null = $shell.AddScript('Import-Module $args[0]; Invoke-SfRest sobjects/ContentVersion -Method POST -Form ([ordered]@{ entity_content = @{ Title = "Grüße" }; Comment = "ein Text"; VersionData = Get-Item $args[2] }) -Session $args[1]').AddArgument((Get-TestModulePath)).AddArgument($form).AddArgument($file)
                $run = $shell.BeginInvoke()
                if (-not $pending.Wait(300000)) { throw 'No request came.' }
                $request = $pending.Result.Request
                $body = [System.IO.StreamReader]::new($request.InputStream, [System.Text.Encoding]::UTF8).ReadToEnd()
                $pending.Result.Response.StatusCode = 204
                $pending.Result.Response.Close()
                $null = $shell.EndInvoke($run)
                $shell.HadErrors | Should -BeFalse
                $shell.Dispose()

                $request.ContentType | Should -Match '^multipart/form-data; boundary="?([^"]{1,70})"?$'
                $null = $request.ContentType -match 'boundary="?([^"]+)'
                $parts = ($body -split [regex]::Escape("--$($Matches[1])")).Where({ $_.Trim() -and $_ -notmatch '^--' })
                $parts | Should -HaveCount 3
                $parts[0] | Should -Match 'name="?entity_content"?'
                $parts[0] | Should -Match 'Content-Type: application/json'
                $parts[0] | Should -Not -Match 'filename'
                $parts[0] | Should -Match '\{"Title":"Gr(ü|\\u00FC)(ß|\\u00DF)e"\}'
                $parts[1] | Should -Match "`r`n`r`nein Text`r`n$"
                $parts[2] | Should -Match 'name="?VersionData"?; filename='
                $parts[2] | Should -Match "`r`n`r`nInhalt`r`n`r`n$"
            }
            finally { $listener.Close() }
        }
    }

    Context '-Query and -Headers' {
        It 'encode what they must' {
            $odd = "SELECT Id FROM Account WHERE Name = 'a&b=c+d/e?f#g%h ü'"
            (Invoke-SfRest query -Query @{ q = $odd }).totalSize | Should -Be 0
            [uri]::UnescapeDataString((Get-OrgRequest $org).query) | Should -BeExactly "?q=$odd"
        }

        It 'take numbers and booleans in any culture' {
            $before = [cultureinfo]::CurrentCulture
            [cultureinfo]::CurrentCulture = 'de-DE'
            try { $null = Invoke-SfRest limits -Query @{ a = 1.5; b = $true } } finally { [cultureinfo]::CurrentCulture = $before }
            (Get-OrgRequest $org).query | Should -BeIn '?a=1.5&b=true', '?b=true&a=1.5'
        }

        It 'are sent' {
            $row = Invoke-SfRest query -Query @{ q = 'SELECT Id FROM User' } -Headers @{ 'Sforce-Query-Options' = 'batchSize=200' }
            $row.records.Count | Should -BeGreaterThan 0
        }

        It 'refuse <_>, which is the session''s' -ForEach 'Authorization', 'authorization', 'Host', 'Content-Length' {
            $failure = Get-Failure { Invoke-SfRest limits -Headers @{ $_ = 'Bearer abc' } }
            $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
            "$failure" | Should -Not -Match 'abc'
            Get-OrgRequest $org | Should -BeNullOrEmpty
        }

        It 'refuse lines that would be another header' {
            (Get-Failure { Invoke-SfRest limits -Headers @{ 'X-A' = "a`r`nX-B: c" } }).FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
            (Get-Failure { Invoke-SfRest limits -Headers @{ 'X A' = 'a' } }).FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
        }
    }

    Context '-OutFile' {
        BeforeEach {
            $file = Join-Path $TestDrive "out [$([guid]::NewGuid().ToString('N').Substring(0, 4))].json"
        }

        It 'writes the whole answer, under the name as it is' {
            Invoke-SfRest /services/data -OutFile $file | Should -BeNullOrEmpty

            (Get-Content -LiteralPath $file -Raw | ConvertFrom-Json)[0].version | Should -Be '31.0'
        }

        It 'is relative to PowerShell''s location' {
            Push-Location $TestDrive
            try { Invoke-SfRest /services/data -OutFile relative.json } finally { Pop-Location }
            Join-Path $TestDrive relative.json | Should -Exist
        }

        It 'gives the file with -PassThru' {
            (Invoke-SfRest /services/data -OutFile $file -PassThru).FullName | Should -Be $file
        }

        It 'replaces an old file' {
            Set-Content -LiteralPath $file 'old and much longer than what comes in its place, or at least it may be so'
            Invoke-SfRest /services/data/v68.0/limits -OutFile $file
            (Get-Content -LiteralPath $file -Raw) | Should -Not -Match 'old'
        }

        It 'leaves the old file, and nothing beside it, when <What>' -ForEach @(
            @{ What = 'the connection breaks off'; Fault = @{ drop = 'mid-body' }; Code = 'CONNECTION_LOST' }
            @{ What = 'Salesforce refuses'; Fault = @{ status = 404; body = @(@{ errorCode = 'NOT_FOUND'; message = 'no' }) }; Code = 'NOT_FOUND' }
        ) {
            Set-Content -LiteralPath $file 'old'
            $before = Get-ChildItem $TestDrive
            $org | Set-OrgFault (@{ path = '*/limits' } + $Fault)

            (Get-Failure { Invoke-SfRest limits -OutFile $file -Session $once }).FullyQualifiedErrorId | Should -BeLike "$Code,*"

            Get-Content -LiteralPath $file | Should -Be 'old'
            (Get-ChildItem $TestDrive).Count | Should -Be $before.Count
        }

        It 'is whole after a connection that broke off was repeated' {
            $org | Set-OrgFault @{ path = '/services/data'; drop = 'mid-body' }
            Invoke-SfRest /services/data -OutFile $file
            (Get-Content -LiteralPath $file -Raw | ConvertFrom-Json)[0].version | Should -Be '31.0'
            Get-OrgRequest $org | Should -HaveCount 2
        }

        It 'in a folder that is not there is an error, and of the file, not of the network' {
            $failure = Get-Failure { Invoke-SfRest limits -OutFile (Join-Path $TestDrive 'no/such/folder/x.json') }
            $failure.FullyQualifiedErrorId | Should -BeLike 'FILE_*'
            $failure.CategoryInfo.Category | Should -Be 'WriteError'
            Get-OrgRequest $org | Should -BeNullOrEmpty
        }

        It 'does not go with -Paginate, of which it would keep the first page only' {
            (Get-Failure { Invoke-SfRest query -Query @{ q = 'SELECT Id FROM User' } -OutFile $file -Paginate }).FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
            $file.Replace('[', '`[').Replace(']', '`]') | Should -Not -Exist
            Get-OrgRequest $org | Should -BeNullOrEmpty
        }

        It 'tells status and headers too' {
            Invoke-SfRest limits -OutFile $file -StatusCodeVariable status -ResponseHeadersVariable headers
            $status | Should -Be 200
            $headers['Content-Type'] | Should -BeLike 'application/json*'
        }
    }

    Context '-WhatIf' {
        It 'sends no <_>' -ForEach 'POST', 'PATCH', 'PUT', 'DELETE' {
            Invoke-SfRest sobjects/Account/001000000000001 -Method $_ -WhatIf | Should -BeNullOrEmpty
            Get-OrgRequest $org | Should -BeNullOrEmpty
        }

        It 'does not hinder reading' {
            Invoke-SfRest limits -WhatIf | Should -Not -BeNullOrEmpty
        }
    }

    Context 'what Salesforce refuses' {
        It '<Code> for <Method> <Path>' -ForEach @(
            @{ Code = 'NOT_FOUND'; Method = 'GET'; Path = 'nosuch'; Category = 'ObjectNotFound' }
            @{ Code = 'NOT_FOUND'; Method = 'GET'; Path = 'sobjects/Nosuch__c/describe'; Category = 'ObjectNotFound' }
            @{ Code = 'METHOD_NOT_ALLOWED'; Method = 'DELETE'; Path = 'limits'; Category = 'InvalidOperation' }
            @{ Code = 'REQUIRED_FIELD_MISSING'; Method = 'POST'; Path = 'sobjects/Account'; Body = @{ Site = 'x' }; Category = 'InvalidArgument' }
            @{ Code = 'JSON_PARSER_ERROR'; Method = 'POST'; Path = 'sobjects/Account'; Body = '{"Name":'; Category = 'InvalidArgument' }
            @{ Code = 'INVALID_FIELD'; Method = 'POST'; Path = 'sobjects/Account'; Body = @{ Name = 'x'; Nosuch__c = 1 }; Category = 'InvalidArgument' }
        ) {
            $more = if ($Body) { @{ Body = $Body } } else { @{} }

            $failure = Get-Failure { Invoke-SfRest $Path -Method $Method @more }

            $failure.FullyQualifiedErrorId | Should -BeLike "$Code,*"
            $failure.CategoryInfo.Category | Should -Be $Category
            $failure.TargetObject | Should -Be $Path
            $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            $failure.ErrorDetails.Message | Should -BeLike "*$Method /services/data/*"
        }

        It 'an id that is no id' {
            (Get-Failure { Invoke-SfRest sobjects/Account/no-id }).FullyQualifiedErrorId | Should -BeIn 'NOT_FOUND,SalesforceCC.Cmdlets.Commands.InvokeSfRestCommand', 'MALFORMED_ID,SalesforceCC.Cmdlets.Commands.InvokeSfRestCommand'
        }

        It 'names the fields' {
            (Get-Failure { Invoke-SfRest sobjects/Account -Method POST -Body @{ Site = 'x' } }).Exception.Fields | Should -Be 'Name'
        }

        It 'as an answer with -SkipHttpErrorCheck' {
            $answer = Invoke-SfRest nosuch -SkipHttpErrorCheck -StatusCodeVariable status
            $answer.errorCode | Should -Be 'NOT_FOUND'
            $status | Should -Be 404
        }

        It 'as a page with -SkipHttpErrorCheck' {
            $org | Set-OrgFault @{ path = '*/limits'; status = 502; headers = @{ 'Content-Type' = 'text/html' }; body = '<html>Bad gateway</html>' }
            Invoke-SfRest limits -SkipHttpErrorCheck -Session $once | Should -BeExactly '<html>Bad gateway</html>'
        }

        It 'a URL that is too long' {
            (Get-Failure { Invoke-SfRest limits -Query @{ a = 'x' * 20000 } -Session $once }).FullyQualifiedErrorId | Should -BeIn 'HTTP_414,SalesforceCC.Cmdlets.Commands.InvokeSfRestCommand', 'HTTP_431,SalesforceCC.Cmdlets.Commands.InvokeSfRestCommand', 'URI_TOO_LONG,SalesforceCC.Cmdlets.Commands.InvokeSfRestCommand'
        }
    }

    Context 'repeating' {
        It 'reading, after <What>' -ForEach @(
            @{ What = 'a 503'; Fault = @{ status = 503; body = 'busy' } }
            @{ What = 'a connection that was dropped'; Fault = @{ drop = 'before' } }
            @{ What = 'an answer that broke off'; Fault = @{ drop = 'mid-body' } }
        ) {
            $org | Set-OrgFault (@{ path = '*/limits' } + $Fault)

            (Invoke-SfRest limits).DailyApiRequests | Should -Not -BeNullOrEmpty

            Get-OrgRequest $org | Should -HaveCount 2
        }

        It 'no <Method>, after <What>: nobody knows what became of it' -ForEach @(
            foreach ($method in 'POST', 'PATCH', 'DELETE', 'PUT') {
                @{ Method = $method; What = 'a 503'; Fault = @{ status = 503; body = 'busy' }; Code = 'HTTP_503' }
                @{ Method = $method; What = 'a connection that was dropped after it was carried out'; Fault = @{ drop = 'after' }; Code = 'CONNECTION_LOST' }
            }
        ) {
            $org | Set-OrgFault (@{ path = '*/sobjects/*' } + $Fault)
            $body = if ($Method -ne 'DELETE') { @{ Body = @{ Name = 'Pester once' } } } else { @{} }

            (Get-Failure { Invoke-SfRest sobjects/Account/001000000000001 -Method $Method @body }).FullyQualifiedErrorId | Should -BeLike "$Code,*"

            Get-OrgRequest $org | Should -HaveCount 1
        }

        It 'a write that was refused because the token was dead, once' {
            Stop-OrgToken $org
            $name = "Pester $([guid]::NewGuid())"

            New-Account $name | Should -BeLike '001*'

            Invoke-SfQuery 'SELECT COUNT() FROM Account WHERE Name = :name' @{ name = $name } | Should -Be 1
            (Get-OrgRequest $org -Path '*/sobjects/Account').status | Should -Be 401, 201
            Get-OrgRequest $org -Path '*token' | Should -HaveCount 1
        }

        It 'a write that was refused because of <Code>' -ForEach @(
            @{ Code = 'UNABLE_TO_LOCK_ROW'; Status = 400; Text = 'unable to obtain exclusive access to this record' }
            @{ Code = 'REQUEST_LIMIT_EXCEEDED'; Status = 403; Text = 'ConcurrentPerOrgLongTxn Limit exceeded.' }
        ) {
            $org | Set-OrgFault @{ path = '*/sobjects/Account'; status = $Status; body = @(@{ errorCode = $Code; message = $Text }) }

            New-Account 'Pester locked' | Should -BeLike '001*'

            Get-OrgRequest $org -Path '*/sobjects/Account' | Should -HaveCount 2
        }

        It 'nothing with -MaximumRetryCount 0' {
            $org | Set-OrgFault @{ path = '*/limits'; status = 503; body = 'busy' }
            (Get-Failure { Invoke-SfRest limits -Session $once }).FullyQualifiedErrorId | Should -BeLike 'HTTP_503,*'
            Get-OrgRequest $org | Should -HaveCount 1
        }
    }
}
