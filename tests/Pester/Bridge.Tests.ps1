BeforeAll {
    Import-TestModule
    $org = Start-TestOrg -Rows 7000
    $manifest = Get-TestModulePath
    $bridge = Join-Path $PSScriptRoot Bridge
    if (-not ('SalesforceCC.Tests.BlockingHost' -as [type])) {
        Add-Type -Path (Join-Path $bridge Blocking.cs), (Join-Path $bridge BlockingHost.cs)
    }

    # A script in a runspace of its own: what hangs is ended there, and is a failure here.
    function Invoke-Guarded {
        param([scriptblock] $Script, [hashtable] $With = @{}, $HostOfIt, [int] $StopAfter = 60000)
        $state = [initialsessionstate]::CreateDefault2()
        $state.ImportPSModule(@($manifest))
        $runspace = if ($HostOfIt) { [runspacefactory]::CreateRunspace($HostOfIt, $state) } else { [runspacefactory]::CreateRunspace($state) }
        $runspace.ThreadOptions = 'ReuseThread'
        $runspace.Open()
        $shell = [powershell]::Create($runspace).AddScript($Script).AddParameters($With)
        try {
            $run = $shell.BeginInvoke()
            if (-not $run.AsyncWaitHandle.WaitOne($StopAfter)) {
                $null = $shell.BeginStop($null, $null)
                throw "Hangs: $Script"
            }
            $shell.EndInvoke($run)
            $shell.Streams.Error | ForEach-Object { $_ }
        }
        finally {
            # A runspace that hangs would hang at its end, too.
            if ($run.IsCompleted) { $shell.Dispose(); $runspace.Dispose() }
        }
    }
}

AfterAll { Stop-TestOrg $org }

