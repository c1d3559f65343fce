BeforeAll {
    Import-TestModule
    $manifest = Get-TestModulePath
    $org = Start-TestOrg -Rows 100000
    $session = Connect-TestOrg $org
    $once = Connect-TestOrg $org @{ Name = 'once'; NoDefault = $true; MaximumRetryCount = 0 }

    # Each row once, and none left out.
    function Assert-Whole($Names, [int] $Count) {
        $Names.Count | Should -Be $Count
        [System.Collections.Generic.HashSet[string]]::new([string[]]$Names).Count | Should -Be $Count
    }

    # A pipeline that can be stopped, in a runspace of its own.
    function Start-Command([string] $Script, $With = $session) {
        $state = [initialsessionstate]::CreateDefault2()
        $state.ImportPSModule(@($manifest))
        $shell = [powershell]::Create($state)
        $null = $shell.AddScript($Script).AddArgument($With)
        [pscustomobject]@{ Shell = $shell; Output = [System.Management.Automation.PSDataCollection[psobject]]::new(); Run = $null } |
            ForEach-Object { $_.Run = $_.Shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $_.Output); $_ }
    }

    # Ctrl+C. The limit is shorter than that of a request, or a command that does not hear it would end by that one.
    function Stop-Command($Command) {
        $stop = $Command.Shell.BeginStop($null, $null)
        if (-not $stop.AsyncWaitHandle.WaitOne(60000)) { throw 'The command did not stop.' }
        $Command.Shell.EndStop($stop)
    }
}

AfterAll { Stop-TestOrg $org }

Describe 'A query of 50 pages' {
    BeforeEach { Clear-OrgRequest $org }
    AfterEach { Clear-OrgFault $org }

    It 'comes whole' {
        Assert-Whole (Invoke-SfQuery 'SELECT Name FROM Big__c').Name 100000
        Get-OrgRequest $org -Path '*/query*' | Should -HaveCount 50
    }

    It 'in whose middle the token dies: refreshes once and delivers every row once' {
        Stop-OrgToken $org -AfterRequest 20

        Assert-Whole (Invoke-SfQuery 'SELECT Name FROM Big__c').Name 100000

        Get-OrgRequest $org -Path '*token' | Should -HaveCount 1
        @(Get-OrgRequest $org -Path '*/query*').Where({ $_.status -eq 401 }).Count | Should -BeGreaterOrEqual 1
    }

    It 'in whose middle the connection breaks off: delivers every row once, -ThrottleLimit <ThrottleLimit>' -ForEach @{ ThrottleLimit = 1 }, @{ ThrottleLimit = 5 } {
        $org | Set-OrgFault @{ path = '*/query/*'; skip = 10; drop = 'mid-body' }
        $org | Set-OrgFault @{ path = '*/query/*'; skip = 20; drop = 'before' }
        $org | Set-OrgFault @{ path = '*/query/*'; skip = 30; status = 503; body = 'busy' }

        Assert-Whole (Invoke-SfQuery 'SELECT Name FROM Big__c' -ThrottleLimit $ThrottleLimit).Name 100000

        # An org that is busy is asked for nothing ahead any more: what was under way then is asked for in its turn.
        @(Get-OrgRequest $org -Path '*/query*').Count | Should -BeIn (53..(52 + $ThrottleLimit))
        Get-OrgRequest $org -Path '*token' | Should -BeNullOrEmpty
    }

    It 'in whose middle an answer is cut short, though HTTP calls it whole: delivers every row once' {
        $org | Set-OrgFault @{ path = '*/query/*'; skip = 10; truncateBody = $true }

        Assert-Whole (Invoke-SfQuery 'SELECT Name FROM Big__c').Name 100000
    }

    It 'that cannot go on is an error, after whole pages' {
        $org | Set-OrgFault @{ path = '*/query/*'; skip = 4; count = -1; drop = 'mid-body' }
        $rows = [System.Collections.Generic.List[string]]::new()

        $failure = Get-Failure { Invoke-SfQuery 'SELECT Name FROM Big__c' -Session $once | ForEach-Object { $rows.Add($_.Name) } }

        $failure.FullyQualifiedErrorId | Should -BeLike 'CONNECTION_LOST,*'
        Assert-Whole $rows 10000
    }

    It 'whose cursor is gone says what to do' {
        $org | Set-OrgFault @{ path = '*/query/*'; skip = 2; status = 400; body = @(@{ errorCode = 'INVALID_QUERY_LOCATOR'; message = 'invalid query locator' }) }

        $failure = Get-Failure { Invoke-SfQuery 'SELECT Name FROM Big__c' }

        $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_QUERY_LOCATOR,*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*again*'
    }
}

Describe 'A token that is refused for ever' {
    BeforeEach { Clear-OrgRequest $org }
    AfterEach { Clear-OrgFault $org }

    It '<What>: one new token, then a clear error' -ForEach @(
        @{ What = 'a query'; Command = { Invoke-SfQuery 'SELECT Id FROM User' } }
        @{ What = 'REST'; Command = { Invoke-SfRest limits } }
        @{ What = 'a write'; Command = { Invoke-SfRest sobjects/Account -Method POST -Body @{ Name = 'x' } } }
        @{ What = 'limits'; Command = { Get-SfLimit } }
    ) {
        $org | Set-OrgFault @{ path = '*/services/data/*'; count = -1; status = 401; body = @(@{ errorCode = 'INVALID_SESSION_ID'; message = 'Session expired or invalid' }) }

        $failure = Get-Failure $Command

        $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_SESSION_ID,*'
        $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Connect*'
        Get-OrgRequest $org -Path '*token' | Should -HaveCount 1
        Get-OrgRequest $org -Path '*/services/data/*' | Should -HaveCount 2
    }

    It 'in the middle of a query: pages that came before are whole, -ThrottleLimit <ThrottleLimit>' -ForEach @{ ThrottleLimit = 1 }, @{ ThrottleLimit = 5 } {
        $org | Set-OrgFault @{ path = '*/query/*'; skip = 2; count = -1; status = 401; body = @(@{ errorCode = 'INVALID_SESSION_ID'; message = 'Session expired or invalid' }) }
        $rows = [System.Collections.Generic.List[string]]::new()

        (Get-Failure { Invoke-SfQuery 'SELECT Name FROM Big__c' -ThrottleLimit $ThrottleLimit | ForEach-Object { $rows.Add($_.Name) } }).FullyQualifiedErrorId | Should -BeLike 'INVALID_SESSION_ID,*'

        # Once for each page that is refused; several may be on their way.
        Assert-Whole $rows 6000
        @(Get-OrgRequest $org -Path '*token').Count | Should -BeIn (1..$ThrottleLimit)
    }
}

