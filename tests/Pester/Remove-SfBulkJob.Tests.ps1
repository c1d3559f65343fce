BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $session = Connect-TestOrg $org

    function New-QueryJob { (Get-SfBulkJob (Invoke-SfRest jobs/query -Method POST -Body @{ operation = 'query'; query = 'SELECT Id FROM Account' }).id -Wait) }
}

AfterAll { Stop-TestOrg $org }

Describe 'Remove-SfBulkJob' {
    AfterEach { Clear-OrgFault $org }

    It 'deletes jobs, quietly' {
        $jobs = (New-QueryJob), (New-QueryJob)
        (Get-OrgCall $org { $jobs | Remove-SfBulkJob | Should -BeNullOrEmpty }).Count | Should -Be 2
        Get-SfBulkJob | Where-Object Id -In $jobs.Id | Should -BeNullOrEmpty
    }

    It 'does nothing with -WhatIf' {
        $job = New-QueryJob
        (Get-OrgCall $org { $job | Remove-SfBulkJob -WhatIf }) | Should -BeNullOrEmpty
        (Get-SfBulkJob $job).Id | Should -Be $job.Id
    }

    It 'tells of a job that is open' {
        $id = (Invoke-SfRest jobs/ingest -Method POST -Body @{ object = 'Account'; operation = 'insert' }).id
        $failure = Get-Failure { Remove-SfBulkJob $id }
        $failure.FullyQualifiedErrorId | Should -BeLike 'INVALIDJOBSTATE,*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Stop-SfBulkJob*'
    }

    It 'does not tell of a job that is gone when it is tried again' {
        $job = New-QueryJob
        $org | Set-OrgFault @{ method = 'DELETE'; path = '*/jobs/query/*'; drop = 'headers'; count = 1 }
        $job | Remove-SfBulkJob
        (Get-Failure { Get-SfBulkJob $job.Id }).FullyQualifiedErrorId | Should -BeLike 'NOT_FOUND,*'
        (Get-Failure { Remove-SfBulkJob $job }).FullyQualifiedErrorId | Should -BeLike 'NOT_FOUND,*'
    }
}