Describe 'Code of others on the pipeline thread' {
    BeforeAll { $session = Connect-TestOrg $org @{ Name = 'bridge' } }
    BeforeEach {
        $blocking = [SalesforceCC.Tests.Blocking]
        $before = $blocking::Calls
    }

    It 'may block on what it awaits, in the pipeline after <Name>' -TestCases @(
        @{ Name = 'Invoke-SfQuery'; Script = { param($s) Invoke-SfQuery 'SELECT Id FROM Big__c' -Session $s | Where-Object { ++$n % 500 -eq 0 } | ForEach-Object { [SalesforceCC.Tests.Blocking]::Work($_.Id) } | Measure-Object | ForEach-Object Count }; Count = 14 }
        @{ Name = 'Invoke-SfQuery, counting'; Script = { param($s) Invoke-SfQuery 'SELECT COUNT() FROM Big__c' -Session $s | ForEach-Object { [SalesforceCC.Tests.Blocking]::Work($_) } }; Count = 7000 }
        @{ Name = 'Invoke-SfRest'; Script = { param($s) (Invoke-SfRest limits -Session $s | ForEach-Object { $null = [SalesforceCC.Tests.Blocking]::Work(''); 1 }) }; Count = 1 }
        @{ Name = 'Invoke-SfRest, item by item'; Script = { param($s) Invoke-SfRest query -Query @{ q = 'SELECT Id FROM Big__c' } -Paginate -Session $s | Where-Object { ++$n % 500 -eq 0 } | ForEach-Object { [SalesforceCC.Tests.Blocking]::Work('') } | Measure-Object | ForEach-Object Count }; Count = 14 }
        @{ Name = 'Get-SfLimit'; Script = { param($s) Get-SfLimit DailyApiRequests, MassEmail -Session $s | ForEach-Object { $null = [SalesforceCC.Tests.Blocking]::Work(''); 1 } | Measure-Object | ForEach-Object Count }; Count = 2 }
        @{ Name = 'a query inside of a query'; Script = { param($s) Invoke-SfQuery 'SELECT Id FROM Account LIMIT 3' -Session $s | ForEach-Object { Invoke-SfQuery 'SELECT Id FROM Account LIMIT 2' -Session $s | ForEach-Object { [SalesforceCC.Tests.Blocking]::Work('') } } | Measure-Object | ForEach-Object Count }; Count = 6 }
    ) {
        Invoke-Guarded $Script @{ s = $session } | Should -Be $Count
        $blocking::Calls | Should -BeGreaterThan $before
    }

    It 'may block in a property of what the user gives' {
        Invoke-Guarded {
            param($s)
            $body = [pscustomobject]@{} | Add-Member -PassThru ScriptProperty Name { $null = [SalesforceCC.Tests.Blocking]::Work(''); 'Blocking' }
            (Invoke-SfRest sobjects/Account -Method POST -Body $body -Session $s).success
        } @{ s = $session } | Should -BeTrue
        $blocking::Calls | Should -BeGreaterThan $before
    }

    It 'may block in what checks a variable' {
        Invoke-Guarded {
            param($s)
            [ValidateScript({ $null = [SalesforceCC.Tests.Blocking]::Work(''); $true })] $status = 0
            $null = Invoke-SfRest limits -StatusCodeVariable status -Session $s
            $status
        } @{ s = $session } | Should -Be 200
        $blocking::Calls | Should -BeGreaterThan ($before + 1)
    }

    It 'may block in a vault' {
        Invoke-Guarded {
            param($url, $key, $secret)
            $global:pair = [pscredential]::new($key, $secret)
            New-Module Microsoft.PowerShell.SecretManagement { function Get-Secret { [CmdletBinding()] param($Name) [SalesforceCC.Tests.Blocking]::Work('read') | Out-Null; $global:pair } } | Import-Module
            (Connect-SfClientCredentials $url -SecretName any -Name v).Name
        } @{ url = $org.url; key = $org.consumerKey; secret = $org.Secret } | Should -Be 'v'
        $blocking::Calls | Should -BeGreaterThan $before
    }

    It 'may block in the host, which finds no SynchronizationContext of ours' {
        $blockingHost = [SalesforceCC.Tests.BlockingHost]::new()
        $null = Invoke-Guarded {
            param($s, $url, $key, $secret)
            Get-SfLimit DailyApiRequests -Session $s -Verbose
            $ConfirmPreference = 'Low'
            Invoke-SfRest sobjects/Account -Method POST -Body @{ Name = 'Asked' } -Session $s -Confirm
            Get-SfLimit no-such-limit -Session $s -ErrorAction Inquire
            try { Connect-SfPassword $url -ClientId $key -ClientSecret $secret -Credential ([pscredential]::new('a@b.c', $secret)) } catch { }
        } @{ s = $session; url = $org.url; key = $org.consumerKey; secret = $org.Secret } -HostOfIt $blockingHost

        $blockingHost.Told | Should -Contain 'verbose none'
        $blockingHost.Told | Should -Contain 'warning none'
        @($blockingHost.Told -eq 'choice none').Count | Should -BeGreaterOrEqual 2
        $blockingHost.Told | Where-Object { $_ -like '*PipelineThread*' } | Should -BeNullOrEmpty
    }

    It 'ends with Ctrl+C while it waits, and so does the query' {
        $state = [initialsessionstate]::CreateDefault2()
        $state.ImportPSModule(@($manifest))
        $runspace = [runspacefactory]::CreateRunspace($state)
        $runspace.Open()
        $shell = [powershell]::Create($runspace).AddScript({
                param($s)
                Invoke-SfQuery 'SELECT Id FROM Big__c' -Session $s | ForEach-Object { $global:row = [SalesforceCC.Tests.Blocking]::Work('x'); Start-Sleep 3600 }
            }).AddArgument($session)
        $run = $shell.BeginInvoke()
        Wait-Until { [SalesforceCC.Tests.Blocking]::Calls -gt $before }
        $shell.Stop()
        $run.IsCompleted | Should -BeTrue
        $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $runspace.SessionStateProxy.GetVariable('row') | Should -Be 'x'
        $shell.Dispose()
        $runspace.Dispose()
    }

    It 'sees what flows with the caller, and nothing of ours' {
        $ours = [System.Reflection.BindingFlags]'Static,Public,NonPublic'
        Invoke-Guarded {
            param($s)
            [SalesforceCC.Tests.Blocking]::Seen = 'caller'
            Invoke-SfQuery 'SELECT Id FROM Account LIMIT 1' -Session $s -Verbose 4>$null | ForEach-Object {
                [SalesforceCC.Tests.Blocking]::Seen
                [SalesforceCC.Tests.Blocking]::Context
                $client = $s.GetType().Assembly
                $null -eq $client.GetType('SalesforceCC.Auth.CallerThreads').GetProperty('Current').GetValue($null)
                $null -eq $client.GetType('SalesforceCC.Http.RequestTrace').GetProperty('Sink').GetValue($null)
            }
        } @{ s = $session } | Should -Be 'caller', 'none', $true, $true
    }

    It 'changes what flows for those after it, as after any other command' {
        if ((Get-TestBuild) -ne 'net8.0') { Set-ItResult -Skipped -Because '.NET Framework cannot put an ExecutionContext back'; return }
        Invoke-Guarded {
            param($s)
            [SalesforceCC.Tests.Blocking]::Seen = 'before'
            Invoke-SfQuery 'SELECT Id FROM Big__c' -Session $s | Where-Object { ++$n % 500 -eq 0 } | ForEach-Object { [SalesforceCC.Tests.Blocking]::Seen += '.' }
            [SalesforceCC.Tests.Blocking]::Seen
            'limits' | Invoke-SfRest -Session $s | ForEach-Object { [cultureinfo]::CurrentCulture = 'de-CH' }
            [cultureinfo]::CurrentCulture.Name
        } @{ s = $session } | Should -Be 'before..............', 'de-CH'
    }

    It 'finds the context of the caller, where he has one' {
        Invoke-Guarded {
            param($s)
            $mine = [System.Threading.SynchronizationContext]::new()
            [System.Threading.SynchronizationContext]::SetSynchronizationContext($mine)
            Invoke-SfQuery 'SELECT Id FROM Account LIMIT 1' -Session $s | ForEach-Object { [object]::ReferenceEquals([System.Threading.SynchronizationContext]::Current, $mine) }
            [object]::ReferenceEquals([System.Threading.SynchronizationContext]::Current, $mine)
            [System.Threading.SynchronizationContext]::SetSynchronizationContext($null)
        } @{ s = $session } | Should -Be $true, $true
    }
}