Describe 'Ctrl+C' {
    BeforeEach { Clear-OrgRequest $org }
    AfterEach { Clear-OrgFault $org }

    It 'ends <What>' -ForEach @(
        @{ What = 'a query whose first page is on its way'; Script = 'Invoke-SfQuery "SELECT Id FROM Big__c" -Session $args[0]'; Path = '*/query'; Rows = 0 }
        @{ What = 'a query whose next page is on its way'; Script = 'Invoke-SfQuery "SELECT Id FROM Big__c" -Session $args[0]'; Path = '*/query/*'; Rows = 2000 }
        @{ What = 'REST'; Script = 'Invoke-SfRest limits -Session $args[0]'; Path = '*/limits'; Rows = 0 }
        @{ What = 'a write'; Script = 'Invoke-SfRest sobjects/Account -Method POST -Body @{ Name = "x" } -Session $args[0]'; Path = '*/sobjects/Account'; Rows = 0 }
        @{ What = 'identity'; Script = 'Get-SfIdentity -Session $args[0]'; Path = '*userinfo'; Rows = 0 }
        @{ What = 'a new token'; Script = 'Get-SfToken -ForceRefresh -Session $args[0]'; Path = '*token'; Rows = 0 }
    ) {
        $org | Set-OrgFault @{ path = $Path; hang = $true }
        $command = Start-Command $Script
        Wait-Until { (Get-OrgRequest $org -Path $Path) -and $command.Output.Count -ge $Rows }

        Stop-Command $command

        $command.Shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $command.Output.Count | Should -Be $Rows
        $command.Shell.Dispose()
        # The session is as good as before.
        (Get-SfLimit DailyApiRequests -Session $session).Name | Should -Be 'DailyApiRequests'
    }

    It 'ends connecting' {
        $org | Set-OrgFault @{ path = '*token'; hang = $true }
        $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
        $null = $shell.AddScript('Import-Module $args[0]; Connect-SfClientCredentials $args[1] -ClientId $args[2] -ClientSecret $args[3]').AddArgument($manifest).AddArgument($org.url).AddArgument($org.consumerKey).AddArgument($org.Secret)
        $null = $shell.BeginInvoke()
        Wait-Until { Get-OrgRequest $org -Path '*token' }

        Stop-Command ([pscustomobject]@{ Shell = $shell })

        $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $shell.Dispose()
    }

    It 'ends waiting before another attempt' {
        $org | Set-OrgFault @{ path = '*/limits'; status = 503; headers = @{ 'Retry-After' = '200' }; body = 'busy' }
        # A session of its own: all requests of this one wait as long as Salesforce has asked for.
        $command = Start-Command 'Invoke-SfRest limits -Session $args[0]' (Connect-TestOrg $org @{ Name = 'asked to wait'; NoDefault = $true })
        Wait-Until { (Get-OrgRequest $org -Path '*/limits').status -eq 503 }

        Stop-Command $command

        $command.Shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $command.Shell.Dispose()
        Get-OrgRequest $org -Path '*/limits' | Should -HaveCount 1
    }
}

Describe 'A server that asks to wait' {
    AfterEach { Clear-OrgFault $org }

    It 'is given the time' {
        $org | Set-OrgFault @{ path = '*/limits'; status = 429; headers = @{ 'Retry-After' = '1' }; body = 'slow down' }
        Clear-OrgRequest $org

        Get-SfLimit DailyApiRequests | Should -Not -BeNullOrEmpty

        $first, $second = Get-OrgRequest $org -Path '*/limits'
        ([datetimeoffset]$second.time - [datetimeoffset]$first.time).TotalSeconds | Should -BeGreaterOrEqual 0.9
    }

    It 'for longer than anybody waits is an error' {
        $org | Set-OrgFault @{ path = '*/limits'; status = 429; headers = @{ 'Retry-After' = '4000' }; body = 'slow down' }

        (Get-Failure { Get-SfLimit }).FullyQualifiedErrorId | Should -BeLike 'HTTP_429,*'
    }
}

Describe 'Silence' {
    AfterEach { Clear-OrgFault $org }

    It 'in the middle of a page ends after -TimeoutSec, counted from the last byte' {
        $short = Connect-TestOrg $org @{ Name = 'short'; NoDefault = $true; TimeoutSec = 1; MaximumRetryCount = 0 }
        $org | Set-OrgFault @{ path = '*/query/*'; skip = 1; hang = $true }
        $rows = [System.Collections.Generic.List[string]]::new()

        (Get-Failure { Invoke-SfQuery 'SELECT Name FROM Big__c' -Session $short | ForEach-Object { $rows.Add($_.Name) } }).FullyQualifiedErrorId | Should -BeLike 'TIMEOUT,*'

        Assert-Whole $rows 4000
    }
}
