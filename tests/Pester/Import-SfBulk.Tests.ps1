BeforeAll {
    Import-TestModule
    # No waiting between questions and attempts.
    Import-TestClock
    $org = Start-TestOrg
    Set-TestClock ([SalesforceCC.Testing.SkippingClock]::new([timespan]::FromSeconds(120)))
    $session = Connect-TestOrg $org
    Set-TestClock
    $folder = Join-Path ([IO.Path]::GetTempPath()) "import-$([guid]::NewGuid())"
    $null = New-Item $folder -ItemType Directory
    $number = 0

    function Set-OrgBulk([hashtable] $Knobs) { $null = Invoke-OrgKnob $org bulk POST $Knobs }

    # A file with the text as it is, in UTF-8 without a byte order mark.
    function New-File([string] $Text, [string] $Name = "in-$((++$script:number)).csv", [Text.Encoding] $Encoding = [Text.UTF8Encoding]::new($false)) {
        $path = Join-Path $folder $Name
        [IO.File]::WriteAllText($path, $Text, $Encoding)
        $path
    }

    function Get-Upload([scriptblock] $Script) { @(Get-OrgCall $org $Script | Where-Object { $_.method -eq 'PUT' }) }

    $orderly = @{ polls = 0; seconds = 0; shuffle = $false; failAfter = $null; stopAfter = $null; strictLineBreaks = $false; noContent = $false; rowsPerDay = 150000000 }
}

AfterAll {
    Stop-TestOrg $org
    Remove-Item $folder -Recurse -Force
}

