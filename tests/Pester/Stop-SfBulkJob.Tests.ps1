BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $session = Connect-TestOrg $org

    function New-IngestJob { (Invoke-SfRest jobs/ingest -Method POST -Body @{ object = 'Account'; operation = 'insert' }).id }
}

AfterAll { Stop-TestOrg $org }

Describe 'Stop-SfBulkJob' {
    AfterEach { Clear-OrgFault $org }

    It 'stops jobs, quietly' {
        $ids = (New-IngestJob), (New-IngestJob)
        $ids | Stop-SfBulkJob | Should -BeNullOrEmpty
        ($ids | Get-SfBulkJob).State | Should -Be Aborted, Aborted
        $id = New-IngestJob
        (Stop-SfBulkJob $id -PassThru).State | Should -Be Aborted
    }

    It 'does nothing with -WhatIf' {
        $id = New-IngestJob
        (Get-OrgCall $org { Stop-SfBulkJob $id -WhatIf }) | Should -BeNullOrEmpty
        (Get-SfBulkJob $id).State | Should -Be Open
    }

    It 'tells of a job that is finished, and goes on with the next' {
        $done = (Invoke-SfRest jobs/query -Method POST -Body @{ operation = 'query'; query = 'SELECT Id FROM Account' }).id
        $null = Get-SfBulkJob $done -Wait
        $id = New-IngestJob
        $failures = @()
        $done, $id | Stop-SfBulkJob -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'INVALIDJOBSTATE,*'
        $failures[0].TargetObject | Should -Be $done
        (Get-SfBulkJob $id).State | Should -Be Aborted
    }

    It 'asks the job whether it stopped, where the answer was lost' {
        $id = New-IngestJob
        $org | Set-OrgFault @{ method = 'PATCH'; path = '*/jobs/ingest/*'; drop = 'headers'; count = 1 }
        Stop-SfBulkJob $id
        (Get-SfBulkJob $id).State | Should -Be Aborted
    }
}
