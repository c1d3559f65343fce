BeforeAll {
    Import-TestModule
    Import-TestClock
    $org = Start-TestOrg
    Set-TestClock ([SalesforceCC.Testing.SkippingClock]::new([timespan]::FromSeconds(120)))
    $session = Connect-TestOrg $org
    Set-TestClock
    $accounts = (Invoke-SfQuery 'SELECT Id FROM Account ORDER BY Id LIMIT 3').Id
    $told = @{}

    function New-TestFile([string] $Name, [string] $Text = 'hello') {
        $path = Join-Path $TestDrive $Name
        [IO.File]::WriteAllText($path, $Text)
        $path
    }

    function Get-Version([string] $Id) { Invoke-SfQuery 'SELECT Title, PathOnClient, Description, ContentSize, FileExtension, VersionNumber, IsLatest, ContentDocumentId FROM ContentVersion WHERE Id = :id' @{ id = $Id } }

    function Get-Link([string] $Document) { Invoke-SfQuery 'SELECT LinkedEntityId, ShareType, Visibility FROM ContentDocumentLink WHERE ContentDocumentId = :d' @{ d = $Document } | Where-Object LinkedEntityId -Like '001*' }
}

AfterAll { Stop-TestOrg $org }

Describe 'Send-SfFile' {
    AfterEach {
        Clear-OrgFault $org
        $null = Invoke-OrgKnob $org files POST @{ versionsLeft = 200000; crmContent = $false }
    }

    It 'sends a file, and returns what it became' {
        $path = New-TestFile 'Prüfung "1".txt' 'Grüezi'
        $calls = Get-OrgCall $org { $told.File = Send-SfFile $path -Description 'Old' }

        $told.File | Should -BeOfType SalesforceCC.SfFile
        $told.File.Title, $told.File.Size, $told.File.Path, $told.File.Type | Should -Be 'Prüfung "1"', 7, $path, 'ContentVersion'
        $version = Get-Version $told.File.Id
        $version.PathOnClient, $version.Title, $version.FileExtension, $version.ContentSize, $version.Description | Should -Be 'Prüfung "1".txt', 'Prüfung "1"', 'txt', 7, 'Old'
        $version.ContentDocumentId | Should -Be $told.File.ContentDocumentId
        $calls | ForEach-Object { "$($_.method) $($_.path)" } | Should -Be 'POST /services/data/v68.0/sobjects/ContentVersion', 'GET /services/data/v68.0/query'
    }

    It 'links it to one record in the same request, and to others 200 a request' {
        $path = New-TestFile link.txt
        $calls = Get-OrgCall $org { $told.File = Send-SfFile $path -RecordId ($accounts + $accounts[0]) -Title 'Three' }
        $calls.Count | Should -Be 3
        $links = Get-Link $told.File.ContentDocumentId
        $links.LinkedEntityId | Sort-Object | Should -Be $accounts
        $links.ShareType | Sort-Object -Unique | Should -Be V
        $told.File.Title | Should -Be Three
    }

    It 'links it as it is told' {
        $file = Send-SfFile (New-TestFile share.txt) -RecordId $accounts[0] -ShareType Collaborator -Visibility InternalUsers
        $link = Get-Link $file.ContentDocumentId
        $link.ShareType, $link.Visibility | Should -Be C, InternalUsers
    }

    It 'says what to do where the org does not know a share type, and that the file was saved' {
        $file = Send-SfFile (New-TestFile inferred.txt) -RecordId $accounts[0] -ShareType Inferred -ErrorVariable failed -ErrorAction SilentlyContinue
        $file.ContentDocumentId | Should -Not -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'INSUFFICIENT_ACCESS_OR_READONLY,*'
        "$($failed[0])" | Should -BeLike "*The file was saved as $($file.Id), but not linked to $($accounts[0]).*"
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*CRM Content*-ShareType Viewer*'
        Get-Link $file.ContentDocumentId | Should -BeNullOrEmpty
    }

    It 'sends a new version, and links it to records that it is not linked to' {
        $first = Send-SfFile (New-TestFile v.txt one) -RecordId $accounts[0]
        $second = Send-SfFile (New-TestFile v2.txt second) -ContentDocumentId $first.ContentDocumentId -RecordId $accounts[0, 1]
        $second.ContentDocumentId | Should -Be $first.ContentDocumentId
        $version = Get-Version $second.Id
        $version.VersionNumber, $version.IsLatest, $version.ContentSize | Should -Be '2', $true, 6
        (Get-Link $first.ContentDocumentId).LinkedEntityId | Sort-Object | Should -Be $accounts[0, 1]
    }

    It 'takes files of the pipeline in their order, also with brackets in their names, and few requests' {
        $folder = New-Item (Join-Path $TestDrive many) -ItemType Directory
        foreach ($n in 1..30) { [IO.File]::WriteAllText((Join-Path $folder "$('{0:d2}' -f $n) [x].txt"), "$n") }
        $calls = Get-OrgCall $org { $told.Files = Get-ChildItem $folder -File | Sort-Object Name | Send-SfFile -ThrottleLimit 8 }
        $told.Files.Title | Should -Be (1..30 | ForEach-Object { "$('{0:d2}' -f $_) [x]" })
        $told.Files.ContentDocumentId | Sort-Object -Unique | Should -HaveCount 30
        @($calls | Where-Object path -Like */ContentVersion).Count | Should -Be 30
        $calls.Count | Should -BeLessOrEqual 45 -Because 'documents are asked for together'
        (Send-SfFile (Join-Path $folder '*0 *.txt')).Title | Sort-Object | Should -Be '10 [x]', '20 [x]', '30 [x]'
        (Send-SfFile (Join-Path $folder '05 [x].txt')).Title | Should -Be '05 [x]'
    }

    It 'takes titles and records from a list' {
        $paths = (New-TestFile list1.txt), (New-TestFile list2.txt)
        $rows = 0, 1 | ForEach-Object { [pscustomobject]@{ Path = $paths[$_]; Title = "T$_"; RecordId = $accounts[$_]; ContentDocumentId = '' } }
        $files = $rows | Send-SfFile
        $files.Title | Should -Be T0, T1
        $files | ForEach-Object { (Get-Link $_.ContentDocumentId).LinkedEntityId } | Should -Be $accounts[0, 1]
    }

    It 'sends attachments and documents' {
        $path = New-TestFile old.txt
        $attachment = Send-SfFile $path -As Attachment -RecordId $accounts[0] -Description d
        $row = Invoke-SfQuery 'SELECT Name, ParentId, BodyLength, Description FROM Attachment WHERE Id = :id' @{ id = $attachment.Id }
        $row.Name, $row.ParentId, $row.BodyLength, $row.Description | Should -Be 'old.txt', $accounts[0], 5, d
        $document = Send-SfFile $path -As Document -FolderId $session.UserId -Title 'A doc'
        $row = Invoke-SfQuery 'SELECT Name, Type, FolderId, BodyLength FROM Document WHERE Id = :id' @{ id = $document.Id }
        $row.Name, $row.Type, $row.FolderId, $row.BodyLength | Should -Be 'A doc', txt, $session.UserId, 5
        "$($attachment.ContentDocumentId)$($document.ContentDocumentId)" | Should -Be ''
    }

    It 'sends an empty file' { (Send-SfFile (New-TestFile empty.txt '')).Size | Should -Be 0 }

    It 'rejects <What>, before anything is sent' -ForEach @(
        @{ What = 'an attachment without a record'; With = @{ As = 'Attachment' }; Text = '*-RecordId*' }
        @{ What = 'a document without a folder'; With = @{ As = 'Document' }; Text = '*-FolderId*' }
        @{ What = 'a folder for a file'; With = @{ FolderId = '00l000000000001AAA' }; Text = '*-FolderId*' }
        @{ What = 'a record for a document'; With = @{ As = 'Document'; FolderId = '00l000000000001AAA'; RecordId = '001000000000001AAA' }; Text = '*-RecordId*' }
        @{ What = 'a share type without a record'; With = @{ ShareType = 'Viewer' }; Text = '*-RecordId*' }
        @{ What = 'a version of an attachment'; With = @{ As = 'Attachment'; RecordId = '001000000000001AAA'; ContentDocumentId = '069000000000001AAA' }; Text = '*-ContentDocumentId*' }
        @{ What = 'a version of a version'; With = @{ ContentDocumentId = '068000000000001AAA' }; Text = '*-ContentDocumentId*069*' }
        @{ What = 'what is no ID'; With = @{ RecordId = 'x' }; Text = '*-RecordId*' }
    ) {
        $path = New-TestFile reject.txt
        $calls = Get-OrgCall $org { Send-SfFile $path @With -ErrorVariable told -ErrorAction SilentlyContinue | Should -BeNullOrEmpty; $script:failed = $told }
        $calls | Should -BeNullOrEmpty
        "$($failed[0])" | Should -BeLike $Text
        $failed[0].TargetObject | Should -Be $path
        $failed[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'rejects files that Salesforce does not take, before they are sent' {
        $path = Join-Path $TestDrive big.bin
        $stream = [IO.File]::Create($path)
        try { $stream.SetLength(2GB + 1) } finally { $stream.Dispose() }
        $calls = Get-OrgCall $org { Send-SfFile $path -ErrorVariable told -ErrorAction SilentlyContinue; Send-SfFile $path -As Document -FolderId $session.UserId -ErrorVariable +told -ErrorAction SilentlyContinue; $script:failed = $told }
        Remove-Item $path
        $calls | Should -BeNullOrEmpty
        $failed | Should -HaveCount 2
        "$($failed[1])" | Should -BeLike '*5*242*880*Document*'
    }

    It 'says of each file that cannot be sent that it cannot, and sends the others' {
        $good = New-TestFile good.txt
        $files = Send-SfFile (Join-Path $TestDrive nosuch.txt), "$TestDrive", (Join-Path $TestDrive '*.nosuch'), $good -ErrorVariable failed -ErrorAction SilentlyContinue
        $files.Path | Should -Be $good
        $failed | Should -HaveCount 3
        $failed | ForEach-Object { $_.FullyQualifiedErrorId } | Should -BeLike 'INVALID_PARAMETER,*'
        $failed[0].TargetObject | Should -Be (Join-Path $TestDrive nosuch.txt)
    }

    It 'does nothing with -WhatIf' {
        $path = New-TestFile whatif.txt
        Get-OrgCall $org { Send-SfFile $path -WhatIf } | Should -BeNullOrEmpty
    }

    It 'does not send a file again whose fate is unknown (<Drop>)' -ForEach @{ Drop = 'after' }, @{ Drop = 'mid-request' } {
        $path = New-TestFile fate.txt ('x' * 300000)
        $org | Set-OrgFault @{ method = 'POST'; path = '*/ContentVersion'; drop = $Drop; count = 1 }
        $calls = Get-OrgCall $org { Send-SfFile $path -ErrorVariable told -ErrorAction SilentlyContinue | Should -BeNullOrEmpty; $script:failed = $told }
        @($calls).Count | Should -Be 1
        "$($failed[0])" | Should -BeLike '*It is not known whether the file was saved.*'
        $failed[0].TargetObject | Should -Be $path
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*Before you send the file again*'
    }

    It 'sends again what was certainly not carried out' {
        Stop-OrgToken $org
        (Send-SfFile (New-TestFile token.txt)).Id | Should -BeLike 068*
    }

    It 'tells of a limit what to do' {
        $null = Invoke-OrgKnob $org files POST @{ versionsLeft = 0 }
        Send-SfFile (New-TestFile limit.txt) -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*24 hours*'
    }

    It 'returns the file where its document cannot be found, with an error' {
        $org | Set-OrgFault @{ path = '*/query'; status = 400; body = @(@{ errorCode = 'INVALID_TYPE'; message = 'no' }) }
        $file = Send-SfFile (New-TestFile lost.txt) -ErrorVariable failed -ErrorAction SilentlyContinue
        $file.Id | Should -BeLike 068*
        $file.ContentDocumentId | Should -BeNullOrEmpty
        "$($failed[0])" | Should -BeLike "INVALID_TYPE: *The file was saved as $($file.Id), but its ContentDocument was not found.*"
    }
}
