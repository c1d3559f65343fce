BeforeAll {
    Import-TestModule
    Import-TestClock
    $org = Start-TestOrg
    Set-TestClock ([SalesforceCC.Testing.SkippingClock]::new([timespan]::FromSeconds(120)))
    $null = Connect-TestOrg $org
    $once = Connect-TestOrg $org @{ Name = 'once'; NoDefault = $true; MaximumRetryCount = 0 }
    Set-TestClock
    $type = 'Contact'
    $all = (Invoke-SfQuery "SELECT COUNT() FROM $type")
    $folder = (New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid()))).FullName

    function Set-Bulk([hashtable] $Knobs) { $null = Invoke-OrgKnob $org bulk POST $Knobs }
    function Get-Job { @(Get-OrgRequest $org '*/jobs/query').Where({ $_.method -eq 'POST' }) }
    function New-File([string] $Extension = '.csv') { Join-Path $folder "$([guid]::NewGuid())$Extension" }
}

AfterAll {
    Stop-TestOrg $org
    Remove-Item $folder -Recurse
}

Describe 'Export-SfBulk' {
    BeforeEach {
        Set-Bulk @{ pageRows = 3 }
        Clear-OrgRequest $org
    }

    AfterEach { Clear-OrgFault $org }

    It 'writes all rows to a file, in the order of the results, and nothing to the pipeline' {
        $file = New-File

        Export-SfBulk "SELECT Id, LastName, Account.Name, CreatedDate FROM $type" $file | Should -BeNullOrEmpty

        $rows = @(Import-Csv $file)
        $rows | Should -HaveCount $all
        $rows[0].PSObject.Properties.Name | Should -Be 'Id', 'LastName', 'Account.Name', 'CreatedDate'
        $expected = Invoke-SfQuery "SELECT Id, LastName FROM $type"
        $rows.Id | Sort-Object | Should -Be ($expected.Id | Sort-Object)
        "$file.sfbulk" | Should -Not -Exist
        @(Get-OrgRequest $org '*/results').Count | Should -BeGreaterThan 3
    }

    It 'gives the same objects as Invoke-SfQuery' {
        $soql = 'SELECT Id, Name, AnnualRevenue, NumberOfEmployees, IsDeleted, CreatedDate, ParentId, Owner.Name, Owner.IsActive FROM Account'

        $bulk = @(Export-SfBulk $soql | Sort-Object Id)
        $rest = @(Invoke-SfQuery $soql | Sort-Object Id)

        $bulk | Should -HaveCount $rest.Count
        $bulk[0].PSTypeNames | Should -Contain 'Salesforce.Account'
        ($bulk | Get-Member -MemberType Property).Definition | Should -Be ($rest | Get-Member -MemberType Property).Definition
        for ($i = 0; $i -lt $rest.Count; $i++) {
            ($bulk[$i] | ConvertTo-Json -Depth 3) | Should -BeExactly ($rest[$i] | ConvertTo-Json -Depth 3)
            $bulk[$i].GetId() | Should -BeExactly $rest[$i].GetId()
        }
        $bulk[0].CreatedDate | Should -BeOfType [datetimeoffset]
    }

    It 'ends the download with Select-Object -First' {
        Export-SfBulk "SELECT Id FROM $type" -ThrottleLimit 1 | Select-Object -First 1 | Should -HaveCount 1

        @(Get-OrgRequest $org '*/results').Count | Should -BeLessThan 4
    }

    It 'writes <_>' -ForEach '.csv.gz', '.jsonl', '.jsonl.gz' {
        $file = New-File $_

        Export-SfBulk "SELECT Id, LastName, Account.Name FROM $type" $file

        $stream = [IO.File]::OpenRead($file)
        try {
            $plain = if ($_ -like '*.gz') { [IO.Compression.GZipStream]::new($stream, [IO.Compression.CompressionMode]::Decompress) } else { $stream }
            $lines = [IO.StreamReader]::new($plain).ReadToEnd().TrimEnd("`n") -split "`n"
        }
        finally { $stream.Dispose() }
        $rows = if ($_ -like '.jsonl*') { $lines | ConvertFrom-Json } else { $lines | ConvertFrom-Csv }
        @($rows) | Should -HaveCount $all
        @($rows)[0].Id | Should -Match '^003'
    }

    It 'takes parameters, deleted rows and a delimiter' {
        $id = (Invoke-SfRest sobjects/Account -Method POST -Body @{ Name = 'Gone; "quoted"' }).id
        $null = Invoke-SfRest "sobjects/Account/$id" -Method DELETE
        $file = New-File

        Export-SfBulk 'SELECT Id, Name FROM Account WHERE Id = :id' $file -Parameters @{ id = $id } -IncludeDeleted -ColumnDelimiter Semicolon

        (Import-Csv $file -Delimiter ';').Name | Should -BeExactly 'Gone; "quoted"'
    }

    It 'writes the header of a query without rows, and gives nothing' {
        $file = New-File
        Export-SfBulk "SELECT Id, Account.Name FROM $type WHERE LastName = 'Nobody'" $file
        Get-Content $file | Should -BeExactly '"Id","Account.Name"'
        Export-SfBulk "SELECT Id FROM $type WHERE LastName = 'Nobody'" | Should -BeNullOrEmpty
    }

    It 'gives a summary with -PassThru' {
        $file = New-File

        $result = Export-SfBulk "SELECT Id FROM $type" $file -PassThru

        $result.PSTypeNames | Should -Contain 'SalesforceCC.SfBulkExport'
        $result.Records | Should -Be $all
        $result.Bytes | Should -Be (Get-Item $file).Length
        $result.Files | Should -Be $file
        $result.JobId | Should -Match '^750'
        ($result | Out-String) | Should -Match $result.JobId
    }

    It 'writes a file for each page, and a manifest' {
        $file = New-File

        $result = Export-SfBulk "SELECT Id FROM $type" $file -SplitPages -MaxRecords 4 -PassThru

        @($result.Files | ForEach-Object { Import-Csv $_ }) | Should -HaveCount $all
        @(Import-Csv $result.Files[0]) | Should -HaveCount 4
        $manifest = Get-Content $result.Path -Raw | ConvertFrom-Json
        $manifest.complete | Should -BeTrue
        $manifest.records | Should -Be $all
        $manifest.pages.file | Should -Be ($result.Files | Split-Path -Leaf)
        $file | Should -Not -Exist
    }

    It 'creates a job with -NoWait, and exports its results with -JobId' {
        $job = Export-SfBulk "SELECT Id FROM $type" -NoWait
        $job.PSTypeNames | Should -Contain 'SalesforceCC.SfBulkJob'
        $file = New-File

        $job | Export-SfBulk -Path $file

        @(Import-Csv $file) | Should -HaveCount $all
        Get-Job | Should -HaveCount 1
    }

    It 'rejects <Soql> before a job is created, and advises Invoke-SfQuery' -ForEach @(
        @{ Soql = 'SELECT COUNT() FROM Account' }
        @{ Soql = 'SELECT COUNT(Id) FROM Account' }
        @{ Soql = 'SELECT Industry FROM Account GROUP BY Industry' }
        @{ Soql = 'SELECT Id FROM Account LIMIT 5 OFFSET 5' }
        @{ Soql = 'SELECT Id, (SELECT Id FROM Contacts) FROM Account' }
        @{ Soql = 'SELECT TYPEOF What WHEN Account THEN Name END FROM Task' }
        @{ Soql = 'SELECT BillingAddress FROM Account' }
    ) {
        $null = Get-SfField Account

        Export-SfBulk $Soql -ErrorVariable failure -ErrorAction SilentlyContinue

        $failure[0].FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
        $failure[0].TargetObject | Should -BeExactly $Soql
        $failure[0].Exception.Data['RecommendedAction'] | Should -Match 'Invoke-SfQuery'
        Get-Job | Should -BeNullOrEmpty
    }

    It 'advises Invoke-SfQuery for an object that Bulk does not have (D14)' {
        $file = New-File

        Export-SfBulk 'SELECT Id FROM UserLogin' $file -ErrorVariable failure -ErrorAction SilentlyContinue -WarningVariable warnings

        $failure[0].FullyQualifiedErrorId | Should -BeLike 'INVALIDENTITY,*'
        $failure[0].Exception.Data['RecommendedAction'] | Should -Match 'Invoke-SfQuery'
        "$file.sfbulk" | Should -Not -Exist
        $warnings | Should -BeNullOrEmpty
    }

    It 'says why a job failed (D11), and leaves nothing behind' {
        Set-Bulk @{ failAfter = 2; failMessage = 'InvalidBatch : something is wrong' }
        $file = New-File

        Export-SfBulk "SELECT Id FROM $type" $file -ErrorVariable failure -ErrorAction SilentlyContinue
        Set-Bulk @{ failAfter = $null }

        $failure[0].FullyQualifiedErrorId | Should -BeLike 'InvalidBatch,*'
        $failure[0].Exception.Message | Should -Match 'something is wrong'
        $file, "$file.sfbulk" | Should -Not -Exist
    }

    It 'does not take a time-out for a failure, and says how to continue (D2)' {
        Set-Bulk @{ polls = 1000 }
        $file = New-File

        Export-SfBulk "SELECT Id FROM $type" $file -TimeoutSec 5 -ErrorVariable failure -ErrorAction SilentlyContinue -WarningVariable warnings -WarningAction SilentlyContinue
        Set-Bulk @{ polls = 0 }

        $failure[0].FullyQualifiedErrorId | Should -BeLike 'JOB_NOT_FINISHED,*'
        $failure[0].Exception.Message | Should -Match '750.* is (UploadComplete|InProgress)'
        "$warnings" | Should -Match ([regex]::Escape("Resume-SfBulk -Path '$file'"))
        "$file.sfbulk/journal" | Should -Exist
        Get-Content "$file.sfbulk/journal" -Raw | Should -Not -Match '00D\w{12,15}!'

        Export-SfBulk "SELECT Id FROM $type" $file -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'FILE_EXISTS,*'
        Export-SfBulk "SELECT Id FROM $type" $file -Force
        @(Import-Csv $file) | Should -HaveCount $all
    }

    It 'ends with Ctrl+C while <What>, says how to continue, and continues' -ForEach @(
        @{ What = 'the job runs'; Path = '*/jobs/query/750*' }
        @{ What = 'pages come'; Path = '*/results' }
    ) {
        $file = New-File
        $state = [initialsessionstate]::CreateDefault2()
        $state.ImportPSModule(@(Get-TestModulePath))
        $shell = [powershell]::Create($state).AddCommand('Export-SfBulk').AddParameters(@{ Query = "SELECT Id FROM $type"; Path = $file; Session = $once })
        try {
            $org | Set-OrgFault @{ method = 'GET'; path = $Path; hang = $true; count = -1 }
            Clear-OrgRequest $org
            $run = $shell.BeginInvoke()
            Wait-Until { @(Get-OrgRequest $org $Path).Where({ $_.method -eq 'GET' }).Count }

            $stop = $shell.BeginStop($null, $null)
            $stop.AsyncWaitHandle.WaitOne(60000) | Should -BeTrue -Because 'Ctrl+C ends it'
            $shell.EndStop($stop)
            Clear-OrgFault $org

            { $shell.EndInvoke($run) } | Should -Throw
            "$($shell.Streams.Warning)" | Should -Match ([regex]::Escape("Resume-SfBulk -Path '$file'"))
        }
        finally {
            Clear-OrgFault $org
            $shell.Dispose()
        }

        $file | Should -Not -Exist
        Resume-SfBulk $file
        @(Import-Csv $file) | Should -HaveCount $all
    }

    It 'keeps the old file if a page fails, and says how to continue' {
        $file = New-File
        Set-Content $file 'old'
        $org | Set-OrgFault @{ path = '*/results*'; skip = 1; count = -1; status = 400; body = @(@{ errorCode = 'UNKNOWN'; message = 'no' }) }

        Export-SfBulk "SELECT Id FROM $type" $file -ErrorVariable failure -ErrorAction SilentlyContinue -WarningVariable warnings -WarningAction SilentlyContinue

        $failure[0].FullyQualifiedErrorId | Should -BeLike 'UNKNOWN,*'
        Get-Content $file | Should -BeExactly 'old'
        "$warnings" | Should -Match 'Resume-SfBulk'
    }

    It 'ends the pipeline with an error if a page fails after rows were returned' {
        $org | Set-OrgFault @{ path = '*/results*'; skip = 1; count = -1; status = 400; body = @(@{ errorCode = 'UNKNOWN'; message = 'no' }) }
        $rows = [Collections.Generic.List[object]]::new()

        { Export-SfBulk "SELECT Id FROM $type" -ThrottleLimit 1 | ForEach-Object { $rows.Add($_) } } | Should -Throw -ErrorId 'UNKNOWN,*'

        $rows.Count | Should -Be 3
    }

    It 'warns of ORDER BY' {
        $null = Export-SfBulk "SELECT Id FROM $type ORDER BY Id" -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -Match 'ORDER BY'
        $null = Export-SfBulk "SELECT Id FROM $type" -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
    }

    It 'writes nothing with -WhatIf, and overwrites nothing with -NoClobber' {
        $file = New-File
        Export-SfBulk "SELECT Id FROM $type" $file -WhatIf
        $file | Should -Not -Exist
        Set-Content $file 'old'
        Export-SfBulk "SELECT Id FROM $type" $file -NoClobber -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'FILE_EXISTS,*'
        Get-Job | Should -BeNullOrEmpty
    }

    It 'overwrites no file of a page with -NoClobber: <Taken>' -ForEach @(
        @{ Taken = 'rows.csv.manifest.json'; IsOne = $true }
        @{ Taken = 'rows-00001.csv'; IsOne = $true }
        @{ Taken = 'rows-00007.csv'; IsOne = $true }
        @{ Taken = 'rows-100000.csv'; IsOne = $true }
        @{ Taken = 'rows-1.csv'; IsOne = $false }
        @{ Taken = 'rows-000001.csv'; IsOne = $false }
        @{ Taken = 'rows-99999999999.csv'; IsOne = $false }
        @{ Taken = 'rows-2026a.csv'; IsOne = $false }
        @{ Taken = 'other-00001.csv'; IsOne = $false }
        @{ Taken = 'rows.csv'; IsOne = $false }
    ) {
        $here = New-Item -ItemType Directory (Join-Path $folder ([guid]::NewGuid()))
        $there = Join-Path $here $Taken
        Set-Content $there 'old'
        Export-SfBulk "SELECT Id FROM $type" (Join-Path $here 'rows.csv') -SplitPages -NoClobber -ErrorVariable failure -ErrorAction SilentlyContinue
        @($failure).Count | Should -Be ([int]$IsOne)
        if ($IsOne) {
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'FILE_EXISTS,*'
            "$($failure[0])" | Should -BeLike "*$Taken*"
            Get-Job | Should -BeNullOrEmpty
        }
        else { Join-Path $here 'rows-00001.csv' | Should -Exist }
        Get-Content $there | Should -Be 'old'
    }

    It 'rejects a <What>' -ForEach @(
        @{ What = 'file with another extension'; Name = 'x.txt'; Id = 'INVALID_PARAMETER' }
        @{ What = 'file without an extension'; Name = 'x'; Id = 'INVALID_PARAMETER' }
        @{ What = 'folder that is not there'; Name = 'nosuch/x.csv'; Id = 'FILE_NOT_WRITTEN' }
    ) {
        Export-SfBulk "SELECT Id FROM $type" (Join-Path $folder $Name) -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        Get-Job | Should -BeNullOrEmpty
    }

    It 'rejects -<_> without a file' -ForEach 'SplitPages', 'NoClobber', 'Force', 'PassThru' {
        $switch = @{ $_ = $true }
        Export-SfBulk "SELECT Id FROM $type" @switch -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
        $failure[0].Exception.Message | Should -Match '-Path'
    }

    It 'asks for results in the version of the job, whatever latest means' {
        $latest = Connect-TestOrg $org @{ Name = 'latest'; NoDefault = $true; ApiVersion = 'latest' }

        @(Export-SfBulk "SELECT Id FROM $type" -Session $latest) | Should -HaveCount $all

        (Get-OrgRequest $org '*/jobs/query*').path | Should -Not -Match '/latest/'
    }

    It 'reads pages by their locators where the org has no lists of them' {
        $old = Connect-TestOrg $org @{ Name = 'old'; NoDefault = $true; ApiVersion = '57.0' }

        @(Export-SfBulk "SELECT Id FROM $type" -Session $old) | Should -HaveCount $all

        Get-OrgRequest $org '*/resultPages*' | Should -BeNullOrEmpty
    }

    It 'reads links that begin with /jobs' {
        Set-Bulk @{ resultLinks = $true }
        @(Export-SfBulk "SELECT Id FROM $type") | Should -HaveCount $all
        Set-Bulk @{ resultLinks = $false }
    }

    It 'asks again for a page that breaks off' {
        $org | Set-OrgFault @{ path = '*/results*'; count = 2; drop = 'mid-body' }
        $file = New-File

        Export-SfBulk "SELECT Id FROM $type" $file

        @(Import-Csv $file) | Should -HaveCount $all
    }
}
