BeforeAll {
    Import-TestModule
    Import-TestClock
    $org = Start-TestOrg
    # Pauses before repetitions are over at once.
    Set-TestClock ([SalesforceCC.Testing.SkippingClock]::new([timespan]::FromSeconds(120)))
    $session = Connect-TestOrg $org
    Set-TestClock
    $account = (Invoke-SfQuery 'SELECT Id FROM Account ORDER BY Id LIMIT 1').Id
    $told = @{}

    function New-Version([string] $Title, [string] $Text, [hashtable] $With = @{}) {
        $row = @{ Title = $Title; PathOnClient = 'x.txt'; VersionData = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($Text)) } + $With
        (Invoke-SfRest sobjects/ContentVersion -Method POST -Body $row).id
    }

    function New-Target { Join-Path $TestDrive ([guid]::NewGuid().ToString('N')) }

    function Get-Text([string] $Folder) {
        $files = [string[]]@(foreach ($file in Get-ChildItem -LiteralPath $Folder -Force) { "$($file.Name)=$([IO.File]::ReadAllText($file.FullName))" })
        [array]::Sort($files, [StringComparer]::Ordinal)
        $files
    }
}

AfterAll { Stop-TestOrg $org }

Describe 'Save-SfFile' {
    AfterEach {
        Clear-OrgFault $org
        $null = Invoke-OrgKnob $org files POST @{ ranges = $false; tags = $true }
    }

    It 'saves the newest version of each file of a query, in one line and few requests' {
        $one = New-Version One first
        $document = (Invoke-SfQuery 'SELECT ContentDocumentId FROM ContentVersion WHERE Id = :id' @{ id = $one }).ContentDocumentId
        $null = New-Version One second @{ ContentDocumentId = $document }
        $two = New-Version 'Ä/ö' 'two'
        $rows = Invoke-SfQuery 'SELECT Id FROM ContentDocument WHERE LatestPublishedVersion.Title IN (:a, :b) ORDER BY Id' @{ a = 'One'; b = 'Ä/ö' }
        $target = New-Target

        $calls = Get-OrgCall $org { $told.Files = $rows | Save-SfFile "$target/" -PassThru }

        Get-Text $target | Should -Be 'One.txt=second', 'Ä_ö.txt=two'
        $calls.Count | Should -Be 3 -Because 'names take one request'
        $told.Files | Should -BeOfType IO.FileInfo
        $told.Files.Name | Should -Be 'One.txt', 'Ä_ö.txt'
        $told.Files[0].PSPath | Should -Be (Get-Item -LiteralPath $told.Files[0].FullName).PSPath -Because 'it is shown as Get-Item shows it'
        $told.Files[0].ContentDocumentId | Should -Be $document
        $told.Files[1].Id | Should -Be $two
        $rows | Save-SfFile (New-Target) | Should -BeNullOrEmpty
    }

    It 'takes <What>' -ForEach @(
        @{ What = 'rows'; Give = { Invoke-SfQuery 'SELECT Id FROM ContentVersion WHERE Id = :v' @{ v = $args[0] } } }
        @{ What = 'rows that show the path'; Give = { Invoke-SfQuery 'SELECT VersionData FROM ContentVersion WHERE Id = :v' @{ v = $args[0] } } }
        @{ What = 'paths'; Give = { (Invoke-SfQuery 'SELECT VersionData FROM ContentVersion WHERE Id = :v' @{ v = $args[0] }).VersionData } }
        @{ What = 'ids'; Give = { $args[0] } }
        @{ What = 'ids of 15 characters'; Give = { $args[0].Substring(0, 15) } }
        @{ What = 'hashtables'; Give = { @{ Id = $args[0] } } }
        @{ What = 'lines of a file'; Give = { "Id`n$($args[0])" | ConvertFrom-Csv } }
        @{ What = 'links'; Give = { Invoke-SfQuery 'SELECT ContentDocumentId FROM ContentDocumentLink WHERE LinkedEntityId = :a' @{ a = $account } | Select-Object -Last 1 } }
        @{ What = 'results of Send-SfFile'; Give = { [IO.File]::WriteAllText("$TestDrive/input.txt", 'bytes'); Send-SfFile "$TestDrive/input.txt" } }
    ) {
        $version = New-Version input bytes @{ FirstPublishLocationId = $account }
        $target = New-Target
        & $Give $version | Save-SfFile $target
        Get-Text $target | Should -Be 'input.txt=bytes'
    }

    It 'saves attachments, documents and other blobs' {
        $bytes = [Convert]::ToBase64String([byte[]](65, 66))
        $attachment = (Invoke-SfRest sobjects/Attachment -Method POST -Body @{ ParentId = $account; Name = 'a:b.txt'; Body = $bytes }).id
        $document = (Invoke-SfRest sobjects/Document -Method POST -Body @{ FolderId = $session.UserId; Name = 'doc'; Type = 'pdf'; Body = $bytes }).id
        $target = New-Target
        Save-SfFile -Id $attachment, $document $target
        Save-SfFile -InputObject "/services/data/v68.0/sobjects/Attachment/$attachment/Body" $target
        Get-Text $target | Should -Be 'a_b (2).txt=AB', 'a_b.txt=AB', 'doc.pdf=AB'
        $row = [pscustomobject]@{ Id = '0AT000000000001AAA'; LogFile = "/services/data/v67.0/sobjects/Attachment/$attachment/Body"; Name = 'log' }
        ($row | Save-SfFile $target -PassThru).Name | Should -Be 'a_b (3).txt'
    }

    It 'gives each file a name that every system takes, and numbers those that meet' {
        $titles = '../../x', 'CON', 'case', 'CASE', 'case', ('n' * 255), "tab`tname", 'report.txt'
        $versions = $titles | ForEach-Object { New-Version $_ $_ }
        $target = New-Target
        $files = $versions | Save-SfFile $target -PassThru
        $files.Name | Should -Be '.._.._x.txt', '_CON.txt', 'case.txt', 'CASE (2).txt', 'case (3).txt', "$('n' * 226).txt", 'tabname.txt', 'report.txt'
        $files.DirectoryName | Sort-Object -Unique | Should -Be $target
    }

    It 'overwrites nothing without -Force' {
        $version = New-Version again new
        $target = New-Target
        $null = New-Item $target -ItemType Directory
        Set-Content "$target/again.txt" old -NoNewline
        $version | Save-SfFile $target
        Get-Text $target | Should -Be 'again (2).txt=new', 'again.txt=old'
        $version | Save-SfFile $target -Force
        Get-Text $target | Should -Be 'again (2).txt=new', 'again.txt=new'
    }

    It 'saves one file under the name that it is told' {
        $versions = (New-Version a 1), (New-Version b 2)
        $target = New-Target
        $null = New-Item $target -ItemType Directory
        $versions | Save-SfFile "$target/name.bin" -ErrorVariable failed -ErrorAction SilentlyContinue
        Get-Text $target | Should -Be 'name.bin=1'
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
        $failed[0].TargetObject | Should -Be $versions[1]
        Save-SfFile -Id $versions[1] "$target/name.bin" -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'FILE_EXISTS,*'
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*-Force*'
        Save-SfFile -Id $versions[1] "$target/name.bin" -Force
        Get-Text $target | Should -Be 'name.bin=2'
    }

    It 'saves a file once that is given several times' {
        $version = New-Version once 1
        $document = (Invoke-SfQuery 'SELECT ContentDocumentId FROM ContentVersion WHERE Id = :id' @{ id = $version }).ContentDocumentId
        $target = New-Target
        $version, $document, $version | Save-SfFile $target
        Get-Text $target | Should -Be 'once.txt=1'
    }

    It 'tells of each input that is no file, and saves the others' {
        $version = New-Version good 1
        $bad = $account, 'x', '069000000000001AAA', 15, @{ Name = 'x' }
        $target = New-Target
        @($bad; $version) | Save-SfFile $target -ErrorVariable failed -ErrorAction SilentlyContinue
        Get-Text $target | Should -Be 'good.txt=1'
        $failed | Should -HaveCount 5
        $failed | ForEach-Object { ($_.FullyQualifiedErrorId -split ',')[0] } | Sort-Object | Should -Be INVALID_PARAMETER, MALFORMED_ID, MALFORMED_ID, MALFORMED_ID, NOT_FOUND
        $failed.Where({ $_.TargetObject -eq $account }).ErrorDetails.RecommendedAction | Should -BeLike '*ContentDocumentLink*'
        $failed.Where({ $_.FullyQualifiedErrorId -like 'NOT_FOUND*' }).TargetObject | Should -Be '069000000000001AAA'
    }

    It 'keeps nothing of a download that fails, and says which' {
        $versions = (New-Version fails 1), (New-Version works 2)
        $target = New-Target
        $org | Set-OrgFault @{ path = "*/$($versions[0])/VersionData"; status = 403; body = @(@{ errorCode = 'INSUFFICIENT_ACCESS'; message = 'no' }); count = -1 }
        $versions | Save-SfFile $target -ErrorVariable failed -ErrorAction SilentlyContinue
        Get-Text $target | Should -Be 'works.txt=2'
        $failed[0].TargetObject | Should -Be $versions[0]
    }

    It 'goes on with a download that broke off (ranges <Ranges>, tags <Tags>)' -ForEach @(
        @{ Ranges = $true; Tags = $true; Asked = 'bytes=*' }
        @{ Ranges = $true; Tags = $false; Asked = 'bytes=*' }
        @{ Ranges = $false; Tags = $false; Asked = $null }
    ) {
        $null = Invoke-OrgKnob $org files POST @{ ranges = $Ranges; tags = $Tags }
        $text = -join (1..40000 | ForEach-Object { [char](97 + $_ % 26) })
        $version = New-Version broken $text
        $org | Set-OrgFault @{ path = '*/VersionData'; drop = 'mid-body' }
        $target = New-Target
        $calls = Get-OrgCall $org { Save-SfFile -Id $version $target }
        Get-Text $target | Should -Be "broken.txt=$text"
        @($calls | Where-Object path -Like */VersionData | ForEach-Object status) | Should -Be 200, $(if ($Ranges) { 206 } else { 200 })
    }

    It 'takes no file for whole that is not as long as Salesforce says' {
        $version = New-Version short 'a long text'
        $org | Set-OrgFault @{ path = '*/VersionData'; truncateBody = $true; count = -1 }
        $target = New-Target
        Save-SfFile -Id $version $target -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'INVALID_RESPONSE,*'
        Get-ChildItem $target | Should -BeNullOrEmpty
    }

    It 'does nothing with -WhatIf' {
        $version = New-Version whatif 1
        $target = New-Target
        Save-SfFile -Id $version $target -WhatIf
        Test-Path $target | Should -BeFalse
    }

    It 'rejects a row of another org' {
        $token = ConvertTo-SecureString '00D000000000099!AQEAQH0.other' -AsPlainText -Force
        $there = Connect-SfAccessToken https://other.invalid -AccessToken $token -Name there -NoDefault
        Invoke-SfQuery 'SELECT Id FROM ContentVersion LIMIT 1' | Save-SfFile (New-Target) -Session $there -ErrorVariable failed -ErrorAction SilentlyContinue
        "$($failed[0])" | Should -BeLike 'INVALID_PARAMETER: *comes from 127.0.0.1*other.invalid*'
        Disconnect-SfSession $there
    }

    It 'ends at once when it is stopped, and leaves nothing half' {
        $version = New-Version stop 1
        $target = New-Target
        $null = New-Item $target -ItemType Directory
        $org | Set-OrgFault @{ path = '*/VersionData'; hang = $true }
        $shell = [powershell]::Create()
        $null = $shell.AddScript({ param($Manifest, $Session, $Id, $Target) Import-Module $Manifest; Save-SfFile -Id $Id $Target -Session $Session }).AddParameters(@("$(Get-TestModulePath)", $session, $version, $target))
        try {
            $run = $shell.BeginInvoke()
            while (-not (Get-ChildItem $target -Force)) { if ($run.IsCompleted) { throw 'It ended by itself.' } }
            $stop = $shell.BeginStop($null, $null)
            $stop.AsyncWaitHandle.WaitOne(60000) | Should -BeTrue
            $shell.EndStop($stop)
            # The temporary file goes with the task that had it.
            $clock = [Diagnostics.Stopwatch]::StartNew()
            while ((Get-ChildItem $target -Force) -and $clock.Elapsed.TotalSeconds -lt 300) { [Threading.Thread]::Yield() | Out-Null }
            Get-ChildItem $target -Force | Should -BeNullOrEmpty
        }
        finally { $shell.Dispose() }
    }
}