Describe 'Progress' {
    BeforeAll {
        $session = Connect-TestOrg $org @{ Name = 'progress' }

        # Each kind of progress that is still on the screen: one source, one activity.
        function Get-Shown($Told) {
            $open = @{}
            foreach ($line in $Told -like 'progress *') {
                $null, $type, $of = $line -split ' ', 3
                $open[$of] = $type
            }
            $open.GetEnumerator() | Where-Object Value -ne 'Completed' | ForEach-Object Key
        }
    }

    BeforeEach {
        $screen = [SalesforceCC.Tests.BlockingHost]::new()
        $org | Set-OrgFault @{ path = '*/query/*'; count = -1; delayMs = 600 }
    }

    AfterEach { Clear-OrgFault $org }

    It 'goes away when <Name>' -TestCases @(
        @{ Name = 'a query ends'; Script = { param($s) Invoke-SfQuery 'SELECT Id FROM Big__c' -Session $s } }
        @{ Name = 'Select-Object -First has enough'; Script = { param($s) Invoke-SfQuery 'SELECT Id FROM Big__c' -Session $s | Select-Object -First 4500 } }
        @{ Name = 'the rest of the pipeline fails'; Script = { param($s) Invoke-SfQuery 'SELECT Id FROM Big__c' -Session $s | ForEach-Object { if (++$n -gt 4500) { throw 'enough' } } } }
        @{ Name = 'one of two queries does'; Script = { param($s) 'SELECT Id FROM Big__c', 'SELECT Id FROM Big__c LIMIT 1' | Invoke-SfQuery -Session $s } }
    ) {
        try { $null = Invoke-Guarded $Script @{ s = $session } -HostOfIt $screen } catch { }

        @($screen.Told -like 'progress Processing*').Count | Should -BeGreaterThan 0
        Get-Shown $screen.Told | Should -BeNullOrEmpty
    }

    It 'goes away when a later page fails' {
        $org | Set-OrgFault @{ path = '*/query/*-6000'; status = 400; body = '[{"errorCode":"INVALID_QUERY_LOCATOR","message":"gone"}]' }
        $null = try { Invoke-Guarded { param($s) Invoke-SfQuery 'SELECT Id FROM Big__c' -Session $s } @{ s = $session } -HostOfIt $screen } catch { }

        @($screen.Told -like 'progress Processing*').Count | Should -BeGreaterThan 0
        Get-Shown $screen.Told | Should -BeNullOrEmpty
    }

    It 'goes away with Ctrl+C' {
        $state = [initialsessionstate]::CreateDefault2()
        $state.ImportPSModule(@($manifest))
        $runspace = [runspacefactory]::CreateRunspace($screen, $state)
        $runspace.Open()
        $shell = [powershell]::Create($runspace).AddScript({ param($s) Invoke-SfQuery 'SELECT Id FROM Big__c' -Session $s | ForEach-Object { if (++$global:n -gt 4500) { [SalesforceCC.Tests.Blocking]::Reached.Set(); Start-Sleep 3600 } } }).AddArgument($session)
        [SalesforceCC.Tests.Blocking]::Reached.Reset()
        $run = $shell.BeginInvoke()
        [SalesforceCC.Tests.Blocking]::Reached.Wait(300000) | Should -BeTrue
        $shell.Stop()

        $run.IsCompleted | Should -BeTrue
        @($screen.Told -like 'progress Processing*').Count | Should -BeGreaterThan 0
        Get-Shown $screen.Told | Should -BeNullOrEmpty
        $shell.Dispose()
        $runspace.Dispose()
    }

    It 'is not there for who wants none' {
        $null = Invoke-Guarded { param($s) $ProgressPreference = 'SilentlyContinue'; Invoke-SfQuery 'SELECT Id FROM Big__c' -Session $s | Select-Object -First 4500 } @{ s = $session } -HostOfIt $screen
        if ($PSVersionTable.PSVersion -ge '7.4') {
            $null = Invoke-Guarded { param($s) Invoke-SfQuery 'SELECT Id FROM Big__c' -Session $s -ProgressAction Ignore | Select-Object -First 4500 } @{ s = $session } -HostOfIt $screen
        }

        $screen.Told -like 'progress*' | Should -BeNullOrEmpty
    }
}