Describe 'Import-SfBulk' {
    AfterEach {
        Clear-OrgFault $org
        Set-OrgBulk $orderly
    }

    It 'tells what is wrong with its input as an error that -ErrorAction holds for' {
        $file = New-File "Nosuch`nx`n"
        $failed = @()
        Import-SfBulk Account $file -Operation Insert -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'INVALID_COLUMNS,*'
        $failed[0].TargetObject | Should -Be $file
        { Import-SfBulk Account $file -Operation Insert -ErrorAction Stop } | Should -Throw -ErrorId 'INVALID_COLUMNS,*'
        # Of objects, no more are taken then.
        { @{ Nosuch = 'x' } | Import-SfBulk Account -Operation Insert -ResultPath (Join-Path $folder objects) } | Should -Throw -ErrorId 'INVALID_COLUMNS,*'
    }

    It 'creates records of a file, and returns a summary' {
        $file = New-File "Name,Phone`nAda,1`n`"Bob, the `"`"builder`"`"`",2`n"
        $result = Import-SfBulk Account $file -Operation Insert
        $result | Should -BeOfType SalesforceCC.SfBulkImport
        $result.IsComplete, $result.Rows, $result.Processed, $result.Created, $result.Failed, $result.Unprocessed | Should -Be $true, 2, 2, 2, 0, 0
        $result.Type, $result.Operation, $result.ResultPath | Should -Be 'Account', 'Insert', "$file.results"
        $result.Jobs.State | Should -Be JobComplete
        (Invoke-SfQuery "SELECT Phone FROM Account WHERE Name = 'Bob, the \`"builder\`"'").Phone | Should -Be 2
        (Get-ChildItem $result.ResultPath).Name | Sort-Object | Should -Be 'failed.csv', 'import.journal', 'successful.csv', 'unprocessed.csv'
    }

    Context 'files' {
        It 'A1, A2: a byte order mark is none of the header: <Name>' -ForEach @(
            @{ Name = 'UTF-8'; Encoding = [Text.UTF8Encoding]::new($true); Quote = '' }
            @{ Name = 'UTF-8 with a quoted header'; Encoding = [Text.UTF8Encoding]::new($true); Quote = '"' }
            @{ Name = 'UTF-16'; Encoding = [Text.UnicodeEncoding]::new($false, $true); Quote = '"' }
            @{ Name = 'UTF-16 big-endian'; Encoding = [Text.UnicodeEncoding]::new($true, $true); Quote = '' }
            @{ Name = 'UTF-32'; Encoding = [Text.UTF32Encoding]::new($false, $true); Quote = '' }
            @{ Name = 'UTF-32 big-endian'; Encoding = [Text.UTF32Encoding]::new($true, $true); Quote = '' }
        ) {
            $file = New-File "${Quote}Name${Quote},Phone`nMüller 😀 $Name,1`n" -Encoding $Encoding
            (Import-SfBulk Account $file -Operation Insert).Created | Should -Be 1
            (Invoke-SfQuery 'SELECT Phone FROM Account WHERE Name = :n' @{ n = "Müller 😀 $Name" }).Phone | Should -Be 1
            Get-ChildItem "$file.results" -Filter work | Should -BeNullOrEmpty
        }

        It 'A1: bytes that are no UTF-8 are an error with line and byte, before anything is sent' {
            $file = Join-Path $folder "latin.csv"
            [IO.File]::WriteAllBytes($file, [byte[]](78, 97, 109, 101, 10, 65, 10, 0xE4, 10))
            $calls = Get-OrgCall $org { $script:failure = Get-Failure { Import-SfBulk Account $file -Operation Insert } }
            $calls.path | Should -Not -Match 'jobs'
            $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_CSV,*'
            $failure.Exception.Message | Should -BeLike '*latin.csv: line 3 is not UTF-8: its byte 7 is 0xE4*'
            "$file.results" | Should -Not -Exist
        }

        It 'a packed file, also of several members, is unpacked; one that is cut short is an error' {
            $pack = {
                param($Text)
                $memory = [IO.MemoryStream]::new()
                $zip = [IO.Compression.GZipStream]::new($memory, [IO.Compression.CompressionMode]::Compress)
                $bytes = [Text.Encoding]::UTF8.GetBytes($Text); $zip.Write($bytes, 0, $bytes.Length); $zip.Dispose()
                $memory.ToArray()
            }
            $file = Join-Path $folder 'packed.csv.gz'
            [byte[]] $all = (& $pack "Name`nPacked 1`n") + (& $pack "Packed 2`n")
            [IO.File]::WriteAllBytes($file, $all)
            (Import-SfBulk Account $file -Operation Insert).Created | Should -Be 2
            (Invoke-SfQuery "SELECT Name FROM Account WHERE Name LIKE 'Packed %'").Count | Should -Be 2

            $half = Join-Path $folder 'half.csv.gz'
            [IO.File]::WriteAllBytes($half, $all[0..($all.Length - 12)])
            (Get-Failure { Import-SfBulk Account $half -Operation Insert }).Exception.Message | Should -BeLike '*half.csv.gz: The gzip data is cut short*'
        }

        It 'A3: lines end as they do in the file, also if they end in several ways: <Name>' -ForEach @(
            @{ Name = 'LF'; Text = "Name`nA3`n"; Ending = 'LF'; Sent = "Name`nA3`n" }
            @{ Name = 'CRLF'; Text = "Name`r`nA3`r`n"; Ending = 'CRLF'; Sent = "Name`r`nA3`r`n" }
            @{ Name = 'no last one'; Text = "Name`r`nA3"; Ending = 'CRLF'; Sent = "Name`r`nA3" }
            @{ Name = 'mixed'; Text = "Name`r`nA3`n"; Ending = 'LF'; Sent = "Name`nA3`n" }
            @{ Name = 'the other way'; Text = "Name`nA3`r`n"; Ending = 'LF'; Sent = "Name`nA3`n" }
        ) {
            $result = Import-SfBulk Account (New-File $Text) -Operation Insert
            $result.Created | Should -Be 1
            $result.Jobs[0].LineEnding | Should -Be $Ending
        }

        It 'A4: line breaks within quotes are sent as they are, and made one kind with -NormalizeLineBreaks' {
            $text = "Name,Description`nA4,`"x`r`ny`"`nA4,`"x`ny`"`n"
            (Import-SfBulk Account (New-File $text) -Operation Insert).Failed | Should -Be 0
            (Invoke-SfQuery "SELECT Description FROM Account WHERE Name = 'A4'").Description | Sort-Object Length | Should -Be "x`ny", "x`r`ny"

            Set-OrgBulk @{ strictLineBreaks = $true }
            $file = New-File $text
            $failure = Get-Failure { Import-SfBulk Account $file -Operation Insert }
            $failure.FullyQualifiedErrorId | Should -BeLike 'ClientInputError,*'
            $failure.Exception.Message | Should -BeLike "*LineEnding is invalid*The first row with a line break of the other kind within quotes begins in line 2 of $file*"
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-NormalizeLineBreaks*'

            $result = Import-SfBulk Account (New-File $text) -Operation Insert -NormalizeLineBreaks
            $result.Created, $result.Unknown | Should -Be 2, 0
        }

        It 'A5: names in another case are sent as Salesforce spells them' {
            $file = New-File "name,INDUSTRY`nA5,Energy`n,Energy`n"
            $result = Import-SfBulk Account $file -Operation Insert -ErrorAction SilentlyContinue -ErrorVariable failed
            $result.Created, $result.Failed | Should -Be 1, 1
            $failed[0].TargetObject.INDUSTRY, $failed[0].TargetObject.sf__File, $failed[0].TargetObject.sf__Line | Should -Be Energy, $file, 3
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'REQUIRED_FIELD_MISSING,*'
            (Import-Csv "$($result.ResultPath)/failed.csv").INDUSTRY | Should -Be Energy
        }

        It 'A6, A8: all that is wrong with the columns is one error, and no job is made' {
            $file = New-File "Nmae,name,Name,CreatedDate,Account.Name,,AnnualRevenue`nx,x,x,x,x,x,x`n"
            $calls = Get-OrgCall $org { $script:failure = Get-Failure { Import-SfBulk Account $file -Operation Insert } }
            $calls.path | Should -Not -Match 'jobs'
            $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_COLUMNS,*'
            $text = $failure.Exception.Message
            $text | Should -BeLike "*'Nmae' is unknown, or not visible to *do you mean *Name*"
            $text | Should -BeLike "*'name' and 'Name' stand for the same field, Name*"
            $text | Should -BeLike "*'CreatedDate' cannot be set in new records*"
            $text | Should -BeLike "*Account has no relationship Account*"
            $text | Should -BeLike '*a column has no name*'
            $failure.Exception.Errors.Count | Should -Be 5
        }

        It 'what new records must have is missing: an error' {
            (Get-Failure { Import-SfBulk Lead (New-File "FirstName`nx`n") -Operation Insert }).Exception.Message -split '\r?\n' |
                Should -Be "'LastName' is missing, which new records must have", "'Company' is missing, which new records must have"
        }

        It 'columns of result files are left out, and so result files can be imported again' {
            $result = Import-SfBulk Account (New-File "Name,Phone`n,1`nGood,2`n") -Operation Insert -ErrorAction SilentlyContinue
            $failed = Join-Path $result.ResultPath failed.csv
            $rows = @(Import-Csv $failed)
            $rows[0].Name = 'Mended'
            $rows | Export-Csv $failed -Encoding utf8BOM
            $again = Import-SfBulk Account $failed -Operation Insert
            $again.Created | Should -Be 1
            (Invoke-SfQuery "SELECT Phone FROM Account WHERE Name = 'Mended'").Phone | Should -Be 1
        }

        It 'A12: checkboxes: <Cell> is <Expected>' -ForEach @(
            @{ Cell = 'TRUE'; Expected = $true }, @{ Cell = 'yes'; Expected = $true }, @{ Cell = '1'; Expected = $true }, @{ Cell = 'on'; Expected = $true }
            @{ Cell = 'Y'; Expected = $true }, @{ Cell = 'false'; Expected = $false }, @{ Cell = 'No'; Expected = $false }, @{ Cell = '0'; Expected = $false }, @{ Cell = ''; Expected = $false }
        ) {
            $result = Import-SfBulk Contact (New-File "LastName,DoNotCall`nA12 $Cell,$Cell`n") -Operation Insert
            $result.Created, $result.Unknown | Should -Be 1, 0
            (Invoke-SfQuery 'SELECT DoNotCall FROM Contact WHERE LastName = :n' @{ n = "A12 $Cell".Trim() }).DoNotCall | Should -Be $Expected
        }

        It 'A12: another word in a checkbox is an error with its line' {
            (Get-Failure { Import-SfBulk Contact (New-File "LastName,DoNotCall`nx,true`n`"x`ny`",maybe`n") -Operation Insert }).Exception.Message |
                Should -BeLike "*line 3 has 'maybe' in the column DoNotCall*"
        }

        It 'A15: the delimiter is found from the file: <Name>' -ForEach @(
            @{ Name = 'one column'; Text = "Name`nA15 a;b`n"; Delimiter = 'COMMA'; Row = 'A15 a;b' }
            @{ Name = 'semicolon'; Text = "Name;Phone`n`"A15 x,y`";1,2`n"; Delimiter = 'SEMICOLON'; Row = 'A15 x,y' }
            @{ Name = 'tab'; Text = "Name`tPhone`nA15 t`t1`n"; Delimiter = 'TAB'; Row = 'A15 t' }
            @{ Name = 'pipe'; Text = "`"Name`"|`"Phone`"`n`"A15 p`"|`"1`"`n"; Delimiter = 'PIPE'; Row = 'A15 p' }
            @{ Name = 'caret'; Text = "Name^Phone`nA15 c^1`n"; Delimiter = 'CARET'; Row = 'A15 c' }
            @{ Name = 'backquote'; Text = "Name``Phone`nA15 b``1`n"; Delimiter = 'BACKQUOTE'; Row = 'A15 b' }
        ) {
            $result = Import-SfBulk Account (New-File $Text) -Operation Insert
            $result.Created, $result.Jobs[0].ColumnDelimiter | Should -Be 1, $Delimiter
            @(Invoke-SfQuery 'SELECT Id FROM Account WHERE Name = :n' @{ n = $Row }).Count | Should -Be 1
        }

        It '-ColumnDelimiter says what is not found' {
            (Import-SfBulk Account (New-File "Name;Phone`nCD;1`n") -Operation Insert -ColumnDelimiter Semicolon).Created | Should -Be 1
            (Get-Failure { Import-SfBulk Account (New-File "Name;Phone`nCD;1`n") -Operation Insert -ColumnDelimiter Comma }).FullyQualifiedErrorId | Should -BeLike 'INVALID_COLUMNS,*'
        }

        It 'a line that is no CSV is an error that names it: <Expected>' -ForEach @(
            @{ Text = "Name,Phone`nx,1`nx`n"; Expected = 'line 3 has 1 values, and the header has 2' }
            @{ Text = "Name,Phone`n`"x`ny`",1`nx,1,2`n"; Expected = 'line 4 has 3 values, and the header has 2' }
            @{ Text = "Name`nx`n`ny`n"; Expected = 'line 3 is empty' }
            @{ Text = "Name`n`"x`n"; Expected = 'line 2 has an opening quote' }
            @{ Text = "Name`nx `"y`"`n"; Expected = 'line 2 has a quote within a value' }
            @{ Text = "Name`nx`ry`n"; Expected = 'line 2 has a carriage return' }
            @{ Text = ''; Expected = 'the first line must have the names of the columns' }
        ) {
            (Get-Failure { Import-SfBulk Account (New-File $Text) -Operation Insert }).Exception.Message | Should -BeLike "*$Expected*"
        }

        It 'a file without rows makes no job, and says so' {
            $file = New-File "Name`n"
            $calls = Get-OrgCall $org { $script:result = Import-SfBulk Account $file -Operation Insert -WarningVariable script:warned -WarningAction SilentlyContinue }
            $calls.path | Should -Not -Match 'jobs'
            $result.Rows, $result.IsComplete, $result.Jobs.Count | Should -Be 0, $true, 0
            $warned | Should -BeLike '*has no rows.'
        }

        It 'several files by wildcard are one import, whatever the order of their columns' {
            $null = New-File "Name,Phone`nW1,1`n" -Name 'many-a.csv'
            $null = New-File "Phone;Name`n2;W2`n" -Name 'many-b.csv'
            $results = Join-Path $folder many
            $result = Import-SfBulk Account (Join-Path $folder 'many-*.csv') -Operation Insert -ResultPath $results
            $result.Created, $result.Jobs.Count | Should -Be 2, 2
            (Invoke-SfQuery "SELECT Phone FROM Account WHERE Name IN ('W1', 'W2') ORDER BY Phone").Phone | Should -Be 1, 2
            (Get-Failure { Import-SfBulk Account (Join-Path $folder 'none-*.csv') -Operation Insert }).Exception.Message | Should -BeLike 'No file matches*'
            (Get-Failure { Import-SfBulk Account (Join-Path $folder 'none.csv') -Operation Insert }).Exception.Message | Should -BeLike '*is not there*'
        }

        It '-LiteralPath takes characters of wildcards as they are' {
            $file = New-File "Name`nLiteral`n" -Name 'in [1].csv'
            (Import-SfBulk Account -LiteralPath $file -Operation Insert).Created | Should -Be 1
        }

        It 'is split into jobs, none of them empty, and each row is in one' {
            $file = New-File ("Name,Phone`n" + -join (1..95 | ForEach-Object { "Split $_,`"$_`n`"`n" }))
            $result = Import-SfBulk Account $file -Operation Insert -BatchSize 10 -ThrottleLimit 3
            $result.Jobs.Count, $result.Created | Should -Be 10, 95
            ($result.Jobs.NumberRecordsProcessed | Sort-Object) | Should -Be (@(5) + @(10) * 9)
            (Import-Csv "$($result.ResultPath)/successful.csv").Name | Should -Be (1..95 | ForEach-Object { "Split $_" })
        }
    }

    Context 'keys and parents' {
        BeforeAll {
            $account = (Invoke-SfQuery 'SELECT Id FROM Account LIMIT 1').Id
            $null = New-SfRecord Contact @{ LastName = 'Parent'; Email = 'parent@x.test' }
        }

        It 'B5: a parent is found by its key, as a column' {
            $result = Import-SfBulk Case (New-File "Subject,contact.EMAIL`nB5,parent@x.test`nB5,none@x.test`n") -Operation Insert -ErrorAction SilentlyContinue -ErrorVariable failed
            $result.Created, $result.Failed, $result.Unknown | Should -Be 1, 1, 0
            $failed[0].Exception.Message | Should -BeLike '*none@x.test not found*'
            (Invoke-SfQuery "SELECT Contact.Email FROM Case WHERE Subject = 'B5'").Contact.Email | Should -Be parent@x.test
        }

        It 'B6: one parent in two columns is refused' {
            (Get-Failure { Import-SfBulk Case (New-File "Subject,ContactId,Contact.Email`nx,,`n") -Operation Insert }).Exception.Message |
                Should -BeLike "'ContactId' and 'Contact.Email' stand for the same parent*"
        }

        It 'B7: of several objects, the column names one: <Column>' -ForEach @(@{ Column = 'Contact:Who.Email' }, @{ Column = 'who:contact-email' }) {
            (Import-SfBulk Task (New-File "Subject,$Column`nB7 $Column,parent@x.test`n") -Operation Insert).Created | Should -Be 1
            (Invoke-SfQuery 'SELECT Who.Name FROM Task WHERE Subject = :s' @{ s = "B7 $Column" }).Who.Name | Should -BeLike '*Parent'
        }

        It 'B7: without an object, the error has the form' {
            (Get-Failure { Import-SfBulk Task (New-File "Subject,Who.Email`nx,y`n") -Operation Insert }).Exception.Message |
                Should -BeLike "'Who.Email' can refer to Contact or Lead: put the object first, as in Contact:Who.Email"
        }

        It 'a parent is found by no other field than a key' {
            (Get-Failure { Import-SfBulk Case (New-File "Subject,Contact.LastName`nx,y`n") -Operation Insert }).Exception.Message |
                Should -BeLike '*records of Contact cannot be found by LastName, only by *Email*'
        }

        It 'B8: upserts by a standard key' {
            $file = New-File "email,LastName`nb8@x.test,One`n"
            (Import-SfBulk Contact $file -Operation Upsert -ExternalIdField Email).Created | Should -Be 1
            $again = Import-SfBulk Contact (New-File "Email,LastName`nb8@x.test,Two`n") -Operation Upsert -ExternalIdField email
            $again.Created, $again.Processed | Should -Be 0, 1
            (Invoke-SfQuery "SELECT LastName FROM Contact WHERE Email = 'b8@x.test'").LastName | Should -Be Two
        }

        It 'an upsert needs a key that can be one: <Expected>' -ForEach @(
            @{ With = @{ Operation = 'Upsert' }; Expected = 'An upsert needs a key field*' }
            @{ With = @{ Operation = 'Upsert'; ExternalIdField = 'LastName' }; Expected = '*cannot be found by the key field*Email*' }
            @{ With = @{ Operation = 'Upsert'; ExternalIdField = 'Nosuch__c' }; Expected = "The key field 'Nosuch__c' is unknown*" }
            @{ With = @{ Operation = 'Insert'; ExternalIdField = 'Email' }; Expected = 'Insert uses no key field*' }
            @{ With = @{ Operation = 'Upsert'; ExternalIdField = 'Email' }; Expected = "'Email' is missing, by which records are found" }
        ) {
            (Get-Failure { Import-SfBulk Contact (New-File "LastName`nx`n") @With }).Exception.Message | Should -BeLike $Expected
        }
    }

    Context 'jobs' {
        It 'D1: results are joined to their rows, whatever their order' {
            Set-OrgBulk @{ shuffle = $true }
            $file = New-File "Name,Phone`nD1,1`nD1,2`n,3`nD1,4`nD1,1`n"
            $result = Import-SfBulk Account $file -Operation Insert -ErrorAction SilentlyContinue -ErrorVariable failed
            $result.Created, $result.Failed | Should -Be 4, 1
            $failed[0].TargetObject.Phone, $failed[0].TargetObject.sf__Line | Should -Be 3, 4
            $saved = Import-Csv "$($result.ResultPath)/successful.csv"
            $saved.Phone | Should -Be 1, 2, 4, 1
            foreach ($row in $saved) { (Invoke-SfQuery 'SELECT Phone FROM Account WHERE Id = :id' @{ id = $row.sf__Id }).Phone | Should -Be $row.Phone }
        }

        It 'D2: a time-out is no failure, and says how to go on' {
            Set-OrgBulk @{ stopAfter = 0 }
            $file = New-File "Name`nD2`n"
            $result = Import-SfBulk Account $file -Operation Insert -TimeoutSec 1 -WarningVariable warned -WarningAction SilentlyContinue
            $result.IsComplete, $result.Jobs.Count, $result.Failed | Should -Be $false, 1, 0
            $warned | Should -BeLike "*$($result.Jobs[0].Id)*Resume-SfBulk -Path '$file.results'"
            (Get-Failure { Import-SfBulk Account $file -Operation Insert }).FullyQualifiedErrorId | Should -BeLike 'FILE_EXISTS,*'
        }

        It '-NoWait ends when all rows are with Salesforce' {
            $result = Import-SfBulk Account (New-File "Name`nNoWait`n") -Operation Insert -NoWait -WarningVariable warned
            $result.IsComplete, $result.Jobs.Count | Should -Be $false, 1
            $warned | Should -BeNullOrEmpty
        }

        It 'D3: an upload that breaks is done anew with another job, and no row is saved twice' {
            $org | Set-OrgFault @{ method = 'PUT'; path = '*/batches'; count = 1; drop = 'before' }
            $calls = Get-OrgCall $org { $script:result = Import-SfBulk Account (New-File "Name`nD3`n") -Operation Insert }
            $result.Created | Should -Be 1
            @($calls | Where-Object { $_.method -eq 'PUT' }).path | Sort-Object -Unique | Should -HaveCount 2
            @(Invoke-SfQuery "SELECT Id FROM Account WHERE Name = 'D3'").Count | Should -Be 1
            @((Invoke-SfRest jobs/ingest).records | Where-Object state -EQ Open) | Should -BeNullOrEmpty
        }

        It 'D11: a job that fails midway is told apart: its error, and the rows that were not processed' {
            Set-OrgBulk @{ failAfter = 2 }
            $result = Import-SfBulk Account (New-File "Name`nD11a`n`"D11b`"`nD11c`nD11d`n") -Operation Insert -ErrorAction SilentlyContinue -ErrorVariable failed
            $result.Processed, $result.Unprocessed, $result.Unknown, $result.IsComplete | Should -Be 2, 2, 0, $true
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'InternalServerError,*'
            $failed[0].Exception.Message | Should -BeLike '*2 of 4 rows were processed*'
            $failed[0].TargetObject | Should -BeOfType SalesforceCC.SfBulkJob
            (Import-Csv "$($result.ResultPath)/unprocessed.csv").Name | Should -Be D11c, D11d
            (Import-SfBulk Account "$($result.ResultPath)/unprocessed.csv" -Operation Insert -ErrorAction SilentlyContinue).Processed | Should -Be 2
        }

        It 'the rows of the day are used up midway: the rest is not processed' {
            $used = 2
            Set-OrgBulk @{ rowsPerDay = 0 }
            $result = Import-SfBulk Account (New-File "Name`nQ1`nQ2`n") -Operation Insert -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'ExceededQuota,*'
            $result.Processed, $result.Unprocessed | Should -Be 0, 2
        }

        It 'no more jobs today: those that were made are told apart from what was not sent' {
            $org | Set-OrgFault @{ method = 'POST'; path = '*/jobs/ingest'; skip = 1; count = -1; status = 400; body = @(@{ errorCode = 'EXCEEDEDQUOTA'; message = 'ExceededQuota : no more' }) }
            $result = Import-SfBulk Account (New-File "Name`nJ1`nJ2`nJ3`n") -Operation Insert -BatchSize 1 -ThrottleLimit 1 -ErrorAction SilentlyContinue -ErrorVariable failed
            $result.Processed, $result.Unprocessed, $result.Jobs.Count, $failed.Count | Should -Be 1, 2, 1, 1
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'EXCEEDEDQUOTA,*'
            (Import-Csv "$($result.ResultPath)/unprocessed.csv").Name | Should -Be J2, J3
        }

        It 'D12: to delete, the Id alone is sent, and it must be there' {
            $rows = Import-SfBulk Account (New-File "Name`nD12`nD12`n") -Operation Insert
            $file = Join-Path $rows.ResultPath successful.csv
            $ids = New-File ("NAME,id`n" + -join ((Import-Csv $file).sf__Id | ForEach-Object { "x,$_`n" }))
            $result = Import-SfBulk Account $ids -Operation Delete -Confirm:$false
            $result.Processed, $result.Failed, $result.Unknown | Should -Be 2, 0, 0
            Invoke-SfQuery "SELECT Id FROM Account WHERE Name = 'D12'" | Should -BeNullOrEmpty
            (Get-Failure { Import-SfBulk Account (New-File "Name`nx`n") -Operation Delete -Confirm:$false }).Exception.Message | Should -BeLike "'Id' is missing*"
            (Get-Failure { Import-SfBulk Account (New-File "Name`nx`n") -Operation Update }).Exception.Message | Should -BeLike "'Id' is missing*"
        }

        It 'D13: to delete for good needs a permission, which the advice names' {
            $failure = Get-Failure { Import-SfBulk Account (New-File "Id`n001000000000001AAA`n") -Operation HardDelete -Confirm:$false -WarningAction SilentlyContinue }
            $failure.FullyQualifiedErrorId | Should -BeLike 'FEATURENOTENABLED,*'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Bulk API Hard Delete*'
        }

        It 'of many failed rows, -MaximumErrorCount are errors, and a warning counts all' {
            $file = New-File ("Name,Phone`n" + -join (1..20 | ForEach-Object { ",$_`n" }))
            $result = Import-SfBulk Account $file -Operation Insert -MaximumErrorCount 3 -ErrorAction SilentlyContinue -ErrorVariable failed -WarningAction SilentlyContinue -WarningVariable warned
            $failed.Count, $result.Failed | Should -Be 3, 20
            $warned | Should -BeLike '20 rows failed, 3 of which*failed.csv*'
        }

        It '-WhatIf sends nothing' {
            $calls = Get-OrgCall $org { Import-SfBulk Account (New-File "Name`nx`n") -Operation Insert -WhatIf; @{ Name = 'x' } | Import-SfBulk Account -Operation Insert -WhatIf }
            $calls | Should -BeNullOrEmpty
        }

        It 'results of an import that has ended stay, and the next has a folder of its own' {
            $file = New-File "Name`nTwice`n"
            (Import-SfBulk Account $file -Operation Insert).ResultPath | Should -Be "$file.results"
            (Import-SfBulk Account $file -Operation Insert).ResultPath | Should -Be "$file.results.2"
            (Get-Failure { Import-SfBulk Account $file -Operation Insert -ResultPath "$file.results" }).FullyQualifiedErrorId | Should -BeLike 'FILE_EXISTS,*'
        }
    }

    Context 'objects' {
        BeforeEach { $results = Join-Path $folder "objects-$((++$script:number))" }

        It 'A10: columns are the union, null clears, and what is missing stays' {
            $ids = (1..3 | ForEach-Object { @{ Name = "A10 $_"; Phone = '0' } } | New-SfRecord Account).Id
            $result = @{ Id = $ids[0]; Name = 'A' }, @{ Id = $ids[1]; Name = 'B'; Phone = $null }, @{ Id = $ids[2]; Name = 'C'; Phone = '1' } |
                Import-SfBulk Account -Operation Update -ResultPath $results
            $result.Processed, $result.Failed, $result.Unknown | Should -Be 3, 0, 0
            $rows = Invoke-SfQuery 'SELECT Name, Phone FROM Account WHERE Id IN :ids ORDER BY Name' @{ ids = $ids }
            $rows.Name | Should -Be A, B, C
            $rows[0].Phone, $rows[1].Phone, $rows[2].Phone | Should -Be 0, $null, 1
            (Import-Csv "$results/successful.csv")[1].Phone | Should -Be '#N/A'
        }

        It 'A10: -IgnoreNull leaves what is null' {
            $id = (New-SfRecord Account @{ Name = 'Ignore'; Phone = '0' }).Id
            $null = @{ Id = $id; Name = 'Ignored'; Phone = $null } | Import-SfBulk Account -Operation Update -IgnoreNull -ResultPath $results
            (Invoke-SfQuery 'SELECT Phone FROM Account WHERE Id = :id' @{ id = $id }).Phone | Should -Be 0
        }

        It 'A11: what is no number fails alone' {
            $rows = 1..300 | ForEach-Object { @{ Name = "A11 $_"; AnnualRevenue = $_ } }
            $rows[249].AnnualRevenue = [double]::NaN
            $rows[20].AnnualRevenue = [double]::PositiveInfinity
            $result = $rows | Import-SfBulk Account -Operation Insert -ResultPath $results -ErrorAction SilentlyContinue -ErrorVariable failed
            $result.Created, $failed.Count | Should -Be 298, 2
            $failed[1].TargetObject | Should -Be $rows[249]
            $failed[1].Exception.Message | Should -BeLike "'AnnualRevenue'*is not a finite number*"
        }

        It 'A12: false is false' {
            $null = @{ LastName = 'A12 false'; DoNotCall = $false }, @{ LastName = 'A12 true'; DoNotCall = $true }, @{ LastName = 'A12 yes'; DoNotCall = 'yes' } |
                Import-SfBulk Contact -Operation Insert -ResultPath $results
            (Import-Csv "$results/successful.csv").DoNotCall | Should -Be false, true, true
        }

        It 'A14: describe says what is a day and what a moment, in <Zone>' -ForEach @(@{ Zone = 'Asia/Tokyo' }, @{ Zone = 'America/Los_Angeles' }) {
            Use-Place 'de-DE' $Zone {
                $account = (Invoke-SfQuery 'SELECT Id FROM Account LIMIT 1').Id
                $day = [datetime]'2017-01-01'
                $moment = [datetimeoffset]'2017-01-01T00:30+09:00'
                $null = @{ External_Id__c = "a14 1 $Zone"; Account__c = $account; Issued__c = $day; Sent_At__c = $moment }, @{ External_Id__c = "a14 2 $Zone"; Account__c = $account; Issued__c = $moment; Sent_At__c = $day } |
                    Import-SfBulk Invoice__c -Operation Upsert -ExternalIdField External_Id__c -ResultPath $results
                $rows = Invoke-SfQuery 'SELECT Issued__c, Sent_At__c FROM Invoice__c WHERE External_Id__c LIKE :k ORDER BY External_Id__c' @{ k = "a14 % $Zone" }
                $rows.Issued__c | Should -Be $day, $day
                $rows[0].Sent_At__c.UtcDateTime | Should -Be $moment.UtcDateTime
                $rows[1].Sent_At__c.UtcDateTime | Should -Be ([datetimeoffset]$day).UtcDateTime
            }
        }

        It 'B5: parents are tables, and nothing as parent clears the lookup' {
            $parent = New-SfRecord Contact @{ LastName = 'P'; Email = 'b5@x.test' }
            $null = @{ Subject = 'B5 key'; Contact = @{ Email = 'b5@x.test' } }, @{ Subject = 'B5 null key'; Contact = @{ Email = $null } }, @{ Subject = 'B5 null'; Contact = $null }, @{ Subject = 'B5 id'; ContactId = $parent.Id } |
                Import-SfBulk Case -Operation Insert -ResultPath $results
            $rows = Invoke-SfQuery "SELECT Subject, ContactId FROM Case WHERE Subject LIKE 'B5 %' ORDER BY Subject"
            $rows.Subject | Should -Be 'B5 id', 'B5 key', 'B5 null', 'B5 null key'
            $rows[0].ContactId, $rows[1].ContactId, $rows[2].ContactId, $rows[3].ContactId | Should -Be $parent.Id, $parent.Id, $null, $null
        }

        It 'B6: two spellings of one parent are an error of that object' {
            $result = @{ Subject = 'B6'; ContactId = '003000000000001AAA'; Contact = @{ Email = 'x' } }, @{ Subject = 'B6 good' } |
                Import-SfBulk Case -Operation Insert -ResultPath $results -ErrorAction SilentlyContinue -ErrorVariable failed
            $result.Created, $failed.Count | Should -Be 1, 1
            $failed[0].Exception.Message | Should -BeLike '*name the same parent*'
        }

        It 'B7: of several objects, the table names one' {
            $null = New-SfRecord Contact @{ LastName = 'B7'; Email = 'b7@x.test' }
            (@{ Subject = 'B7 table'; Who = @{ attributes = @{ type = 'Contact' }; Email = 'b7@x.test' } } | Import-SfBulk Task -Operation Insert -ResultPath $results).Created | Should -Be 1
        }

        It 'a column that cannot be set ends the import before anything is sent' {
            $calls = Get-OrgCall $org { $script:failure = Get-Failure { @{ Name = 'x' }, @{ Nmae = 'x'; CreatedDate = 1 } | Import-SfBulk Account -Operation Insert -ResultPath $results } }
            $calls.path | Should -Not -Match 'jobs'
            $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_COLUMNS,*'
            $failure.Exception.Errors.Count | Should -Be 2
            $results | Should -Not -Exist
        }

        It 'B4, D12: rows of a query: what cannot be written is left out; to delete, all but the Id' {
            $null = New-SfRecord Contact @{ LastName = 'Rows'; Email = 'rows@x.test' }
            $result = Invoke-SfQuery "SELECT Id, Name, LastName, Email, CreatedDate FROM Contact WHERE Email = 'rows@x.test'" |
                ForEach-Object { $_.LastName = 'Changed'; $_ } | Import-SfBulk Contact -Operation Upsert -ExternalIdField Email -ResultPath $results
            $result.Processed, $result.Created, $result.Failed | Should -Be 1, 0, 0
            $rows = Invoke-SfQuery "SELECT Id, LastName FROM Contact WHERE Email = 'rows@x.test'"
            $rows.LastName | Should -Be Changed
            ($rows | Import-SfBulk Contact -Operation Delete -Confirm:$false -ResultPath "$results-2").Processed | Should -Be 1
            ('x' | Import-SfBulk Contact -Operation Delete -Confirm:$false -ResultPath "$results-3" -ErrorAction SilentlyContinue -ErrorVariable failed).Rows | Should -Be 0 -Because 'it is no id'
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'MALFORMED_ID,*'
        }

        It 'a <Kind> is no row, and the error says how to get rows: <Advice>' -ForEach @(
            @{ Kind = 'file'; Value = { Get-Item $file }; Advice = '*Import-Csv*-Path*' }
            @{ Kind = 'line'; Value = { Get-Content $file }; Advice = '*Import-Csv*ConvertFrom-Csv*' }
        ) {
            $file = New-File "Name`nA`n"
            $null = & $Value | Import-SfBulk Account -Operation Insert -ResultPath $results -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
            $failed[0].ErrorDetails.RecommendedAction | Should -BeLike $Advice
        }

        It 'are split into jobs, each with the columns of its own objects' {
            $result = 1..25 | ForEach-Object { $row = @{ Name = "OS $_" }; if ($_ -eq 17) { $row.Phone = '17' }; $row } |
                Import-SfBulk Account -Operation Insert -BatchSize 10 -ResultPath $results
            $result.Jobs.Count, $result.Created, $result.Unknown | Should -Be 3, 25, 0
            (Invoke-SfQuery "SELECT Phone FROM Account WHERE Name = 'OS 17'").Phone | Should -Be 17
        }

        It 'no objects are no import' {
            @() | Import-SfBulk Account -Operation Insert -ResultPath $results | Should -BeNullOrEmpty
            $results | Should -Not -Exist
        }
    }

    Context 'while it runs' {
        BeforeEach {
            $state = [initialsessionstate]::CreateDefault2()
            $state.ImportPSModule(@(Get-TestModulePath))
            $shell = [powershell]::Create($state)
            $file = New-File "Name`nWhile 1`nWhile 2`nWhile 3`n"
        }

        AfterEach { $shell.Dispose() }

        It 'tells the job and its rows when it takes longer' {
            Set-OrgBulk @{ polls = 2 }
            $clocked = Connect-TestOrg $org @{ Name = 'clocked'; NoDefault = $true }
            $result = $shell.AddCommand('Import-SfBulk').AddParameters(@{ Type = 'Account'; Path = $file; Operation = 'Insert'; Session = $clocked }).Invoke()
            $result.Created | Should -Be 3
            $shell.Streams.Progress[0].Activity | Should -Be 'Salesforce bulk import'
            $told = $shell.Streams.Progress.StatusDescription -like 'Waiting for Salesforce, * of 1 jobs*'
            $told[0] | Should -Not -BeLike '*rows/s' -Because 'of no time, there is no rate'
            $shell.Streams.Progress[-1].RecordType | Should -Be 'Completed'
        }

        It 'ends with Ctrl+C while <What>, says how to go on, and goes on' -ForEach @(
            @{ What = 'it uploads'; Method = 'PUT'; Path = '*/batches' }
            @{ What = 'it waits for Salesforce'; Method = 'GET'; Path = '*/jobs/ingest/750*' }
        ) {
            $org | Set-OrgFault @{ method = $Method; path = $Path; hang = $true; count = -1 }
            Clear-OrgRequest $org
            $null = $shell.AddCommand('Import-SfBulk').AddParameters(@{ Type = 'Account'; Path = $file; Operation = 'Insert'; Session = $session })
            $run = $shell.BeginInvoke()
            Wait-Until { @(Get-OrgRequest $org $Path).Where({ $_.method -eq $Method }).Count }

            $stop = $shell.BeginStop($null, $null)
            $stop.AsyncWaitHandle.WaitOne(60000) | Should -BeTrue -Because 'Ctrl+C ends it'
            $shell.EndStop($stop)
            Clear-OrgFault $org

            { $shell.EndInvoke($run) } | Should -Throw
            "$($shell.Streams.Warning)" | Should -Match ([regex]::Escape("Resume-SfBulk -Path '$file.results'"))
            (Resume-SfBulk $file).Created | Should -Be 3
            @(Import-Csv "$file.results/successful.csv") | Should -HaveCount 3
        }

        It 'a job that somebody aborts is told, and none of its rows is lost' {
            Set-OrgBulk @{ stopAfter = 1 }
            $begun = Import-SfBulk Account $file -Operation Insert -NoWait
            Wait-Until { (Get-SfBulkJob $begun.Jobs[0].Id).NumberRecordsProcessed -eq 1 }
            $begun.Jobs | Stop-SfBulkJob -Confirm:$false
            $result = Resume-SfBulk $file -ErrorAction SilentlyContinue -ErrorVariable failed

            $failed | Should -HaveCount 1
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'JOB_ABORTED,*'
            $failed[0].Exception.Message | Should -BeLike '*1 of 3 rows were processed*'
            $failed[0].TargetObject.State | Should -Be Aborted
            $result.IsComplete, $result.Processed, $result.Unprocessed | Should -Be $true, 1, 2
            Set-OrgBulk $orderly
            (Import-SfBulk Account "$($result.ResultPath)/unprocessed.csv" -Operation Insert).Created | Should -Be 2
        }
    }
}
