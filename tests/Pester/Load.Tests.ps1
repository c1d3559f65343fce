# One session, many callers, and tokens that do not last: nothing is lost, doubled, mixed up or left behind.
BeforeAll {
    Import-TestModule
    $callers = 64
    $callsEach = 500
    $writeEvery = 10
    $org = Start-TestOrg -Rows ($callers * $callsEach)
    $setup = Connect-TestOrg $org @{ NoDefault = $true }
    $null = Invoke-OrgKnob $org api-usage POST @{ allowed = 1000000 }
    $ids = @(Invoke-SfQuery 'SELECT Id FROM Big__c' -Session $setup | ForEach-Object Id)
    Disconnect-SfSession $setup
    $port = ([uri]$org.url).Port

    # What one caller does: it asks for rows that nobody else asks for, and writes some.
    $caller = {
        param($Session, [string[]] $Ids, [int] $WriteEvery, [string] $Tag, [System.Threading.Barrier] $Start)
        $ErrorActionPreference = 'Stop'
        # Each in a runspace of its own, which would not be so if the first had done before the last begins.
        if (-not $Start.SignalAndWait(120000)) { throw 'The other callers do not come.' }
        $done = 0
        foreach ($id in $Ids) {
            if (++$done % $WriteEvery -eq 0) {
                $made = Invoke-SfRest sobjects/Account -Method POST -Body @{ Name = "$Tag $done" } -Session $Session
                if (-not $made.success) { throw "$Tag was not written" }
            }
            else {
                $row = Invoke-SfRest "sobjects/Big__c/$id" -Query @{ fields = 'Id' } -Session $Session
                if ($row.Id -cne $id) { throw "asked for $id, got $($row.Id)" }
            }
        }
        $done
    }

    # The callers' runspaces. They serve both rounds, so that only what the calls leave behind is measured.
    $state = [initialsessionstate]::CreateDefault2()
    $state.ImportPSModule(@(Get-TestModulePath))
    $pool = [runspacefactory]::CreateRunspacePool($callers, $callers, $state, $Host)
    $pool.Open()

    # Runs all callers at once on a new session, ending its tokens again and again, and gives what they said. Between
    # two ends at least a second passes, and twenty calls for each caller: so no end outruns the replay after the last.
    function Invoke-Load([int] $Calls, [string] $Name) {
        Clear-OrgRequest $org
        $session = Connect-TestOrg $org @{ Name = $Name; NoDefault = $true }
        $start = [System.Threading.Barrier]::new($callers)
        $jobs = foreach ($i in 0..($callers - 1)) {
            $own = [string[]]$ids[($i * $callsEach)..($i * $callsEach + $Calls - 1)]
            $shell = [powershell]::Create().AddScript($caller).AddArgument($session).AddArgument($own).AddArgument($writeEvery).AddArgument("$Name $i").AddArgument($start)
            $shell.RunspacePool = $pool
            @{ Shell = $shell; Run = $shell.BeginInvoke() }
        }
        $ended = $sockets = $counted = $done = 0
        $failures = [System.Collections.Generic.List[string]]::new()
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        foreach ($job in $jobs) {
            while (-not $job.Run.AsyncWaitHandle.WaitOne(100)) {
                if ($clock.Elapsed.TotalMinutes -gt 5) { throw 'The callers do not come to an end.' }
                $sockets = [Math]::Max($sockets, (Get-Socket).Count)
                if ($clock.Elapsed.TotalSeconds -ge $ended + 1 -and $session.ApiCalls -ge $counted + 20 * $callers) {
                    Stop-OrgToken $org
                    $ended++
                    $counted = $session.ApiCalls
                }
            }
            try { $done += $job.Shell.EndInvoke($job.Run)[0] }
            catch { $failures.Add("$_") }
            $job.Shell.Dispose()
        }
        $seconds = $clock.Elapsed.TotalSeconds
        Disconnect-SfSession $session
        Wait-Until { -not (Get-Socket) }
        [pscustomobject]@{ Done = $done; Failures = $failures; Ended = $ended; Sockets = $sockets; Calls = $session.ApiCalls; Seconds = $seconds }
    }

    # Open connections of this process to the org, as the system sees them.
    function Get-Socket {
        @([System.Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpConnections() |
            Where-Object { $_.RemoteEndPoint.Port -eq $port -and $_.State -eq 'Established' })
    }

    function Get-Footprint {
        foreach ($i in 1..3) { [GC]::Collect(); [GC]::WaitForPendingFinalizers() }
        $process = [System.Diagnostics.Process]::GetCurrentProcess()
        [pscustomobject]@{ Bytes = [GC]::GetTotalMemory($true); Handles = $process.HandleCount }
    }
}

AfterAll {
    $pool.Dispose()
    Stop-TestOrg $org
}

Describe '64 runspaces, 500 calls each, on one session whose tokens end every second' {
    BeforeAll {
        # Once with few calls: what a process loads and keeps in any case is there then.
        $null = Invoke-Load 20 warm
        $before = Get-Footprint
        $load = Invoke-Load $callsEach load
        $after = Get-Footprint
        $tokens = @(Invoke-OrgKnob $org 'requests?path=*token' | ForEach-Object { $_ })
        $refused = @(Invoke-OrgKnob $org 'requests?path=*sobjects*' | ForEach-Object { $_ } | Where-Object status -EQ 401)
        Write-Host ('{0:N0} calls in {1:0.0} s; tokens ended {2} times: {3} requests refused, {4} new tokens; at most {5} sockets; left behind: {6:+0;-0} KB, {7:+0;-0;0} handles' -f
            $load.Done, $load.Seconds, $load.Ended, $refused.Count, $tokens.Count, $load.Sockets,
            (($after.Bytes - $before.Bytes) / 1KB), ($after.Handles - $before.Handles))
    }

    It 'all succeed, each with its own answer' {
        $load.Failures | Select-Object -First 3 | Should -BeNullOrEmpty
        $load.Done | Should -Be ($callers * $callsEach)
    }

    It 'fetch one token for each that ended, together' {
        $load.Ended | Should -BeGreaterThan 0
        # And the first of all. The last may have ended when nobody asked any more.
        $tokens.Count | Should -BeIn $load.Ended, ($load.Ended + 1)
        $tokens.status | Sort-Object -Unique | Should -Be 200
        # Callers did meet it at the same time, or the test would show nothing.
        $refused.Count | Should -BeGreaterThan $tokens.Count
    }

    It 'write each record once' {
        $check = Connect-TestOrg $org @{ NoDefault = $true }
        $names = (Invoke-SfQuery 'SELECT Name FROM Account WHERE Name LIKE :like' @{ like = 'load %' } -Session $check).Name
        Disconnect-SfSession $check
        $names.Count | Should -Be ($callers * $callsEach / $writeEvery)
        [System.Collections.Generic.HashSet[string]]::new([string[]]$names).Count | Should -Be $names.Count
    }

    It 'open hardly more connections than there are callers' {
        # One for the token; and one may be on its way already when another becomes free.
        $load.Sockets / $callers | Should -BeLessOrEqual 1.25
    }

    It 'leave neither memory nor handles behind' {
        # Something kept of each call would be a hundred bytes or more; a handle of each caller, one.
        ($after.Bytes - $before.Bytes) / $load.Done | Should -BeLessThan 64
        ($after.Handles - $before.Handles) / $callers | Should -BeLessThan 0.5
    }
}
