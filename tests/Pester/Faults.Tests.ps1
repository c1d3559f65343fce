# Each cmdlet that talks to the network, and each fault: see Faults/Calls.ps1, where a new cmdlet gets its line.
# The table of results is FaultMatrix.md.
BeforeDiscovery {
    Import-TestModule
    $exported = @(Get-Command -Module SalesforceCC | ForEach-Object { @{ Cmdlet = $_.Name } })
    $plan = & (Join-Path $PSScriptRoot 'Faults/Plan.ps1')
    $offline = $plan.Offline | ForEach-Object { @{ Name = "$($_.Cmdlet) $($_.What)".TrimEnd(); Call = $_ } }
    $asking = $plan.Struck | Where-Object { -not $_.Transport } | ForEach-Object { @{ Name = "$($_.Cmdlet) $($_.What)".TrimEnd(); Call = $_ } }
    $sets = foreach ($cmdlet in $exported.Cmdlet) {
        foreach ($set in (Get-Command $cmdlet).ParameterSets) { @{ Cmdlet = $cmdlet; Set = $set.Name } }
    }
    function Test-Applies($Call, $Fault) {
        if ($Fault.Only -and $Fault.Only -ne $Call.Transport) { return $false }
        if ($Call.NetworkOnly -and -not $Fault.Network) { return $false }
        if ($Fault.Name -in $Call.Except) { return $false }
        # What connects is told that the host is unknown by its name; what goes to the domain after that has reached it before.
        $Fault.Name -ne 'unknown host' -or $Call.Host -ne 'Domain' -or $Call.Cmdlet -match '^(Connect|Test)-'
    }
    # The table is of all calls.
    $whole = @(if ($plan.Struck.Count -eq $plan.Calls.Count) { @{ Table = 'FaultMatrix.md' } })
    $cells = foreach ($call in $plan.Struck) {
        foreach ($fault in $plan.Faults) {
            if (-not (Test-Applies $call $fault)) { continue }
            @{ Name = "$($call.Cmdlet) $($call.What)".TrimEnd(); Fault = $fault.Name }
        }
    }
}