Describe 'What one input begins' {
    BeforeAll {
        $cmdlets = (Get-Command Invoke-SfQuery).ImplementingType.Assembly
        $client = $cmdlets.GetType('SalesforceCC.Cmdlets.Shell.ErrorRecords').GetMethod('From').GetParameters()[0].ParameterType.Assembly
        if (-not ('SalesforceCC.Tests.WindowCommand' -as [type])) {
            Add-Type -Path (Join-Path $bridge WindowCommand.cs) -ReferencedAssemblies $cmdlets.Location, $client.Location, ([psobject].Assembly.Location), netstandard, System.Runtime, System.Collections, System.Collections.Concurrent, System.Linq, System.Threading -CompilerOptions '/nowarn:1701' -IgnoreWarnings -WarningAction SilentlyContinue
        }
        Import-Module ([SalesforceCC.Tests.WindowCommand].Assembly)
        $works = [SalesforceCC.Tests.Works]
    }

    It 'is awaited at the end, and its verbose lines arrive' {
        $works::Reset(3)
        $written = 'a', 'b', 'c' | Test-Later -Verbose 4>&1
        $written | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | ForEach-Object Message | Sort-Object | Should -Be 'a goes on', 'b goes on', 'c goes on'
        $written | Where-Object { $_ -is [string] } | Should -Be 'a done', 'b done', 'c done'
    }

    It 'runs beside what others begin, and is written in their order' {
        $works::Reset(3)
        'a', 'b', 'c', 'd', 'e', 'f' | Test-Window -ThrottleLimit 3 | Should -Be 'a done', 'b done', 'c done', 'd done', 'e done', 'f done'
        $works::Most | Should -Be 3
        $works::Begun | Should -Be 'a', 'b', 'c', 'd', 'e', 'f'
    }

    It 'goes on on the pipeline thread' {
        $works::Reset(2)
        $lines = ('a', 'b' | Test-Window -Verbose 4>&1) -match ' on '
        $lines | Should -HaveCount 2
        $lines | Should -BeLike '* on the pipeline thread'
    }

    It 'fails alone, in its place and with its input' {
        $works::Reset(3)
        $written = 'a', 'bad 1', 'b', 'c', 'bad 2', 'd' | Test-Window -ErrorAction Continue -ErrorVariable failed 2>&1
        $written | ForEach-Object { "$_" } | Should -Be 'a done', 'BAD_INPUT: bad 1 is bad.', 'b done', 'c done', 'BAD_INPUT: bad 2 is bad.', 'd done'
        $failed.TargetObject | Should -Be 'bad 1', 'bad 2'
        $failed[0].FullyQualifiedErrorId | Should -Be 'BAD_INPUT,SalesforceCC.Tests.WindowCommand'
    }

    It 'that fails before it waits for anything is an error of its input, too' {
        $works::Reset(2)
        $written = 'a', 'bad at once', 'b' | Test-Window -ErrorAction SilentlyContinue -ErrorVariable failed
        $written | Should -Be 'a done', 'b done'
        $failed.TargetObject | Should -Be 'bad at once'
    }

    It 'ends with Select-Object -First' {
        $works::Reset(2)
        'a', 'b', 'c', 'd' | Test-Window -ThrottleLimit 2 | Select-Object -First 1 | Should -Be 'a done'
        Wait-Until { $works::Running -eq 0 }
    }

    It 'ends with -ErrorAction Stop' {
        $works::Reset(2)
        { 'bad 1', 'b', 'c' | Test-Window -ThrottleLimit 2 -ErrorAction Stop } | Should -Throw -ErrorId 'BAD_INPUT,SalesforceCC.Tests.WindowCommand'
        Wait-Until { $works::Running -eq 0 }
    }

    It 'ends with Ctrl+C' {
        $works::Reset(99)
        $runspace = [runspacefactory]::CreateRunspace()
        $runspace.Open()
        $shell = [powershell]::Create($runspace).AddScript({ param($m) Import-Module $m; 'a', 'b', 'c' | Test-Window }).AddArgument([SalesforceCC.Tests.WindowCommand].Assembly)
        $run = $shell.BeginInvoke()
        Wait-Until { $works::Begun.Count -eq 3 }
        $shell.Stop()
        $run.IsCompleted | Should -BeTrue
        Wait-Until { $works::Running -eq 0 }
        $works::Stopped | Should -Be 3
        $shell.Dispose()
        $runspace.Dispose()
    }
}
