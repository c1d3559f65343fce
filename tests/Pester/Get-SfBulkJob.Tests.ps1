BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $session = Connect-TestOrg $org

    # What the scripts of calls have to tell.
    $told = @{}

    function New-QueryJob { (Invoke-SfRest jobs/query -Method POST -Body @{ operation = 'query'; query = 'SELECT Id, Name FROM Account' }).id }
    function New-IngestJob { (Invoke-SfRest jobs/ingest -Method POST -Body @{ object = 'Account'; operation = 'insert' }).id }
}

AfterAll { Stop-TestOrg $org }

Describe 'Get-SfBulkJob' {
    AfterEach {
        Clear-OrgFault $org
        $null = Invoke-OrgKnob $org bulk POST @{ polls = 0 }
    }

    It 'lists the jobs of both sorts, each once, with two calls' {
        $ids = (New-QueryJob), (New-IngestJob)
        $calls = Get-OrgCall $org { $told.Jobs = Get-SfBulkJob }
        $calls.Count | Should -Be 2
        $ids | Should -BeIn $told.Jobs.Id
        $told.Jobs.Id | Sort-Object -Unique | Should -HaveCount $told.Jobs.Count
        (Get-SfBulkJob -JobType Query).Operation | Sort-Object -Unique | Should -Be query
        (Get-SfBulkJob -JobType Ingest).Operation | Sort-Object -Unique | Should -Be insert
    }

    It 'gets one of either sort, with all that Salesforce says of it' {
        $id = New-QueryJob
        $job = Get-SfBulkJob $id -Wait
        $job | Should -BeOfType SalesforceCC.SfBulkJob
        $job.Id | Should -Be $id
        $job.State | Should -Be JobComplete
        $job.JobType | Should -Be V2Query
        $job.Object | Should -Be Account
        $job.ApiVersion | Should -Be '68.0'
        $job.NumberRecordsProcessed | Should -Be (Invoke-SfQuery 'SELECT COUNT() FROM Account')
        $job.NumberRecordsFailed | Should -BeNullOrEmpty
        $job.CreatedDate | Should -BeOfType datetimeoffset
        $job.IsFinished | Should -BeTrue
        $open = New-IngestJob
        (Get-SfBulkJob $open.Substring(0, 15)).State | Should -Be Open
        "$(Get-SfBulkJob $open)" | Should -Be $open
    }

    It 'asks for the right sort where an object says it' {
        $job = Get-SfBulkJob (New-QueryJob) -Wait
        (Get-OrgCall $org { $job | Get-SfBulkJob }).Count | Should -Be 1
    }

    It 'takes objects with a JobId, and tells of those without' {
        $id = New-QueryJob
        ([pscustomobject]@{ JobId = $id; Id = 'x' } | Get-SfBulkJob).Id | Should -Be $id
        $failures = @()
        $jobs = [pscustomobject]@{ Name = 'x' }, '001000000000001AAA', $id | Get-SfBulkJob -ErrorAction SilentlyContinue -ErrorVariable failures
        $jobs.Id | Should -Be $id
        $failures.FullyQualifiedErrorId | Should -BeLike 'MALFORMED_ID,*'
        $failures | Should -HaveCount 2
        (Get-Failure { Get-SfBulkJob 123 }).Exception.Message | Should -BeLike "'123' is not the ID of a job*"
        (Get-Failure { Get-SfBulkJob 750000000000001AAA }).FullyQualifiedErrorId | Should -BeLike 'NOT_FOUND,*'
    }

    It 'waits until a job is finished, and asks ever more rarely' {
        $null = Invoke-OrgKnob $org bulk POST @{ polls = 8 }
        Import-TestClock
        $clock = [SalesforceCC.Testing.SkippingClock]::new([timespan]::FromSeconds(120))
        Set-TestClock $clock
        try { $other = Connect-TestOrg $org @{ Name = 'patient'; NoDefault = $true } } finally { Set-TestClock }
        $id = New-QueryJob
        $calls = Get-OrgCall $org { $told.Job = Get-SfBulkJob $id -Wait -Session $other }
        $told.Job.State | Should -Be JobComplete
        # Once as of each sort, and once more for each answer that it goes on.
        $calls.Count | Should -BeIn 10, 11

        # The time is up, and the job goes on.
        $null = Invoke-OrgKnob $org bulk POST @{ polls = 1000 }
        $id = New-QueryJob
        $failure = Get-Failure { Get-SfBulkJob $id -Wait -TimeoutSec 60 -Session $other }
        $failure.FullyQualifiedErrorId | Should -BeLike 'JOB_NOT_FINISHED,*'
        $failure.TargetObject | Should -Be $id
        "$failure" | Should -BeLike "*$id*InProgress*"
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Get-SfBulkJob -Wait*'
        Disconnect-SfSession $other
    }

    It 'fits its table into 80 columns' {
        $text = Get-SfBulkJob (New-QueryJob) -Wait | Format-Table | Out-String -Width 80
        $text | Should -Match 'Id +Operation +Object +State +Processed +Failed'
        $text | Should -Match 'JobComplete'
    }

    It 'resolves latest, which a job may not mix with numbers' {
        $latest = Connect-TestOrg $org @{ Name = 'latest'; ApiVersion = 'latest'; NoDefault = $true }
        $id = New-QueryJob
        (Get-OrgCall $org { $told.Job = Get-SfBulkJob $id -Session $latest }).path | Should -Be "/services/data/v68.0/jobs/ingest/$id", "/services/data/v68.0/jobs/query/$id"
        $told.Job.Id | Should -Be $id
        Disconnect-SfSession $latest
    }
}