BeforeAll {
    Import-TestModule
    $plan = & (Join-Path $PSScriptRoot 'Faults/Plan.ps1')
    $file = Join-Path $PSScriptRoot 'FaultMatrix.md'
    # Types live as long as the process; a second run in it finds them there.
    if (-not ('SalesforceCC.Tests.FaultServer' -as [type])) {
        Add-Type -Path (Join-Path $PSScriptRoot 'Faults/FaultServer.cs') -CompilerOptions '-nullable:disable'
    }
    Import-TestClock

    # Cells have a clock of their own. This is a guard against what no clock ends, nothing else.
    $guard = [timespan]::FromMinutes(10)
    $retries = 1

    function Test-Applies($Call, $Fault) {
        if ($Fault.Only -and $Fault.Only -ne $Call.Transport) { return $false }
        if ($Call.NetworkOnly -and -not $Fault.Network) { return $false }
        if ($Fault.Name -in $Call.Except) { return $false }
        # What connects is told that the host is unknown by its name; what goes to the domain after that has reached it before.
        $Fault.Name -ne 'unknown host' -or $Call.Host -ne 'Domain' -or $Call.Cmdlet -match '^(Connect|Test)-'
    }

    $callOf = @{}
    foreach ($call in $plan.Calls) { $callOf["$($call.Cmdlet) $($call.What)".TrimEnd()] = $call }
    $faultOf = @{}
    foreach ($fault in $plan.Faults) { $faultOf[$fault.Name] = $fault }

    function Get-CallName($Call) { "$($Call.Cmdlet) $($Call.What)".TrimEnd() }

    # All cells at once, in runspaces: they wait for sockets.
    function Invoke-Matrix {
        $state = [initialsessionstate]::CreateDefault2()
        $state.ImportPSModule(@(Get-TestModulePath))
        foreach ($name in 'Set-TestClock', 'Invoke-InTurn') {
            $state.Commands.Add([System.Management.Automation.Runspaces.SessionStateFunctionEntry]::new($name, (Get-Command $name).Definition))
        }
        $pool = [runspacefactory]::CreateRunspacePool(1, 24, $state, $Host)
        $pool.Open()
        $script = Get-Content (Join-Path $PSScriptRoot 'Faults/Cell.ps1') -Raw
        $jobs = foreach ($fault in $plan.Faults) {
            foreach ($call in $plan.Struck) {
                if (-not (Test-Applies $call $fault)) { continue }
                $copy = @{} + $call
                $copy.Script = "$($call.Script)"
                if ($fault.Name -eq 'unknown host' -and $call.Host -eq 'Domain') { $copy.Script = $copy.Script.Replace('$server.Url', "'nosuch.salesforce.invalid'") }
                foreach ($times in $(if ($fault.Always) { -1 } else { 1, -1 })) {
                    $shell = [powershell]::Create()
                    $shell.RunspacePool = $pool
                    $null = $shell.AddScript($script).AddParameters(@{ Call = $copy; Fault = $fault; Times = $times; Answers = $plan.Answers; BigBytes = 3000000; Transport = $call.Transport; Vault = $vault; SecretName = $secretName })
                    @{ Key = "$(Get-CallName $call)|$($fault.Name)|$times"; Shell = $shell; Run = $shell.BeginInvoke() }
                }
            }
        }
        $results = @{}
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        foreach ($job in $jobs) {
            $left = $guard - $clock.Elapsed
            if (-not $job.Run.AsyncWaitHandle.WaitOne($(if ($left -gt 0) { $left } else { [timespan]::Zero }))) {
                $results[$job.Key] = [pscustomobject]@{ Id = 'HANGS' }
                continue
            }
            $results[$job.Key] = try { $job.Shell.EndInvoke($job.Run)[0] } catch { [pscustomobject]@{ Id = 'BROKEN'; Text = "$_" } }
            $job.Shell.Dispose()
        }
        if ($results.Values.Id -notcontains 'HANGS') { $pool.Dispose() }
        $results
    }

    $null = Use-TestVault
    $vault = Get-TestVaultName
    $busy = if ($null -eq (Get-TestVaultRead)) { 30 } else { 0 }
    $secretName = Set-TestSecret matrix ([pscredential]::new('id', (ConvertTo-SecureString secret -AsPlainText -Force)))
    $environment = @{ SF_CLIENT_ID = 'id'; SF_CLIENT_SECRET = 'secret' }
    $before = @{}
    foreach ($name in $environment.Keys) {
        $before[$name] = [Environment]::GetEnvironmentVariable($name)
        [Environment]::SetEnvironmentVariable($name, $environment[$name])
    }
    try { $results = Invoke-Matrix }
    finally {
        foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
        Remove-TestVault
    }

    function Get-Result([string] $Name, [string] $Fault, [int] $Times) { $results["$Name|$Fault|$Times"] }

    # What a person reads of a cell.
    function Get-Outcome($Result, [string] $Name) {
        if ($Result.Id) { return $Result.Id }
        if ("$($Result.Output)" -eq "$((Get-Result $Name none 1).Output)") { 'ok' } else { 'ok, as answered' }
    }

    function Get-Matrix {
        '# Faults, and what comes of them'
        ''
        'Written by `Faults.Tests.ps1`, which compares it with what happens: delete this file and run `./build.ps1 Test -Filter Faults` to write it anew.'
        ''
        'For each call: what comes of it if the fault strikes once / if it stays. Sessions repeat once (`-MaximumRetryCount 1`).'
        '`ok` is the whole result, as without fault; `ok, as answered` a result that differs because the answer does; `-` cannot be.'
        'After each of them the session works, and nothing that may have been written was written twice.'
        '`proxy` is one that is handed plain HTTP, `tunnel` one that opens a way for TLS (CONNECT).'
        ''
        foreach ($group in $plan.Calls | Group-Object { if ($_.Transport) { "Over $($_.Transport)" } else { $_.Cmdlet } }) {
            "## $($group.Name)"
            ''
            "| fault | $(@($group.Group | ForEach-Object { "$(if ($_.Transport) { "$($_.Cmdlet) " })$($_.What ?? 'once / stays') ($($_.Does))" }) -join ' | ') |"
            "|---|$('---|' * $group.Group.Count)"
            foreach ($fault in $plan.Faults | Where-Object { $kind = $_; $group.Group | Where-Object { Test-Applies $_ $kind } }) {
                $columns = foreach ($call in $group.Group) {
                    $name = Get-CallName $call
                    if (-not (Test-Applies $call $fault)) { '-'; continue }
                    $stays = Get-Outcome (Get-Result $name $fault.Name -1) $name
                    $once = if ($fault.Always) { '-' } else { Get-Outcome (Get-Result $name $fault.Name 1) $name }
                    if ($once -eq $stays) { $once } else { "$once / $stays" }
                }
                "| $($fault.Name) | $($columns -join ' | ') |"
            }
            ''
        }
    }

    # What must hold of every cell. Plain comparisons: Should takes a millisecond, and there are a hundred thousand of these.
    function Assert-Holds([bool] $Holds, $Seen, [string] $Because) {
        if (-not $Holds) { throw [System.Management.Automation.ErrorRecord]::new([exception]::new("$Because, but: $($Seen -join [Environment]::NewLine)"), 'CellFailed', 'InvalidResult', $Seen) }
    }

    function Test-Same($One, $Other) {
        $one, $other = @($One | Where-Object { $null -ne $_ }), @($Other | Where-Object { $null -ne $_ })
        $one.Count -eq $other.Count -and ($one -join "`0") -ceq ($other -join "`0")
    }

    function Assert-Cell($Call, $Fault, $Result, [int] $Times) {
        $usual = (Get-Result (Get-CallName $Call) none 1).Output
        $failed = [bool]$Result.Id
        Assert-Holds ($null -ne $Result -and $Result.Id -notin 'HANGS', 'BROKEN') "$($Result.Id) $($Result.Text)" 'it must come to an end'
        Assert-Holds ($Result.Usable -in 'yes', 'ended') $Result.Usable 'the session must work afterwards'
        $half = foreach ($file in $Result.Files) { if ($file -ne 'answer') { $file } }
        Assert-Holds (-not $half) $half 'no half file may stay'

        Assert-Holds ($Result.Stolen -eq 0) $Result.Stolen 'nothing is sent to where a redirect leads'

        # Each request has its time, and a few seconds go to the pauses before repetitions and between questions. A real
        # vault may be busy with other cells, which it is given up for after 30 seconds.
        Assert-Holds ($Result.Seconds -le $Result.Requests * [int]$Fault.Seconds + 10 + $busy) "$($Result.Seconds) s" 'there is an end to waiting'

        # What is without content, which is GET alone, the connection pool repeats up to three times by itself when a
        # connection ends without a word.
        $attempts = if ($Call.Does -eq 'writes' -and -not $Fault.NotDone) { 1 } else { 1 + $retries }
        $limit = if ($Call.Does -eq 'reads') { 4 * $attempts } else { $attempts }
        Assert-Holds ($Result.Requests -le $limit) $Result.Requests 'nothing that may have been carried out is repeated'

        if ($failed) {
            Assert-Holds (-not $Fault.Survived) $Result.Text 'it can be survived'
            $code = if ($Fault.ByProxy -and $Call.Transport -in 'proxy', 'tunnel') { $Fault.ByProxy } else { $Fault.Code }
            Assert-Holds ($Result.Id -ceq $code) "$($Result.Id): $($Result.Text)" "its error is $code"
            Assert-Holds ($Result.Type -ceq 'SalesforceCC.SfException') $Result.Type 'its error is a SalesforceCC.SfException'
            Assert-Holds ([bool]$Result.Advice) $Result.Text 'its error has advice'
            Assert-Holds ($Result.Errors -eq 1) $Result.Errors 'one error is enough'
            Assert-Holds ($Result.Text -clike "${code}: *") $Result.Text "the text begins with $code"
            # Whole pages that came before, and nothing of the one that failed.
            $before = if ($Call.Before -and -not $Fault.Whole) { @($usual | Select-Object -First $Call.Before) }
            Assert-Holds (Test-Same $Result.Output $before) $Result.Output "what came is: $before"
            Assert-Holds (-not $Result.Files) $Result.Files 'no file stays'
            # To the OAuth service a 401 says nothing of a session.
            Assert-Holds (-not ($Times -eq 1 -and $Fault.NotDone -and -not ($Fault.Name -eq '401' -and $Call.Host))) $Result.Text 'it was not carried out, and is possible a moment later'
            return
        }

        Assert-Holds ($Result.Errors -eq 0) $Result.Errors 'what succeeds has no error'
        if ($Fault.Content -or ($Call.Ok | Where-Object { $Fault.Name -like $_ })) {
            if ($Fault.Name -ne 'empty body' -and $usual) { Assert-Holds ([bool]$Result.Output) $Result.Output 'something comes' }
            return
        }
        if ($Call.Partial -and "$($Result.Output)" -ne "$usual") {
            Assert-Holds ([bool]$Result.Output) $Result.Output 'something comes'
            Assert-Holds ($Result.Warnings -gt 0) $Result.Warnings 'what is missing is said'
            return
        }
        if ($Call.Partial -and $Result.Warnings -gt 0) { return }
        Assert-Holds ($Times -eq 1 -or $Fault.Survived) $Result.Output 'the fault stays, and must be told'
        Assert-Holds (Test-Same $Result.Output $usual) $Result.Output "what is no error must be whole: $usual"
    }
}

Describe 'The fault matrix' {
    BeforeAll {
        if ($plan.Struck.Count -ne $plan.Calls.Count) { return }
        $matrix = @(Get-Matrix)
        $missing = -not (Test-Path $file)
        if ($missing) { ($matrix -join "`n").TrimEnd() + "`n" | Set-Content $file -NoNewline }
    }

    It 'has <Cmdlet>' -ForEach $exported {
        $Cmdlet | Should -BeIn (@($plan.Offline.Cmdlet) + @($plan.Calls.Cmdlet)) -Because 'Faults/Calls.ps1 says of each cmdlet how it is called, or that it asks nobody'
    }

    It 'has <Cmdlet> with the parameter set <Set>' -ForEach $sets {
        if ($plan.OtherSets["$Cmdlet/$Set"]) { return }
        $calls = if ($Cmdlet -in $plan.Calls.Cmdlet) { $plan.Calls } else { $plan.Offline }
        $Set | Should -BeIn @($calls | Where-Object { $_.Cmdlet -eq $Cmdlet } | ForEach-Object { Get-CallParameterSet $Cmdlet $_.Script }) -Because 'Faults/Calls.ps1 has a call of each set, or says in OtherSets why not'
    }

    It 'has no cmdlet that is no more' {
        @($plan.Offline.Cmdlet) + @($plan.Calls.Cmdlet) | Sort-Object -Unique | Where-Object { -not (Get-Command $_ -Module SalesforceCC -ErrorAction Ignore) } | Should -BeNullOrEmpty
    }

    It 'strikes each request of <Name>' -ForEach $asking {
        $routes = @($plan.Calls | Where-Object Cmdlet -EQ $Call.Cmdlet | ForEach-Object Route)
        $asked = (Get-Result $Name none 1).Asked
        $asked | Should -Not -BeNullOrEmpty
        $asked | Where-Object { $request = $_; -not ($routes | Where-Object { $request -like $_ }) } |
            Should -BeNullOrEmpty -Because 'each request has its line in Faults/Calls.ps1'
    }

    It 'knows that <Name> sends nothing' -ForEach $offline {
        $server = [SalesforceCC.Tests.FaultServer]::new([string[]]$plan.Answers, '', 1000)
        $secret = ConvertTo-SecureString secret -AsPlainText -Force
        try {
            $session = Connect-SfClientCredentials $server.Url -ClientId id -ClientSecret $secret -Name offline -NoDefault
            $still = Connect-SfClientCredentials $server.Url -ClientId id -ClientSecret $secret -Name still -NoDefault
            Register-SfConnection offline $server.Url -SecretName $secretName -VaultName $vault -Force
            $server.Arm('*', 'none', 0)
            $connections = $server.Connections

            . $Call.Script

            # What follows arrives after whatever was sent before.
            (Get-SfLimit DailyApiRequests -Session $still).Max | Should -Be 15000
            $server.Requests | Should -Be 'GET /services/data/v68.0/limits'
            $server.Connections - $connections | Should -BeLessOrEqual 1
        }
        finally {
            Get-SfSession offline, still -ErrorAction Ignore | Disconnect-SfSession
            Unregister-SfConnection offline -ErrorAction Ignore
            $server.Dispose()
        }
    }

    It '<Name>: <Fault>' -ForEach $cells {
        $call = $callOf[$Name]
        $kind = $faultOf[$Fault]
        foreach ($times in $(if ($kind.Always) { -1 } else { 1, -1 })) {
            Assert-Cell $call $kind (Get-Result $Name $Fault $times) $times
        }
    }

    It 'survives a field of 100 MB in a query' {
        $server = [SalesforceCC.Tests.FaultServer]::new([string[]]$plan.Answers, '', 100MB)
        try {
            $session = Connect-SfClientCredentials $server.Url -ClientId id -ClientSecret (ConvertTo-SecureString secret -AsPlainText -Force) -Name big -NoDefault
            $server.Arm('GET */query?q=*', 'big field', 1)

            $rows = Invoke-SfQuery 'SELECT Id, Name FROM Contact' -Session $session

            $rows | Should -HaveCount 2
            $rows[1].Name.Length | Should -Be 100MB
            (Get-SfLimit DailyApiRequests -Session $session).Max | Should -Be 15000
        }
        finally {
            $server.Dispose()
            Get-SfSession big -ErrorAction Ignore | Disconnect-SfSession
        }
    }

    It 'is what <Table> says' -ForEach $whole {
        $missing | Should -BeFalse -Because 'the file was missing. It has been written: read it, and run again'
        $written = (Get-Content $file) -join "`n"
        if ($written -ne ($matrix -join "`n").TrimEnd()) { Write-Host ($matrix -join [Environment]::NewLine) }
        $written | Should -Be ($matrix -join "`n").TrimEnd() -Because 'results that change are to be seen: delete the file and run again to write it anew'
    }
}
